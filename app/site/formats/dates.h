// A date, as people and spreadsheets write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/time.h"

namespace porchlight::site {

struct ReadDate {
  schedule::Date date;
  bool unclear = false;  // "3/4/2026" is another day elsewhere
};

// "2026-11-24", "11/24/2026" (month first in the US, day first elsewhere), "24.11.2026", "Nov 24, 2026", "24
// November 2026".
std::optional<ReadDate> read_date(std::string_view text, std::string_view country);

struct ReadDates {
  std::vector<schedule::Date> dates;  // sorted, each once
  std::vector<std::string> unknown;   // pieces that are no date
  bool unclear = false;
};

// Several, between commas, semicolons or line breaks.
ReadDates read_dates(std::string_view text, std::string_view country);

}  // namespace porchlight::site
