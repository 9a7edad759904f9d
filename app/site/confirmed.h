// "Still right": somebody has gone through the schedule, and kiosk.toml should say so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "schedule/time.h"

namespace porchlight::site {

// kiosk.toml with checked_on, and checked_by where it is given, of [schedule] set; everything else, notes and
// order too, stays as it was. Error: it cannot be read, or the lines cannot be found; what to write by hand.
Result<std::string> confirmed(std::string_view kiosk_toml, schedule::Date on,
                              const std::optional<std::string>& by);

}  // namespace porchlight::site
