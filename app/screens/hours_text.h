// When somebody is there, in words. What is "now" is said only by a clock that is trusted; and where it is
// not now, the next time is said instead of "closed".
#pragma once

#include <optional>
#include <string>

#include "guide/help.h"
#include "screens/scene.h"

namespace porchlight::screens {

// Whether somebody is there now; nothing: the hours are not known, or the clock is not trusted.
std::optional<bool> open_now(const Scene&, const guide::OpenHours&);

// When the hours that run now end, as a time of day; nothing: they are not running, or go on for more than a
// day.
std::optional<schedule::TimeOfDay> open_until(const Scene&, const guide::OpenHours&);

// When they begin again: on which of the coming days (0: later today), and when.
struct Opening {
  int days = 0;
  schedule::TimeOfDay from{0};
};
// Nothing: the hours are not known, or the clock is not trusted.
std::optional<Opening> next_opening(const Scene&, const guide::OpenHours&);

// "every day, 9:00 AM to 5:00 PM", "Monday to Friday, 9:00 AM to 5:00 PM; Saturday, ...". True without a
// clock. Empty: the hours are not known.
std::string week_text(const Scene&, const guide::OpenHours&);

// Part of a line: "open now", "open now, until 9:00 PM", "opens tomorrow at 9:00 AM", or week_text(). Empty:
// not known.
std::string hours_text(const Scene&, const guide::OpenHours&);

}  // namespace porchlight::screens
