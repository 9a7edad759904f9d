// Who can open the requests of a team (ENVELOPE.md, "Recipient set"): what the root key has signed, and nothing else.
import sodium from './sodium.js';

const headBytes = 64, recipientBytes = 80, signatureBytes = 64;
const ascii = (bytes) => new TextDecoder().decode(bytes);

// The public keys in it; null when it is no set of this team that this root key has signed.
export function readSet(bytes, rootKey, team) {
  const recipients = bytes[9], end = headBytes + recipientBytes * recipients;
  if (ascii(bytes.subarray(0, 8)) !== 'porchset' || bytes[8] !== 1 || bytes.length !== end + signatureBytes) return null;
  if (!sodium.crypto_sign_verify_detached(bytes.subarray(end), bytes.subarray(0, end), rootKey)) return null;
  if (ascii(bytes.subarray(32, headBytes)).replace(/\0+$/, '') !== team) return null;
  const epoch = new DataView(bytes.buffer, bytes.byteOffset).getUint32(12);
  const keys = [];
  for (let at = headBytes; at < end; at += recipientBytes) keys.push(bytes.slice(at, at + 32));
  return {epoch, keys};
}
