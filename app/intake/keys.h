// Keys: who can open a request, and who vouches for it. All are libsodium's: X25519 for sealing (crypto_box),
// Ed25519 for signing. Secret keys live in files of mode 0600 and in memory that is zeroed.
//
// As text a key is one line, "porchlight-seal-public:" and 48 characters: base64url (RFC 4648 section 5, no
// padding) of the 32 bytes and of a checksum, the first 4 bytes of BLAKE2b-256 of the prefix and the key. Any
// 32 bytes are a sealing key, so without the checksum one wrong letter would seal requests to nobody. The
// prefixes: porchlight-seal-public, porchlight-seal-secret, porchlight-sign-public, porchlight-sign-secret
// (the seed), porchlight-withdraw-secret.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "intake/secret.h"

namespace porchlight::intake {

template <std::size_t Size, class Tag>
struct Key {
  std::array<std::byte, Size> bytes{};
  friend bool operator==(const Key&, const Key&) = default;
};
using SealingKey = Key<32, struct SealingTag>;     // public, X25519
using SigningPublic = Key<32, struct SigningTag>;  // public, Ed25519

// Locked and zeroed; cannot be copied.
template <std::size_t Size, class Tag>
struct SecretKey {
  SecretBytes memory = SecretBytes(Size);
  std::span<std::byte> bytes() { return memory.bytes(); }
  std::span<const std::byte> bytes() const { return memory.bytes(); }
};
using SealingSecret = SecretKey<32, struct SealingTag>;  // opens what is sealed to its public key
using SigningSecret = SecretKey<64, struct SigningTag>;  // libsodium's form: seed, then public key
// Makes the hash that stands for the 8 digits; shared by the kiosks of one facility.
using WithdrawKey = SecretKey<32, struct WithdrawTag>;

// One who can open requests. `id`: the first 8 bytes of BLAKE2b of the key, so that an envelope says which
// seal is whose.
struct Recipient {
  std::string name;  // "Callers", "Recovery key (in the safe)": for staff, never in an envelope
  SealingKey key;
  bool recovery = false;  // kept offline
  bool demo = false;      // made by scripts/run: everybody could have it
};

using RecipientId = std::array<std::byte, 8>;
RecipientId recipient_id(const SealingKey& key);

struct SealingPair {
  SealingKey key;
  SealingSecret secret;
};
struct SigningPair {
  SigningPublic key;
  SigningSecret secret;
};
SealingPair make_sealing_pair(Random& random);
SigningPair make_signing_pair(Random& random);
WithdrawKey make_withdraw_key(Random& random);

SealingKey public_of(const SealingSecret& secret);
SigningPublic public_of(const SigningSecret& secret);

// The line of text, without a line end.
std::string to_text(const SealingKey& key);
std::string to_text(const SigningPublic& key);
SecretText to_text(const SealingSecret& secret);
SecretText to_text(const SigningSecret& secret);
SecretText to_text(const WithdrawKey& secret);

// White space around the line does not matter. Error: what is wrong and what to put there; never repeats the
// text, since it may be a secret key in the wrong place.
Result<SealingKey> parse_sealing_key(std::string_view line);
Result<SigningPublic> parse_signing_public(std::string_view line);
Result<SealingSecret> parse_sealing_secret(std::string_view line);
Result<SigningSecret> parse_signing_secret(std::string_view line);
Result<WithdrawKey> parse_withdraw_key(std::string_view line);

// What two people compare by phone: "7f3a-90c1-22de-0b14". For a sealing key, its recipient id.
std::string short_form(const SealingKey& key);
std::string short_form(const SigningPublic& key);

}  // namespace porchlight::intake
