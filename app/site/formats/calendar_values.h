// Values of a calendar's lines: times, lengths of time, rules (RFC 5545, sections 3.3.4 to 3.3.10).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "schedule/time.h"
#include "site/formats/calendar_lines.h"

namespace porchlight::site {

struct CalendarTime {
  schedule::Date date;
  std::optional<schedule::TimeOfDay> time;  // nothing: the whole day
  bool utc = false;
  std::string zone;  // the TZID as written; empty: UTC, or whatever the clock on the wall shows
  std::optional<minutes> duration;  // of a period: an RDATE that lasts as long as it says itself
};

// Of DTSTART, DTEND, RECURRENCE-ID. Nothing: it is no time.
std::optional<CalendarTime> read_calendar_time(const CalendarLine& line);

// Of EXDATE and RDATE; `unknown`: what is no time.
std::vector<CalendarTime> read_calendar_times(const CalendarLine& line, std::vector<std::string>& unknown);

// "PT1H30M". Nothing: it is no length of time, or a negative one.
std::optional<minutes> read_calendar_duration(std::string_view text);

struct CalendarRecur {
  enum class Every { day, week, month, year };
  struct Day {
    unsigned weekday;  // 0 is Sunday
    int which;         // of the month or the year, -1 is the last one; 0: each
  };
  Every every = Every::day;
  int interval = 1;
  int count = 0;                                              // COUNT; 0: not said
  std::optional<CalendarTime> until;                          // UNTIL, in UTC or in the event's own time
  std::vector<Day> days;                                      // BYDAY
  std::vector<int> months, month_days, year_days, positions;  // BYMONTH, BYMONTHDAY, BYYEARDAY, BYSETPOS
  std::vector<int> hours, minutes;                            // BYHOUR, BYMINUTE
  unsigned week_begins = 1;                                   // WKST
};

// Error: what is wrong, in words for staff. Rules by the hour, by the number of the week, or in another
// calendar than ours are none for meetings.
Result<CalendarRecur> read_calendar_recur(std::string_view text);

}  // namespace porchlight::site
