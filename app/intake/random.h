// Where unpredictable bytes come from.
#pragma once

#include <array>
#include <cstdint>

#include "base/random.h"

namespace porchlight::intake {

// The system's generator, by libsodium. Thread: any.
class SodiumRandom final : public Random {
 public:
  SodiumRandom();
  void fill(std::span<std::byte> bytes) override;
};

// The same bytes for the same seed, on every machine: for tests and the tour. Never for a real request.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  void fill(std::span<std::byte> bytes) override;

 private:
  std::array<unsigned char, 32> state_{};
};

}  // namespace porchlight::intake
