// What an event of a calendar says in words: its name, place, types, how to join from home.
#pragma once

#include "schedule/meeting.h"
#include "site/formats/calendar_lines.h"
#include "site/formats/table.h"

namespace porchlight::site {

// Where a line stands, for a problem.
Where where(const CalendarLine& line);

// `meeting`: its name is empty where the event has none, also nowhere else to take it from.
void read_calendar_words(const CalendarEvent& event, const TableContext& context, schedule::Meeting& meeting,
                         TableReport& report);

}  // namespace porchlight::site
