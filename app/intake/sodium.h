// What every use of libsodium in this room needs. Inside intake only.
#pragma once

#include <cstddef>
#include <span>

namespace porchlight::intake {

// Comes before any use of libsodium. Cheap, and safe from any thread.
void sodium_ready();

// libsodium counts in unsigned char.
inline const unsigned char* in(std::span<const std::byte> bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* out(std::span<std::byte> bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace porchlight::intake
