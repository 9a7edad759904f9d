// The page opens what ENVELOPE.md says, to the byte; and believes nothing that was changed. It takes the files as they
// are built into the collector.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

const page = `${process.env.BIN}/page`;
const {default: sodium} = await import(`${page}/sodium.js`);
const {openEnvelope, sealedAgain, NotOpened} = await import(`${page}/envelope.js`);
const {readRecovery, NoKey} = await import(`${page}/recovery.js`);
const {readSet} = await import(`${page}/recipient_set.js`);
await sodium.ready;

const documented = readFileSync(new URL('../../../app/intake/ENVELOPE.md', import.meta.url), 'utf8');
const text = (name) => new RegExp('```' + name + '\n([^`]*)```').exec(documented)[1];
const vector = (name) => text(name).replace(/\s/g, '');
const publicKey = (line) => sodium.from_base64(line.split(':')[1], sodium.base64_variants.URLSAFE_NO_PADDING).slice(0, 32);

const envelope = sodium.from_hex(vector('envelope-v1'));
const kiosk = publicKey(vector('kiosk-public'));
const id = '000102030405060708090a0b0c0d0e0f';
const pairOf = (byte) => {
  const secret = new Uint8Array(32).fill(byte);
  return {secret, key: sodium.crypto_scalarmult_base(secret)};
};
const callers = pairOf(0xa1);

test('The documented envelope opens for the callers and for the recovery key', () => {
  for (const pair of [callers, pairOf(0xa2)])
    assert.deepEqual(openEnvelope(envelope, kiosk, id, pair, null),
      {name: 'Zoë', number: '+14155550137', voicemail: true, kiosk: 'lobby-1', language: 'en', wanted: 'evenings', consent: 1});
});

test('It does not open for another key, unless a seal was made for it', () => {
  const other = pairOf(0xa3);
  assert.equal(openEnvelope(envelope, kiosk, id, other, null), null);
  const opened = sodium.crypto_box_seal_open(envelope.subarray(136, 248), callers.key, callers.secret);
  assert.equal(openEnvelope(envelope, kiosk, id, other, sodium.crypto_box_seal(opened, other.key)).name, 'Zoë');
  opened[40] ^= 1;  // bound to another header
  assert.throws(() => openEnvelope(envelope, kiosk, id, other, sodium.crypto_box_seal(opened, other.key)), NotOpened);
});

test('No changed byte is believed, nor a missing one, nor another id, nor another kiosk', () => {
  for (let i = 0; i < envelope.length; ++i) {
    const changed = envelope.slice();
    changed[i] ^= 1;
    assert.throws(() => openEnvelope(changed, kiosk, id, callers, null), NotOpened, `byte ${i}`);
  }
  for (const length of [0, 1, 127, 128, 300, envelope.length - 1])
    assert.throws(() => openEnvelope(envelope.subarray(0, length), kiosk, id, callers, null), NotOpened);
  assert.throws(() => openEnvelope(envelope, kiosk, id.replace('00', '01'), callers, null), NotOpened);
  assert.throws(() => openEnvelope(envelope, callers.key, id, callers, null), NotOpened);
});

test('What a kiosk signed and sealed, but not as it is written down, is not believed', () => {
  const pair = sodium.crypto_sign_seed_keypair(new Uint8Array(32).fill(0xb1));
  const opened = sodium.crypto_box_seal_open(envelope.subarray(136, 248), callers.key, callers.secret);
  const nonce = envelope.subarray(16, 40), header = envelope.subarray(0, 128), end = envelope.length - 64;
  const body = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, envelope.subarray(368, end), header, nonce, opened.subarray(0, 32));
  for (const at of [0, 50, 97, 113, 114, 116, 120, 122, 200, 255]) {
    const changed = body.slice();
    changed[at] ^= 0x40;
    const other = envelope.slice();
    other.set(sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(changed, header, null, nonce, opened.subarray(0, 32)), 368);
    other.set(sodium.crypto_sign_detached(other.subarray(0, end), pair.privateKey), end);
    assert.throws(() => openEnvelope(other, kiosk, id, callers, null), NotOpened, `byte ${at} of the body`);
  }
});

test('Sealed again it opens for the other key; a changed header or seal, or another’s key, seals nothing', () => {
  const other = pairOf(0xa3), header = envelope.slice(0, 128), seal = envelope.slice(136, 248);
  assert.equal(openEnvelope(envelope, kiosk, id, other, sealedAgain(header, seal, callers, other.key)).number, '+14155550137');
  assert.throws(() => sealedAgain(header, seal, other, other.key), NotOpened);
  header[10] ^= 1;
  assert.throws(() => sealedAgain(header, seal, callers, other.key), NotOpened);
  seal[40] ^= 1;
  assert.throws(() => sealedAgain(envelope.slice(0, 128), seal, callers, other.key), NotOpened);
});

test('The recovery key is read from its words and from its line, and opens the documented envelope', () => {
  const words = text('recovery-words').trim();
  const line = 'porchlight-seal-secret:' + sodium.to_base64(new Uint8Array([...pairOf(0xa2).secret,
    ...sodium.crypto_generichash(32, new Uint8Array([...new TextEncoder().encode('porchlight-seal-secret:'), ...pairOf(0xa2).secret])).slice(0, 4)]),
    sodium.base64_variants.URLSAFE_NO_PADDING);
  for (const typed of [words, words.split(' ').map((word, i) => `${i + 1}. ${word.slice(0, 4).toUpperCase()}`).join('\n'), line])
    assert.equal(openEnvelope(envelope, kiosk, id, readRecovery(typed), null).name, 'Zoë');
  const many = words.split(' ');
  assert.throws(() => readRecovery(many.with(3, 'xyzzy').join(' ')), (no) => no instanceof NoKey && no.what === 'word' && no.number === 4);
  assert.throws(() => readRecovery(many.slice(1).join(' ')), (no) => no.what === 'count' && no.number === 27);
  assert.throws(() => readRecovery([many[1], many[0], ...many.slice(2)].join(' ')), (no) => no.what === 'sum');
  assert.throws(() => readRecovery(line.replace(/.$/, line.endsWith('A') ? 'B' : 'A')), (no) => no.what === 'sum');
});

test('Only a set of this team that the root key has signed names keys to seal to', () => {
  const set = sodium.from_hex(vector('recipient-set-v1'));
  const root = sodium.crypto_sign_seed_keypair(new Uint8Array(32).fill(0xe1)).publicKey;
  const read = readSet(set, root, 'st-brendans');
  assert.equal(read.epoch, 3);
  assert.deepEqual(read.keys, [callers.key, pairOf(0xa2).key]);
  assert.equal(readSet(set, root, 'elm-street'), null);
  assert.equal(readSet(set, kiosk, 'st-brendans'), null);
  for (let i = 0; i < set.length; ++i) {
    const changed = set.slice();
    changed[i] ^= 1;
    assert.equal(readSet(changed, root, 'st-brendans'), null, `byte ${i}`);
  }
  assert.equal(readSet(set.subarray(0, 100), root, 'st-brendans'), null);
});
