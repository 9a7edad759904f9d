// The layout of version 1, as ENVELOPE.md has it. Inside intake only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "intake/request.h"

namespace porchlight::intake::layout {

inline constexpr std::string_view magic = "porchreq";
inline constexpr std::uint8_t version = 1;

inline constexpr std::size_t id_bytes = 16;
inline constexpr std::size_t nonce_bytes = 24;  // of XChaCha20; the first 16 are the id
inline constexpr std::size_t kiosk_bytes = 32;
inline constexpr std::size_t language_bytes = 16;
inline constexpr std::size_t hash_bytes = 32;
inline constexpr std::size_t header_bytes = 128;
inline constexpr std::size_t header_spare_bytes = 7;

inline constexpr std::size_t body_key_bytes = 32;
inline constexpr std::size_t recipient_id_bytes = 8;
inline constexpr std::size_t opened_seal_bytes = body_key_bytes + hash_bytes;
inline constexpr std::size_t sealed_bytes = 32 + 16 + opened_seal_bytes;  // ephemeral key, tag
inline constexpr std::size_t seal_bytes = recipient_id_bytes + sealed_bytes;

inline constexpr std::size_t name_bytes = SecretText::capacity_bytes;
inline constexpr std::size_t number_bytes = 16;  // "+" and the 15 digits of E.164
inline constexpr std::size_t body_bytes = 256;
inline constexpr std::size_t tag_bytes = 16;
inline constexpr std::size_t signature_bytes = 64;

// Also the form of a name in an address: nothing that needs escaping.
inline bool is_plain_name(std::string_view text, std::size_t max_bytes) {
  if (text.empty() || text.size() > max_bytes) return false;
  for (const char c : text)
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
          c == '_' || c == '.'))
      return false;
  return true;
}

// `when`, `if_not_me` as one byte.
inline bool is_when(std::uint8_t byte) {
  return byte >= 1 && byte <= 4;
}
inline bool is_if_not_me(std::uint8_t byte) {
  return byte >= 1 && byte <= 2;
}

}  // namespace porchlight::intake::layout
