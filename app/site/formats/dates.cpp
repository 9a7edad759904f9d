#include "site/formats/dates.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "site/formats/days.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using schedule::Date;

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<unsigned> month_named(std::string_view word) {
  if (word.size() < 3) return std::nullopt;
  for (unsigned i = 0; i < months.size(); ++i)
    if (word.starts_with(months[i])) return i + 1;
  return std::nullopt;
}

std::optional<Date> date(unsigned year, unsigned month, unsigned day) {
  if (year < 100) year += 2000;
  if (year < 1900 || year > 2200 || month > 12 || day > 31) return std::nullopt;
  const Date result{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                    std::chrono::day(day)};
  if (!result.ok()) return std::nullopt;
  return result;
}

std::optional<ReadDate> of_numbers(const std::array<unsigned, 3>& part, DateOrder order) {
  if (part[0] > 31) {
    if (const auto found = date(part[0], part[1], part[2])) return ReadDate{*found};
    return std::nullopt;
  }
  const auto month_first = date(part[2], part[0], part[1]), day_month = date(part[2], part[1], part[0]);
  const auto& wanted = order.day_first ? day_month : month_first;
  const auto& other = order.day_first ? month_first : day_month;
  if (wanted) return ReadDate{*wanted, !order.sure && other.has_value() && *other != *wanted};
  if (other) return ReadDate{*other};
  return std::nullopt;
}

// "12/24/2026": three numbers with slashes.
std::optional<std::array<unsigned, 3>> slashed_numbers(std::string_view text) {
  const std::vector<std::string> parts = split(text, "/");
  if (parts.size() != 3) return std::nullopt;
  std::array<unsigned, 3> numbers{};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto value = number(parts[i]);
    if (!value) return std::nullopt;
    numbers[i] = *value;
  }
  return numbers;
}

}  // namespace

DateOrder usual_date_order(std::string_view country) {
  return {.day_first = country != "US"};
}

DateOrder date_order_of(const std::vector<std::string>& texts, std::string_view country) {
  bool month_first = false, day_first = false;
  for (const std::string& text : texts)
    for (const std::string& piece : split(text, ",;\n"))
      if (const auto part = slashed_numbers(piece)) {
        const bool as_month_first = date((*part)[2], (*part)[0], (*part)[1]).has_value(),
                   as_day_first = date((*part)[2], (*part)[1], (*part)[0]).has_value();
        month_first |= as_month_first && !as_day_first;
        day_first |= as_day_first && !as_month_first;
      }
  const DateOrder usual = usual_date_order(country);
  if (month_first == day_first) return usual;
  return {.day_first = day_first, .sure = day_first == usual.day_first};
}

std::optional<ReadDate> read_date(std::string_view text, DateOrder order) {
  const std::string key = matching_key(text);
  if (const auto iso = schedule::parse_date(key)) return ReadDate{*iso};
  std::vector<std::string> parts = split(key, " ,/.-");
  // "Thursday, November 26, 2026"; "2026-11-26 00:00:00", as a sheet has a date.
  if (parts.size() == 4 && read_day(parts[0]) && !number(parts[0])) parts.erase(parts.begin());
  if (parts.size() == 4 && parts[3].find(':') != std::string::npos) parts.pop_back();
  for (std::string& part : parts)  // "26th"
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
      if (part.size() <= 4 && part[0] <= '9' && part.ends_with(ordinal)) part.resize(part.size() - 2);
  if (parts.size() != 3) return std::nullopt;
  std::array<unsigned, 3> numbers{};
  for (std::size_t i = 0; i < 3; ++i) {
    if (const auto month = month_named(parts[i])) {
      const auto day = number(parts[i == 0 ? 1 : 0]), year = number(parts[2]);
      if (i == 2 || !day || !year) return std::nullopt;
      if (const auto found = date(*year, *month, *day)) return ReadDate{*found};
      return std::nullopt;
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const auto value = number(parts[i]);
    if (!value) return std::nullopt;
    numbers[i] = *value;
  }
  // Points mean day first everywhere.
  if (key.find('.') != std::string::npos) order = {.day_first = true, .sure = true};
  return of_numbers(numbers, order);
}

std::optional<std::string> suggested_date(std::string_view text, DateOrder order) {
  std::string mended = with_digits(matching_key(text));
  const bool eight_digits = mended.size() == 8 && mended.find_first_not_of("0123456789") == std::string::npos;
  if (eight_digits) mended = mended.substr(0, 4) + "-" + mended.substr(4, 2) + "-" + mended.substr(6);
  for (const std::string& word : split(mended, " ,/.-")) {
    if (word.empty() || (word[0] >= '0' && word[0] <= '9') || month_named(word)) continue;
    static const std::vector<std::string> names{"January",   "February", "March",    "April",
                                                "May",       "June",     "July",     "August",
                                                "September", "October",  "November", "December"};
    if (const auto meant = nearest(word, names))
      mended = with_piece(mended, " ,/.-", word, *meant).value_or(mended);
  }
  const auto read = read_date(mended, order);
  if (!read || read->unclear) return std::nullopt;
  return schedule::iso_date(read->date);
}

std::optional<std::string> with_clear_dates(std::string_view text, DateOrder order) {
  std::string clear;
  bool any = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,;\n"), text.size());
    const std::string_view word = text.substr(0, end);
    const auto read = word.find('/') != std::string_view::npos ? read_date(word, order) : std::nullopt;
    const bool unclear = read && read->unclear;
    any |= unclear;
    clear += unclear ? schedule::iso_date(read->date) : std::string(word);
    clear += text.substr(end, 1);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return any ? std::optional(clear) : std::nullopt;
}

ReadDates read_dates(std::string_view text, DateOrder order) {
  ReadDates read;
  const auto add = [&](std::string_view piece) {
    const auto found = read_date(piece, order);
    if (!found) return false;
    read.dates.push_back(found->date);
    read.unclear |= found->unclear;
    return true;
  };
  // "Nov 24, 2026" has a comma of its own.
  const std::vector<std::string> pieces = split(text, ",;\n");
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (add(pieces[i])) continue;
    if (i + 1 < pieces.size() && add(pieces[i] + ", " + pieces[i + 1]))
      ++i;
    else
      read.unknown.push_back(pieces[i]);
  }
  std::sort(read.dates.begin(), read.dates.end());
  read.dates.erase(std::unique(read.dates.begin(), read.dates.end()), read.dates.end());
  return read;
}

}  // namespace porchlight::site
