// Recurrence: on which dates a meeting is. Covers what recovery groups do: every week, the 1st and 3rd, the
// last, every second week from a date, listed dates, by appointment; valid from/until; some dates left out.
// The terms are those of RFC 5545 (BYDAY, INTERVAL, EXDATE, UNTIL).
#pragma once

#include <bitset>
#include <variant>
#include <vector>

#include "schedule/time.h"

namespace porchlight::schedule {

// By Weekday::c_encoding(): 0 is Sunday.
using Weekdays = std::bitset<7>;

struct Weekly {
  Weekdays days;
  friend bool operator==(const Weekly&, const Weekly&) = default;
};

// BYDAY with a number: the which-th such weekdays of each month. -1 is the last one. A 5th that a month lacks
// is no occurrence. Sorted, each of -1, 1, 2, 3, 4, 5.
struct Monthly {
  Weekdays days;
  std::vector<int> which;
  friend bool operator==(const Monthly&, const Monthly&) = default;
};

// FREQ=WEEKLY;INTERVAL=weeks, counted in weeks (Sunday to Saturday) from the week of `anchor`; nothing before
// it.
struct EveryWeeks {
  Weekdays days;
  int weeks = 2;
  Date anchor;
  friend bool operator==(const EveryWeeks&, const EveryWeeks&) = default;
};

// RDATE alone; sorted, no date twice.
struct OnDates {
  std::vector<Date> dates;
  friend bool operator==(const OnDates&, const OnDates&) = default;
};

// No date: shown in the directory, never in a day's list.
struct ByAppointment {
  friend bool operator==(const ByAppointment&, const ByAppointment&) = default;
};

struct Recurrence {
  std::variant<Weekly, Monthly, EveryWeeks, OnDates, ByAppointment> rule;
  std::optional<Date> from, until;  // both inclusive
  std::vector<Date> except;         // EXDATE; sorted

  bool happens_on(Date date) const;

  // The weekdays on which it can be at all; cheap to ask before happens_on for many dates.
  Weekdays weekdays() const;

  // The first date on or after `date`; nothing when there is none within the next ten years.
  std::optional<Date> next(Date date) const;

  friend bool operator==(const Recurrence&, const Recurrence&) = default;
};

}  // namespace porchlight::schedule
