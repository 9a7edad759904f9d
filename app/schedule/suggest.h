// Notices in somebody's name or notes that a meeting listed as weekly may not be. Never changes a schedule:
// it is reported to staff, who know.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schedule/meeting.h"

namespace porchlight::schedule {

// Where a text stands. A name is about its meeting and nothing else; notes are about anything.
enum class Wording { name, notes };

// What to write into Repeats: "3rd", "1st, 3rd", "last", "every 2 weeks". `text`: plain, without HTML. Only
// for a weekly meeting on one weekday, and only for words of that weekday which speak of the meeting as a
// whole
// ("3rd Saturday only", "Meets on the last Thursday of the month", a name with "(2nd Sat)"), not of what it
// does then
// ("1st Friday speaker", "Business meeting: 2nd Sunday"). Rather misses one than is wrong: each word around
// them must be one that is known to say nothing else.
std::optional<std::string> suggested_repeats(const Meeting& meeting, std::string_view text, Wording where);

// Whether the text of a weekly meeting says that it is not held in some weeks, a time of the year, or for
// now: "No meeting the last Friday of the month". Which dates these are nobody can tell for sure.
bool leaves_weeks_out(const Meeting& meeting, std::string_view text);

}  // namespace porchlight::schedule
