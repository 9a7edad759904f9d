// How bright the rest screen is: as bright as it is read across the room, with less light after a while, and
// dark when nobody comes, the numbers to call left.
#pragma once

#include "base/clock.h"
#include "site/site.h"

namespace porchlight::screens {

enum class RestLight { lit, dim, dark };

// `rested`: how long it has. A clock that may be wrong knows no night.
RestLight rest_light(const site::Site& site, Instant now, bool clock_trusted, Monotonic::duration rested);

}  // namespace porchlight::screens
