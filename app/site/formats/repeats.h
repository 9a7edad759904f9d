// The Repeats column: on which dates a row of meetings.csv is.
#pragma once

#include <string_view>

#include "base/result.h"
#include "schedule/recurrence.h"
#include "site/formats/dates.h"

namespace porchlight::site {

// "" or "weekly"; "1st", "1st, 3rd", "2nd and 4th", "last"; "every 2 weeks from 2026-01-05", "every other
// week from ..."; "2026-12-24, 2026-12-31"; "by appointment". `days`: of the Day column. `from`: of the From
// column, the first week of "every 2 weeks" when the text names none. Error: what is wrong, in words for
// staff.
Result<schedule::Recurrence> read_repeats(std::string_view text, schedule::Weekdays days,
                                          std::optional<schedule::Date> from, DateOrder order);

// What a text that is not understood was probably meant to be: "3dr" -> "3rd". Nothing when it may be
// several.
std::optional<std::string> suggested_repeats_text(std::string_view text, schedule::Weekdays days,
                                                  std::optional<schedule::Date> from, DateOrder order);

}  // namespace porchlight::site
