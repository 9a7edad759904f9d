// When an event of a calendar happens: DTSTART, DTEND, RRULE, RDATE and EXDATE put together, in the event's
// own time zone.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "site/formats/calendar_lines.h"
#include "site/formats/calendar_rule.h"
#include "site/formats/calendar_values.h"
#include "site/formats/calendar_zones.h"
#include "site/formats/table.h"

namespace porchlight::site {

// What is wrong with an event so that it cannot be shown at all.
struct CalendarFault {
  Where where;
  Advice advice;
};

struct CalendarStart {
  schedule::LocalTime local;  // in `zone`
  schedule::Zone zone;
  bool zone_of_its_own = false;  // not the facility's: the meeting carries it
  bool whole_day = false;
  bool floating = false;  // whatever the clock on the wall shows
};

// Of one file: its zones, and what its rules may cost.
class CalendarDates {
 public:
  CalendarDates(const CalendarLines& calendar, const TableContext& context);

  Result<CalendarStart, CalendarFault> start(const CalendarEvent& event);

  // Nothing: nobody says when it ends. Reports what is wrong with the end.
  std::optional<minutes> duration(const CalendarEvent& event, const CalendarStart& start,
                                  TableReport& report);

  // At least one. Reports dates that cannot be read.
  Result<std::vector<CalendarRule>, CalendarFault> rules(const CalendarEvent& event,
                                                         const CalendarStart& start, TableReport& report);

  // The same moment in the local time of the event; a date alone is its usual hour on that day.
  schedule::LocalTime local(const CalendarTime& time, const CalendarStart& start);

  schedule::Date horizon(schedule::Date start) const { return rules_.horizon(start); }

 private:
  Result<std::vector<schedule::LocalTime>, CalendarFault> excepted(const CalendarEvent& event,
                                                                   const CalendarStart& start);
  void add_dates(const CalendarEvent& event, const CalendarStart& start, std::vector<CalendarRule>& rules,
                 TableReport& report);

  CalendarZones zones_;
  CalendarRules rules_;
  std::optional<schedule::Zone> facility_, calendar_;  // nothing: nobody says
};

// Leaves the occurrence at `time` out of the rule that makes it.
void leave_out(schedule::LocalTime time, std::vector<CalendarRule>& rules);

}  // namespace porchlight::site
