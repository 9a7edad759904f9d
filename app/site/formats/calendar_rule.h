// The rule of an event (RRULE: RFC 5545, section 3.3.10) as one of ours where ours can say it, else written
// out as dates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "schedule/recurrence.h"
#include "site/formats/calendar_values.h"

namespace porchlight::site {

// One of the times of day at which an event happens; nearly always there is only one.
struct CalendarRule {
  schedule::Recurrence recurrence;
  schedule::TimeOfDay start{0};
  std::optional<minutes> duration;  // of its own
  std::optional<schedule::Date>
      written_out_until;  // there is no such rule of ours: only its dates until here
};

class CalendarRules {
 public:
  // `today`: as of TableContext.
  explicit CalendarRules(std::optional<schedule::Date> today) : today_(today) {}

  // `start`: DTSTART, in `zone`. Error: what is wrong, in words for staff. At least one rule, each with an
  // occurrence.
  Result<std::vector<CalendarRule>> read(const std::string& text, schedule::LocalTime start,
                                         const schedule::Zone& zone);

  // Until when rules are written out that begin at `start`.
  schedule::Date horizon(schedule::Date start) const;

 private:
  Result<std::vector<CalendarRule>> written_out(const CalendarRecur& recur, schedule::LocalTime start,
                                                std::optional<schedule::Date> until);

  std::optional<schedule::Date> today_;
  // Days that may still be walked through for one file, about two seconds of them: rules can be made to keep
  // a computer busy for hours.
  long days_left_ = 5'000'000;
};

}  // namespace porchlight::site
