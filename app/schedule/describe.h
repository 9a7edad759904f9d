// Says in words when a meeting is, as its rule has it: without a clock, without the changes of single dates.
#pragma once

#include <string>

#include "language/catalog.h"
#include "language/format.h"
#include "schedule/meeting.h"

namespace porchlight::schedule {

// "every Tuesday, 7:00 to 8:00 PM", "1st and 3rd Saturday of the month, 7:30 PM", "every second Monday, 6:00
// PM", "by appointment". A meeting at 00:00 names the night it belongs to, so that nobody comes a day late:
// "Midnight, Mon into Tue". In the meeting's own time where it has a zone, with the zone's city named.
std::string describe(const Meeting& meeting, const language::Catalog& catalog,
                     const language::Formats& formats);

// The hours alone: "7:00 to 8:00 PM", "11:30 PM to 12:30 AM", "19:00 to 20:00"; without a duration only the
// start.
std::string describe_hours(TimeOfDay start, std::optional<minutes> duration, const language::Catalog& catalog,
                           const language::Formats& formats);

}  // namespace porchlight::schedule
