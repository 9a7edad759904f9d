// The caller's keys. A passphrase becomes 64 bytes by Argon2id: the first half signs in, the other never leaves this
// browser and opens the private key. What is unlocked is in the memory of this page, and goes with it.
import sodium from './sodium.js';
import {NotOpened, openEnvelope, recipientId, sealedAgain} from './envelope.js';
import {readSet} from './recipient_set.js';

const about = 'porchlight inbox key 1';  // bound into what is wrapped
const halfBytes = 32;

let pair = null;  // {key, secret, rootKey}
let listKey = null;  // of the team's hashes of numbers

export const ready = sodium.ready;
const base64 = (bytes) => sodium.to_base64(bytes, sodium.base64_variants.ORIGINAL);
const bytes = (text) => sodium.from_base64(text, sodium.base64_variants.ORIGINAL);

// Lets the page be drawn before it stands still for a second.
const drawn = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));

async function halves(passphrase, {salt, passes, memory_kib}) {
  await ready;
  await drawn();
  // The same words typed on another keyboard are the same bytes.
  const whole = sodium.crypto_pwhash(2 * halfBytes, passphrase.normalize('NFKC'), bytes(salt), passes,
                                     memory_kib * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
  return {signsIn: base64(whole.subarray(0, halfBytes)), unlocks: whole.slice(halfBytes)};
}

function wrap(secret, rootKey, unlocks) {
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const plain = new Uint8Array([...secret, ...rootKey]);
  const closed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, about, null, nonce, unlocks);
  sodium.memzero(plain);
  return base64(new Uint8Array([1, ...nonce, ...closed]));
}

function unwrap(wrapped, unlocks) {
  if (wrapped[0] !== 1) throw new Error('made by a later version');
  const nonce = wrapped.subarray(1, 25);
  const plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, wrapped.subarray(25), about, nonce, unlocks);
  return {secret: plain.slice(0, 32), rootKey: plain.slice(32, 64)};
}

// `stretching`: what beginSignIn() said. `half` goes to the collector; unlock() with what it answers.
export async function prepare(passphrase, stretching) {
  const {signsIn, unlocks} = await halves(passphrase, stretching);
  return {half: signsIn, unlock: (person) => {
    const {secret, rootKey} = unwrap(bytes(person.wrapped), unlocks);
    sodium.memzero(unlocks);
    pair = {key: sodium.crypto_scalarmult_base(secret), secret, rootKey};
  }};
}

// A new pair of keys, as the collector is told of it. The root key is kept with the private one, so that no collector
// can put another in its place later.
export async function makeKeys(passphrase, rootKey) {
  await ready;
  const stretching = {salt: base64(sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES)), passes: 3,
                      memory_kib: 64 * 1024};
  const {signsIn, unlocks} = await halves(passphrase, stretching);
  const made = sodium.crypto_box_keypair();
  const wrapped = wrap(made.privateKey, bytes(rootKey), unlocks);
  sodium.memzero(unlocks);
  pair = {key: made.publicKey, secret: made.privateKey, rootKey: bytes(rootKey)};
  return {...stretching, half: signsIn, key: base64(made.publicKey), wrapped};
}

export function lock() {
  if (pair) sodium.memzero(pair.secret);
  forgetListKey();
  pair = null;
}

export const unlocked = () => pair !== null;

// What two people compare by phone.
export const shortForm = () => sodium.to_hex(recipientId(pair.key)).match(/.{4}/g).join('-');

// As openEnvelope(): `opened` is what the collector gave.
export function open(id, opened) {
  return openEnvelope(bytes(opened.envelope), bytes(opened.kiosk_key), id, pair,
                      opened.seal ? bytes(opened.seal) : null);
}

// The keys that may open the requests of `team`, as base64: those that the pinned root key has signed, in no older set
// than this browser has seen.
export function trustedKeys(set, team) {
  const read = set && readSet(bytes(set), pair.rootKey, team);
  const kept = `porchlight-set-${team}`;
  if (!read || read.epoch < Number(localStorage.getItem(kept) ?? 0)) return [];
  localStorage.setItem(kept, String(read.epoch));
  return read.keys.map(base64);
}

// For `key`, what opens with `other`, or with the caller's own key. Null when it does not.
export function sealAgain({header, seal}, key, other) {
  try {
    return base64(sealedAgain(bytes(header), bytes(seal), other ?? pair, bytes(key)));
  } catch (trouble) {
    if (!(trouble instanceof NotOpened)) throw trouble;
    return null;
  }
}

export const forget = ({secret}) => sodium.memzero(secret);

// Another team has another.
export function forgetListKey() {
  if (listKey) sodium.memzero(listKey);
  listKey = null;
}

export const ownKey = () => base64(pair.key);

const hexId = (key) => sodium.to_hex(recipientId(key));

// Seals by recipient id: of the team's first key, to this caller.
export const newListKey = () => ({[hexId(pair.key)]: base64(sodium.crypto_box_seal(sodium.randombytes_buf(32), pair.key))});

// Whether this browser has it now. `recovery`: as readRecovery().
export function openListKey(seals, recovery) {
  for (const each of [pair, recovery])
    if (!listKey && each && seals[hexId(each.key)])
      listKey = sodium.crypto_box_seal_open(bytes(seals[hexId(each.key)]), each.key, each.secret);
  return listKey !== null;
}

// The same for those of `others`, as base64, that are not among the ids `have`.
export function listKeyFor(others, have) {
  const lacking = others.map(bytes).filter((key) => !have.includes(hexId(key)));
  return Object.fromEntries(lacking.map((key) => [hexId(key), base64(sodium.crypto_box_seal(listKey, key))]));
}

// What the collector may know of a number. Null without the key.
export const numberHash = (number) => listKey && base64(sodium.crypto_generichash(32, `porchlight number 1:${number}`, listKey));
