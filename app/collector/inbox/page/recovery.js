// The recovery key, as porchlight keygen prints it: 28 words, or the line that its QR code holds.
import sodium from './sodium.js';
import {equal, recipientId} from './envelope.js';
import {list} from './recovery_words.js';

export const wordsCount = 28;
const bitsOfWord = 10, keyBytes = 32;
const places = new Map(list.map((word, place) => [word.slice(0, 4), place]));

// Why `typed` is no recovery key: "word" with the number of one that is none, "count" with how many there are, "sum"
// when they do not fit together.
export class NoKey extends Error {
  constructor(what, number = 0) {
    super(what);
    this.what = what;
    this.number = number;
  }
}

const sum = (about, key, bytes) =>
  sodium.crypto_generichash(32, new Uint8Array([...new TextEncoder().encode(about), ...key])).subarray(0, bytes);

function checked(payload, about) {
  const key = payload.slice(0, keyBytes), rest = payload.subarray(keyBytes);
  if (!equal(rest, sum(about, key, rest.length))) throw new NoKey('sum');
  return key;
}

function fromLine(line) {
  const prefix = 'porchlight-seal-secret:';
  let payload;
  try {
    payload = sodium.from_base64(line.slice(prefix.length), sodium.base64_variants.URLSAFE_NO_PADDING);
  } catch {
    throw new NoKey('sum');
  }
  if (!line.startsWith(prefix) || payload.length !== keyBytes + 4) throw new NoKey('sum');
  return checked(payload, prefix);
}

function fromWords(words) {
  const payload = new Uint8Array(keyBytes + 3);
  words.forEach((word, i) => {
    const place = places.get(word.toLowerCase().slice(0, 4));
    if (place === undefined) throw new NoKey('word', i + 1);
    for (let bit = 0; bit < bitsOfWord; ++bit) {
      const at = i * bitsOfWord + bit;
      if ((place >> (bitsOfWord - 1 - bit)) & 1) payload[at >> 3] |= 0x80 >> (at % 8);
    }
  });
  if (words.length !== wordsCount) throw new NoKey('count', words.length);
  return checked(payload, 'porchlight-seal-words:');
}

// {key, secret, id}; throws NoKey.
export function readRecovery(typed) {
  const secret = typed.includes(':') ? fromLine(typed.trim()) : fromWords(typed.match(/[a-z]+/gi) ?? []);
  const key = sodium.crypto_scalarmult_base(secret);
  return {key, secret, id: sodium.to_hex(recipientId(key))};
}
