#include "base/build_time.h"

namespace porchlight {

// Both come from CMake, which asks git.
Instant build_time() {
  return Instant(seconds(PORCHLIGHT_COMMIT_TIME_S));
}

const char* version() {
  return PORCHLIGHT_VERSION;
}

}  // namespace porchlight
