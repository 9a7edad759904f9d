// The dates of a calendar's rule, one after the other: for rules that are none of ours.
#pragma once

#include <vector>

#include "schedule/time.h"
#include "site/formats/calendar_values.h"

namespace porchlight::site {

// Those from `start` to `last`, in order, COUNT kept; whatever the rule, it takes a step for each day. UNTIL
// is left to the caller, who knows the time zone. A `start` that the rule does not make is no date of it.
std::vector<schedule::Date> dates_of(const CalendarRecur& recur, schedule::Date start, schedule::Date last);

}  // namespace porchlight::site
