#include "intake/random.h"

#include <sodium.h>

#include "intake/sodium.h"

namespace porchlight::intake {

SodiumRandom::SodiumRandom() {
  sodium_ready();
}

void SodiumRandom::fill(std::span<std::byte> bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

SeededRandom::SeededRandom(std::uint64_t seed) {
  sodium_ready();
  static_assert(randombytes_SEEDBYTES == sizeof state_);
  for (std::size_t i = 0; i < sizeof seed; ++i) state_[i] = static_cast<unsigned char>(seed >> (8 * i));
}

void SeededRandom::fill(std::span<std::byte> bytes) {
  randombytes_buf_deterministic(bytes.data(), bytes.size(), state_.data());
  crypto_generichash(state_.data(), state_.size(), state_.data(), state_.size(), nullptr, 0);
}

}  // namespace porchlight::intake
