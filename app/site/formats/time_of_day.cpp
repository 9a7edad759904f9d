#include "site/formats/time_of_day.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "site/words.h"

namespace porchlight::site {
namespace {

using schedule::TimeOfDay;
constexpr int minutes_of_day = 24 * 60;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes up to `most` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
  std::size_t length = 0;
  while (length < text.size() && length < most && is_digit(text[length])) ++length;
  int number = 0;
  if (length == 0 || std::from_chars(text.data(), text.data() + length, number).ec != std::errc()) return {};
  text.remove_prefix(length);
  return number;
}

std::optional<ReadTime> named_time(std::string_view word) {
  for (const std::string_view noon : {"noon", "12 noon", "12:00 noon", "mediodía", "mediodia"})
    if (word == noon) return ReadTime{TimeOfDay(12 * 60)};
  for (const std::string_view midnight : {"midnight", "12 midnight", "12:00 midnight", "medianoche"})
    if (word == midnight) return ReadTime{TimeOfDay(0)};
  return std::nullopt;
}

// A spreadsheet's own number of a time: 0.5 is noon. With two digits behind the point, "0.30" is half past
// midnight, unless it comes out at a quarter of an hour, as 0.25 and 0.75 do.
std::optional<ReadTime> fraction_of_day(std::string_view text) {
  if (text.starts_with('0')) text.remove_prefix(1);
  if (text.size() < 2 || (text[0] != '.' && text[0] != ',')) return std::nullopt;
  text.remove_prefix(1);
  double value = 0, place = 1;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value += (c - '0') * (place /= 10);
  }
  const int minute = static_cast<int>(std::lround(value * minutes_of_day));
  constexpr int quarter_of_an_hour = 15;
  constexpr std::size_t digits_of_a_minute = 2;
  if (text.size() == digits_of_a_minute && minute % quarter_of_an_hour != 0) return std::nullopt;
  return ReadTime{TimeOfDay(minute % minutes_of_day)};
}

// "1930".
std::optional<ReadTime> four_digits(std::string_view text) {
  if (text.size() != 4 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const int hour = *take_number(text, 2), minute = *take_number(text, 2);
  if (hour > 23 || minute > 59) return std::nullopt;
  return ReadTime{TimeOfDay(hour * 60 + minute)};
}

// "am", "a.m.", "p", "pm": what follows the digits.
enum class Half { none, morning, evening, other };

Half half_of(std::string_view text) {
  std::string letters;
  for (const char c : text)
    if (c != '.' && c != ' ') letters += c;
  if (letters.empty()) return Half::none;
  if (letters == "am" || letters == "a") return Half::morning;
  if (letters == "pm" || letters == "p") return Half::evening;
  return Half::other;
}

// 7:00 with a half of the day: on the 12-hour clock.
std::optional<ReadTime> twelve_hours(int hour, int minute, Half half) {
  ReadTime read;
  if (hour > 12 || hour == 0) read.doubt = ReadTime::Doubt::contradicts_itself;
  // "0:30 PM" is after noon all the same; "19:00 AM" can only be the evening.
  if (hour <= 12) hour = hour % 12 + (half == Half::evening ? 12 : 0);
  read.time = TimeOfDay(hour * 60 + minute);
  return read;
}

std::optional<ReadTime> read_plain(std::string_view text, std::optional<Half> from_elsewhere) {
  const std::string key = matching_key(text);
  if (const auto named = named_time(key)) return named;
  if (const auto fraction = fraction_of_day(key)) return fraction;
  if (const auto digits = four_digits(key)) return digits;
  std::string_view rest = key;
  const bool leading_zero = rest.starts_with('0');
  const std::size_t size = rest.size();
  const auto hour = take_number(rest, 2);
  if (!hour || *hour > 24) return std::nullopt;
  const bool two_digits = size - rest.size() == 2;
  int minute = 0;
  bool has_minutes = false;
  if (!rest.empty() && (rest[0] == ':' || rest[0] == '.' || rest[0] == 'h')) {
    const std::string_view before = rest;
    rest.remove_prefix(1);
    if (const auto number = take_number(rest, 2); number && before[2 < before.size() ? 2 : 1] != ' ') {
      minute = *number;
      has_minutes = true;
      if (rest.starts_with(':')) {
        rest.remove_prefix(1);
        if (!take_number(rest, 2)) return std::nullopt;
        if (rest.starts_with('.')) {
          rest.remove_prefix(1);
          if (!take_number(rest, 6)) return std::nullopt;
        }
      }
    } else if (before[0] != 'h') {
      return std::nullopt;
    } else {
      has_minutes = true;  // "19h"
    }
  }
  if (minute > 59) return std::nullopt;
  Half half = half_of(rest);
  if (half == Half::none && from_elsewhere) half = *from_elsewhere;
  if (half == Half::other) return std::nullopt;
  if (half != Half::none) return twelve_hours(*hour, minute, half);
  if (!has_minutes && !from_elsewhere) return std::nullopt;  // "7" alone
  if (*hour == 24) {
    if (minute != 0) return std::nullopt;
    return ReadTime{TimeOfDay(0), ReadTime::Doubt::end_of_day};
  }
  const bool doubtful = !leading_zero && !two_digits && *hour >= 1;
  return ReadTime{TimeOfDay(*hour * 60 + minute),
                  doubtful ? ReadTime::Doubt::morning_or_evening : ReadTime::Doubt::none};
}

}  // namespace

