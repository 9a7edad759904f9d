#include "intake/hash.h"

#include <sodium.h>

#include "intake/sodium.h"

namespace porchlight::intake {

Hash blake2b(std::span<const std::byte> bytes) {
  return blake2b(bytes, {});
}

Hash blake2b(std::span<const std::byte> bytes, std::span<const std::byte> key) {
  sodium_ready();
  Hash hash;
  crypto_generichash(out(hash), hash.size(), in(bytes), bytes.size(), in(key), key.size());
  return hash;
}

}  // namespace porchlight::intake
