#include "intake/sodium.h"

#include <sodium.h>

#include <stdexcept>

namespace porchlight::intake {

void sodium_ready() {
  static const bool ready = sodium_init() >= 0;
  // Without a source of randomness nothing that this room promises is true.
  if (!ready) throw std::runtime_error("libsodium cannot start");
}

}  // namespace porchlight::intake
