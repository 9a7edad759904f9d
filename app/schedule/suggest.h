// Notices in somebody's notes that a meeting listed as weekly may not be. Never changes a schedule: it is
// reported to staff, who know.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schedule/meeting.h"

namespace porchlight::schedule {

// What to write into Repeats: "3rd", "1st, 3rd", "last", "every 2 weeks". `text`: the name or notes of the
// meeting, as plain text. Only for a weekly meeting on one weekday, and only for a phrase of that weekday
// which speaks of the meeting as a whole ("3rd Saturday only", "Meets on the last Thursday of the month",
// "(2nd Sat)"), not of what it does then ("1st Friday speaker", "Business meeting: 2nd Sunday"). Rather
// misses one than is wrong.
std::optional<std::string> suggested_repeats(const Meeting& meeting, std::string_view text);

}  // namespace porchlight::schedule
