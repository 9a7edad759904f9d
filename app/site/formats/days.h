// Days of the week, as people and feeds write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/recurrence.h"

namespace porchlight::site {

struct ReadDays {
  schedule::Weekdays days;
  std::vector<std::string> unknown;  // words that are no day
};

// "Mon", "Mondays", "lunes", "1,3" (Meeting Guide: 0 is Sunday), "Mon, Wed & Fri", "Mon-Fri", "daily",
// "weekends".
ReadDays read_days(std::string_view text);

// One word of it: "tue" or "Tuesdays" is Tuesday.
std::optional<schedule::Weekday> read_day(std::string_view word);

// What a word that is no day was probably meant to be: "Tuseday" -> "Tuesday".
std::optional<std::string> suggested_day(std::string_view word);

// A cell of days with each word that is no day as the one it was probably meant to be: "Mon, Teu" -> "Mon,
// Tuesday". Nothing when that is not known of all of them.
std::optional<std::string> suggested_days(std::string_view cell);

// The days of a rule; none for listed dates and by appointment.
schedule::Weekdays days_of(const schedule::Recurrence& recurrence);

// "sun", "mon" ...
std::vector<std::string> short_day_names(schedule::Weekdays days);
std::string day_name(schedule::Weekday day);  // "Tuesday"

}  // namespace porchlight::site
