// Random: where unpredictable bytes come from. intake has the real one (libsodium); a test gives bytes it
// knows, so that an envelope can be compared with its test vector.
#pragma once

#include <cstddef>
#include <span>

namespace porchlight {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;
};

}  // namespace porchlight
