// When the source this program was built from was committed. A clock that shows an earlier time is wrong.
#pragma once

#include "base/clock.h"

namespace porchlight {
Instant build_time();
const char* version();  // "0.1.0"
}  // namespace porchlight
