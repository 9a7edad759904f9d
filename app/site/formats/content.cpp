#include "site/formats/content.h"

#include <algorithm>
#include <array>

#include "site/formats/dates.h"
#include "site/formats/days.h"
#include "site/formats/meeting_parts.h"
#include "site/formats/repeats.h"
#include "site/formats/time_of_day.h"

namespace porchlight::site {
namespace {

bool is_one_of(std::string_view column, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), column) != names.end();
}

bool is_repeats(const std::string& text) {
  const schedule::Weekdays any_day(0b1111111);
  return read_repeats(text, any_day, schedule::parse_date("2026-01-01"), {}).ok();
}

bool can_be(std::string_view column, const std::string& text) {
  if (is_one_of(column, {"Date", "From", "Until", "New Date"})) return read_date(text, {}).has_value();
  if (column == "Except") return read_dates(text, {}).unknown.empty();
  if (is_one_of(column, {"Time", "End Time", "New Time"}))
    return read_time(text).has_value() || read_time_range(text).has_value();
  if (column == "Day") return read_days(text).unknown.empty();
  if (column == "Repeats") return is_repeats(text);
  if (is_one_of(column, {"Latitude", "Longitude"})) return decimal(text).has_value();
  return true;
}

}  // namespace

bool can_be(std::string_view column, const std::vector<std::string>& texts) {
  const auto right = std::count_if(texts.begin(), texts.end(),
                                   [&](const std::string& text) { return can_be(column, text); });
  return right > 0 && static_cast<std::size_t>(right) * 2 > texts.size();
}

}  // namespace porchlight::site