std::optional<ReadTime> read_time(std::string_view text) {
  return read_plain(text, std::nullopt);
}

std::optional<ReadTimeRange> read_time_range(std::string_view text) {
  const std::string key = matching_key(text);
  std::size_t at = key.find('-'), length = 1;
  if (at == std::string::npos) at = key.find(" to "), length = 4;
  if (at == std::string::npos) return std::nullopt;
  const std::string first = trimmed(key.substr(0, at)), second = trimmed(key.substr(at + length));
  // "7-8pm": the half of the day stands once, at the end, and means both.
  std::string_view rest = second;
  while (!rest.empty() && !(rest[0] >= 'a' && rest[0] <= 'z')) rest.remove_prefix(1);
  const Half half = half_of(rest);
  const auto to = read_plain(second, Half::none);
  auto from = read_plain(first, half == Half::other ? Half::none : half);
  if (!from || !to) return std::nullopt;
  // "11-12:30pm" begins in the morning.
  if (half == Half::evening && half_of(first.substr(first.find_last_of("0123456789") + 1)) == Half::none &&
      from->time > to->time && from->time >= TimeOfDay(12 * 60))
    from->time -= TimeOfDay(12 * 60);
  return ReadTimeRange{*from, *to};
}

std::string written(TimeOfDay time) {
  const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(time.count() / 60) + ":" + two(time.count() % 60);
}

std::string written_12(TimeOfDay time) {
  const long hour = time.count() / 60, minute = time.count() % 60;
  return std::to_string(hour % 12 == 0 ? 12 : hour % 12) + (minute < 10 ? ":0" : ":") +
         std::to_string(minute) + (hour < 12 ? " AM" : " PM");
}

std::optional<std::string> suggested_time(std::string_view text) {
  std::string digits, half;
  // Digits and what separates them, then letters: nothing else is guessed at.
  for (const char c : with_digits(matching_key(text))) {
    const bool letter = c >= 'a' && c <= 'z';
    if (letter) {
      half += c;
    } else if (c == '.' && !half.empty()) {
      continue;
    } else if (!half.empty() && c != ' ') {
      return std::nullopt;
    } else if (is_digit(c)) {
      digits += c;
    } else if (half.empty() && !digits.empty() && digits.back() != ':' &&
               std::string_view(":;,.' ").find(c) != std::string_view::npos) {
      digits += ':';
    } else if (std::string_view(":;,.' ").find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  while (digits.ends_with(':')) digits.pop_back();
  if (!half.empty()) {
    half.erase(std::unique(half.begin(), half.end()), half.end());  // "pmm"
    // Swapped, or one key beside; "pt" and "est" are time zones.
    const auto among = [&](std::string_view words) {
      const auto all = split(words, " ");
      return std::find(all.begin(), all.end(), half) != all.end();
    };
    if (among("p pm mp pn pk pj"))
      half = " PM";
    else if (among("a am ma an ak aj sm qm zm"))
      half = " AM";
    else
      return std::nullopt;
  }
  if (digits.find(':') == std::string::npos && digits.size() >= 3 && digits.size() <= 4)
    digits.insert(digits.size() - 2, ":");
  const auto read = read_time(digits + half);
  if (!read || read->doubt != ReadTime::Doubt::none) return std::nullopt;
  return half.empty() ? written(read->time) : written_12(read->time);
}

std::optional<std::string> suggested_end(std::string_view text, TimeOfDay start) {
  if (auto time = suggested_time(text)) return time;
  const auto morning = read_time(std::string(text) + " AM"), evening = read_time(std::string(text) + " PM");
  if (!morning || !evening || morning->doubt != ReadTime::Doubt::none) return std::nullopt;
  const TimeOfDay day(24 * 60), later = (morning->time - start + day) % day;
  return written_12(later > TimeOfDay(0) && later <= TimeOfDay(12 * 60) ? morning->time : evening->time);
}

}  // namespace porchlight::site
