// A date, as people and spreadsheets write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/time.h"

namespace porchlight::site {

// How a file writes dates with slashes: "3/4/2026".
struct DateOrder {
  bool day_first = false;
  bool sure = false;  // the file itself shows that it is the usual one of the country
};

// Month first in the United States, day first elsewhere (ISO 3166).
DateOrder usual_date_order(std::string_view country);

// What `texts`, the cells of a file that hold dates, show: with "24/12/2026" in it days come first, also in
// the US, but then no order is sure. Two kinds in one file show nothing: what is usual.
DateOrder date_order_of(const std::vector<std::string>& texts, std::string_view country);

struct ReadDate {
  schedule::Date date;
  bool unclear = false;  // "3/4/2026" is another day elsewhere, and the file does not show which is meant
};

// "2026-11-24", "11/24/2026" or "24/11/2026", "24.11.2026", "Nov 24, 2026", "24 November 2026".
std::optional<ReadDate> read_date(std::string_view text, DateOrder order);

// What a text that is no date was probably meant to be, as 2026-11-24: "2026-l1-24", "20261124", "24 Novmber
// 2026". Nothing when it may be several.
std::optional<std::string> suggested_date(std::string_view text, DateOrder order);

// A text that holds dates with slashes which may be read in two ways, with each of them as it is read:
// "every 2 weeks from 1/5/2026" -> "every 2 weeks from 2026-01-05". Nothing: there are none.
std::optional<std::string> with_clear_dates(std::string_view text, DateOrder order);

struct ReadDates {
  std::vector<schedule::Date> dates;  // sorted, each once
  std::vector<std::string> unknown;   // pieces that are no date
  bool unclear = false;
};

// Several, between commas, semicolons or line breaks.
ReadDates read_dates(std::string_view text, DateOrder order);

}  // namespace porchlight::site
