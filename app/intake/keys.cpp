#include "intake/keys.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "intake/hash.h"
#include "intake/sodium.h"

namespace porchlight::intake {
namespace {

constexpr std::string_view seal_public = "porchlight-seal-public:";
constexpr std::string_view seal_secret = "porchlight-seal-secret:";
constexpr std::string_view sign_public = "porchlight-sign-public:";
constexpr std::string_view sign_secret = "porchlight-sign-secret:";
constexpr std::string_view withdraw_secret = "porchlight-withdraw-secret:";

constexpr std::size_t key_bytes = 32;
constexpr std::size_t checksum_bytes = 4;
constexpr std::size_t payload_bytes = key_bytes + checksum_bytes;
constexpr std::size_t text_characters = 48;  // base64 of the payload; comes out even, so it needs no padding
static_assert(payload_bytes * 4 == text_characters * 3);

void write_checksum(std::string_view prefix, std::span<std::byte> payload) {
  SecretBytes both(prefix.size() + key_bytes);
  std::memcpy(both.bytes().data(), prefix.data(), prefix.size());
  std::memcpy(both.bytes().data() + prefix.size(), payload.data(), key_bytes);
  const Hash hash = blake2b(both.bytes());
  std::memcpy(payload.data() + key_bytes, hash.data(), checksum_bytes);
}

SecretText encode(std::string_view prefix, std::span<const std::byte> key) {
  SecretBytes payload(payload_bytes), text(text_characters + 1);
  std::memcpy(payload.bytes().data(), key.data(), key_bytes);
  write_checksum(prefix, payload.bytes());
  const auto characters = reinterpret_cast<char*>(text.bytes().data());
  sodium_bin2base64(characters, text_characters + 1, in(payload.bytes()), payload_bytes,
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  SecretText line;
  line.append(prefix);
  line.append({characters, text_characters});
  return line;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

Error wrong_kind(std::string_view prefix, std::string_view line) {
  const std::string wanted = std::string(prefix) + "…";
  for (const auto secret : {seal_secret, sign_secret, withdraw_secret})
    if (prefix != secret && line.starts_with(secret))
      return {
          "This is a secret key, and it does not belong here. Take it out, keep it private, and put the line "
          "that "
          "begins with " +
          wanted};
  return {"This is not the key that belongs here. Put the whole line that begins with " + wanted};
}

// The 32 bytes of a line of text, followed by the checksum.
Result<SecretBytes> decode(std::string_view prefix, std::string_view text) {
  sodium_ready();
  const std::string_view line = trimmed(text);
  if (!line.starts_with(prefix)) return wrong_kind(prefix, line);
  const std::string_view encoded = line.substr(prefix.size());
  SecretBytes payload(payload_bytes), expected(payload_bytes);
  std::size_t size = 0;
  const bool read =
      encoded.size() == text_characters &&
      sodium_base642bin(out(payload.bytes()), payload_bytes, encoded.data(), encoded.size(), nullptr, &size,
                        nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
      size == payload_bytes;
  if (read) {
    std::memcpy(expected.bytes().data(), payload.bytes().data(), key_bytes);
    write_checksum(prefix, expected.bytes());
  }
  if (!read || sodium_memcmp(payload.bytes().data(), expected.bytes().data(), payload_bytes) != 0)
    return Error{"This key is damaged: a letter is missing, added or wrong. Copy the whole line again."};
  return payload;
}

template <class K>
Result<K> decode_public(std::string_view prefix, std::string_view line) {
  auto payload = decode(prefix, line);
  if (!payload) return payload.error();
  K key;
  std::ranges::copy(payload->bytes().first(key_bytes), key.bytes.begin());
  return key;
}

template <class K>
Result<K> decode_secret(std::string_view prefix, std::string_view line) {
  auto payload = decode(prefix, line);
  if (!payload) return payload.error();
  K key;
  std::ranges::copy(payload->bytes().first(key_bytes), key.bytes().begin());
  return key;
}

std::string plain(const SecretText& text) {
  return std::string(text.view());
}

std::string grouped(std::span<const std::byte> bytes) {
  std::string text = to_hex(bytes);
  for (std::size_t at = 4; at < text.size(); at += 5) text.insert(at, 1, '-');
  return text;
}

SigningSecret from_seed(std::span<const std::byte> seed) {
  SigningSecret secret;
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> unused;
  crypto_sign_seed_keypair(unused.data(), out(secret.bytes()), in(seed));
  return secret;
}

// A point of small order: anybody could open what is sealed to it, so libsodium refuses to seal.
bool cannot_be_sealed_to(const SealingKey& key) {
  const SecretBytes any(crypto_scalarmult_SCALARBYTES);
  SecretBytes shared(crypto_scalarmult_BYTES);
  return crypto_scalarmult(out(shared.bytes()), in(any.bytes()), in(key.bytes)) != 0;
}

}  // namespace

RecipientId recipient_id(const SealingKey& key) {
  const Hash hash = blake2b(key.bytes);
  RecipientId id;
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

SealingPair make_sealing_pair(Random& random) {
  sodium_ready();
  SealingPair pair;
  random.fill(pair.secret.bytes());
  pair.key = public_of(pair.secret);
  return pair;
}

SigningPair make_signing_pair(Random& random) {
  sodium_ready();
  SecretBytes seed(crypto_sign_SEEDBYTES);
  random.fill(seed.bytes());
  SigningPair pair{{}, from_seed(seed.bytes())};
  pair.key = public_of(pair.secret);
  return pair;
}

WithdrawKey make_withdraw_key(Random& random) {
  WithdrawKey key;
  random.fill(key.bytes());
  return key;
}

SealingKey public_of(const SealingSecret& secret) {
  SealingKey key;
  crypto_scalarmult_base(out(key.bytes), in(secret.bytes()));
  return key;
}

SigningPublic public_of(const SigningSecret& secret) {
  SigningPublic key;
  crypto_sign_ed25519_sk_to_pk(out(key.bytes), in(secret.bytes()));
  return key;
}

std::string to_text(const SealingKey& key) {
  return plain(encode(seal_public, key.bytes));
}
std::string to_text(const SigningPublic& key) {
  return plain(encode(sign_public, key.bytes));
}
SecretText to_text(const SealingSecret& secret) {
  return encode(seal_secret, secret.bytes());
}
SecretText to_text(const SigningSecret& secret) {
  return encode(sign_secret, secret.bytes());
}
SecretText to_text(const WithdrawKey& secret) {
  return encode(withdraw_secret, secret.bytes());
}

Result<SealingKey> parse_sealing_key(std::string_view line) {
  auto key = decode_public<SealingKey>(seal_public, line);
  if (key && cannot_be_sealed_to(*key)) return Error{"Nothing can be sealed to this key. Make a new one."};
  return key;
}

Result<SigningPublic> parse_signing_public(std::string_view line) {
  return decode_public<SigningPublic>(sign_public, line);
}

Result<SealingSecret> parse_sealing_secret(std::string_view line) {
  return decode_secret<SealingSecret>(seal_secret, line);
}

Result<SigningSecret> parse_signing_secret(std::string_view line) {
  auto seed = decode(sign_secret, line);
  if (!seed) return seed.error();
  return from_seed(seed->bytes());
}

Result<WithdrawKey> parse_withdraw_key(std::string_view line) {
  return decode_secret<WithdrawKey>(withdraw_secret, line);
}

std::string short_form(const SealingKey& key) {
  return grouped(recipient_id(key));
}

std::string short_form(const SigningPublic& key) {
  const Hash hash = blake2b(key.bytes);
  return grouped(std::span(hash).first(sizeof(RecipientId)));
}

}  // namespace porchlight::intake
