// The bytes of an envelope (ENVELOPE.md, version 1): read, checked, opened. If one check fails, nothing is believed.
import sodium from './sodium.js';

const headerBytes = 128, sealBytes = 120, bodyBytes = 256, signatureBytes = 64, boxBytes = bodyBytes + 16;
const wantedWords = ['', 'soon', 'mornings', 'afternoons', 'evenings'];
const utf8 = new TextDecoder('utf-8', {fatal: true});

export class NotOpened extends Error {}

function check(is) {
  if (!is) throw new NotOpened();
}

function text(padded) {
  const end = padded.indexOf(0) < 0 ? padded.length : padded.indexOf(0);
  check(padded.subarray(end).every((byte) => byte === 0));
  return utf8.decode(padded.subarray(0, end));
}

export const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const recipientId = (key) => sodium.crypto_generichash(32, key).subarray(0, 8);

function readHeader(envelope) {
  check(envelope.length > headerBytes);
  check(new TextDecoder().decode(envelope.subarray(0, 8)) === 'porchreq' && envelope[8] === 1);
  const recipients = envelope[120];
  check(recipients >= 2 && recipients <= 16);
  check(envelope.length === headerBytes + sealBytes * recipients + boxBytes + signatureBytes);
  check(envelope[9] >= 1 && envelope[9] <= 4 && envelope.subarray(121, 128).every((byte) => byte === 0));
  return {
    bytes: envelope.subarray(0, headerBytes),
    wanted: wantedWords[envelope[9]],
    consent: view(envelope).getUint16(10),
    hour: view(envelope).getUint32(12),
    nonce: envelope.subarray(16, 40),
    id: sodium.to_hex(envelope.subarray(16, 32)),
    kiosk: text(envelope.subarray(40, 72)),
    language: text(envelope.subarray(72, 88)),
    recipients,
  };
}

// The seal for this key in the envelope, or null.
function sealFor(envelope, header, key) {
  const id = recipientId(key);
  for (let i = 0; i < header.recipients; ++i) {
    const at = headerBytes + sealBytes * i;
    if (equal(envelope.subarray(at, at + 8), id)) return envelope.subarray(at + 8, at + sealBytes);
  }
  return null;
}

// The content key in `seal`, which opens with `pair`, sealed again to `key`. It never opens the body.
export function sealedAgain(header, seal, pair, key) {
  try {
    const opened = sodium.crypto_box_seal_open(seal, pair.key, pair.secret);
    check(opened.length === 64 && equal(opened.subarray(32), sodium.crypto_generichash(32, header)));
    const again = sodium.crypto_box_seal(opened, key);
    sodium.memzero(opened);
    return again;
  } catch (trouble) {
    throw trouble instanceof NotOpened ? trouble : new NotOpened();
  }
}

function readBody(body, header) {
  check(body.length === bodyBytes && body[0] <= 96);
  const name = text(body.subarray(1, 97));
  check(new TextEncoder().encode(name).length === body[0]);
  const number = text(body.subarray(97, 113));
  check(/^\+[0-9]{4,15}$/.test(number));
  check(wantedWords[body[113]] === header.wanted && (body[114] === 1 || body[114] === 2));
  check(view(body).getUint16(115) === header.consent && view(body).getUint32(117) === header.hour);
  check(text(body.subarray(121, 137)) === header.language && body.subarray(137).every((byte) => byte === 0));
  return {name, number, voicemail: body[114] === 2};
}

// `pair`: {key, secret}; `otherSeal`: one made for this key after the envelope was. Null: it is not sealed to this key.
// Throws NotOpened when anything about it is wrong.
export function openEnvelope(envelope, kioskKey, id, pair, otherSeal) {
  try {
    const header = readHeader(envelope);
    check(header.id === id);
    const signed = envelope.length - signatureBytes;
    check(sodium.crypto_sign_verify_detached(envelope.subarray(signed), envelope.subarray(0, signed), kioskKey));
    const seal = sealFor(envelope, header, pair.key) ?? otherSeal;
    if (!seal) return null;
    const opened = sodium.crypto_box_seal_open(seal, pair.key, pair.secret);
    check(opened.length === 64 && equal(opened.subarray(32), sodium.crypto_generichash(32, header.bytes)));
    const box = envelope.subarray(headerBytes + sealBytes * header.recipients, signed);
    const body = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box, header.bytes, header.nonce,
                                                                   opened.subarray(0, 32));
    const request = {...readBody(body, header), kiosk: header.kiosk, language: header.language, wanted: header.wanted,
                     consent: header.consent};
    sodium.memzero(opened);
    sodium.memzero(body);
    return request;
  } catch (trouble) {
    throw trouble instanceof NotOpened ? trouble : new NotOpened();
  }
}
