#include "site/formats/calendar_values.h"

#include <libical/ical.h>

#include <algorithm>

#include "site/words.h"

namespace porchlight::site {
namespace {

std::optional<CalendarTime> read_one(const std::string& text, const std::string& zone) {
  const icaltimetype read = icaltime_from_string(text.c_str());
  if (icaltime_is_null_time(read)) return std::nullopt;
  CalendarTime time;
  time.date = std::chrono::year(read.year) / read.month / read.day;
  // The library takes February 30 and 19:60 as they stand.
  if (!time.date.ok() || read.year < 1 || read.hour < 0 || read.hour > 23 || read.minute < 0 ||
      read.minute > 59)
    return std::nullopt;
  if (!read.is_date) time.time = schedule::TimeOfDay(read.hour * 60 + read.minute);
  time.utc = !read.is_date && icaltime_is_utc(read);
  if (!time.utc) time.zone = zone;
  return time;
}

// "19970101T180000Z/PT5H" or "…/19970102T070000Z".
std::optional<CalendarTime> read_period(const std::string& text, const std::string& zone) {
  const std::size_t slash = text.find('/');
  auto from = read_one(text.substr(0, slash), zone);
  if (!from || slash == std::string::npos || !from->time) return from;
  const std::string second = text.substr(slash + 1);
  if (const auto to = read_one(second, zone); to && to->time) {
    const auto instant = [](const CalendarTime& time) {
      return schedule::Zone::utc().instant({time.date, *time.time});
    };
    from->duration = std::chrono::duration_cast<minutes>(instant(*to) - instant(*from));
  } else {
    from->duration = read_calendar_duration(second);
  }
  return from;
}

template <std::size_t size>
std::vector<int> values(const short (&array)[size]) {
  std::vector<int> all;
  for (const short value : array) {
    if (value == ICAL_RECURRENCE_ARRAY_MAX) break;
    all.push_back(value);
  }
  return all;
}

unsigned weekday_of(icalrecurrencetype_weekday day) {
  return static_cast<unsigned>(day) - 1;  // ICAL_SUNDAY_WEEKDAY is 1
}

CalendarRecur recur_of(const icalrecurrencetype& rule) {
  using Every = CalendarRecur::Every;
  CalendarRecur recur;
  recur.every = rule.freq == ICAL_DAILY_RECURRENCE     ? Every::day
                : rule.freq == ICAL_WEEKLY_RECURRENCE  ? Every::week
                : rule.freq == ICAL_MONTHLY_RECURRENCE ? Every::month
                                                       : Every::year;
  recur.interval = std::max<int>(rule.interval, 1);
  recur.count = rule.count;
  for (const int day : values(rule.by_day)) {
    const auto encoded = static_cast<short>(day);
    recur.days.push_back(
        {weekday_of(icalrecurrencetype_day_day_of_week(encoded)), icalrecurrencetype_day_position(encoded)});
  }
  recur.months = values(rule.by_month);
  recur.month_days = values(rule.by_month_day);
  recur.year_days = values(rule.by_year_day);
  recur.positions = values(rule.by_set_pos);
  recur.hours = values(rule.by_hour);
  recur.minutes = values(rule.by_minute);
  recur.week_begins = weekday_of(rule.week_start);
  return recur;
}

}  // namespace

std::optional<CalendarTime> read_calendar_time(const CalendarLine& line) {
  return read_one(trimmed(line.value), line.parameter("TZID"));
}

std::vector<CalendarTime> read_calendar_times(const CalendarLine& line, std::vector<std::string>& unknown) {
  std::vector<CalendarTime> times;
  for (const std::string& text : split(line.value, ","))
    if (auto time = read_period(text, line.parameter("TZID")))
      times.push_back(std::move(*time));
    else
      unknown.push_back(text);
  return times;
}

std::optional<minutes> read_calendar_duration(std::string_view text) {
  const icaldurationtype read = icaldurationtype_from_string(trimmed(text).c_str());
  constexpr unsigned most = 10'000;  // of each unit: what is longer is no meeting
  if (icaldurationtype_is_bad_duration(read) || read.is_neg || read.weeks > most || read.days > most ||
      read.hours > most || read.minutes > most * 60)
    return std::nullopt;
  return std::chrono::weeks(read.weeks) + std::chrono::days(read.days) + std::chrono::hours(read.hours) +
         minutes(read.minutes);
}

Result<CalendarRecur> read_calendar_recur(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != ' ' && c != '\t') plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  while (plain.ends_with(';')) plain.pop_back();
  const icalrecurrencetype rule = icalrecurrencetype_from_string(plain.c_str());
  const bool other_calendar = rule.rscale != nullptr;
  if (other_calendar) icalmemory_free_buffer(rule.rscale);
  if (rule.freq == ICAL_NO_RECURRENCE) return Error{in_quotes(text) + " is not a rule of a calendar."};
  if (other_calendar) return Error{"This rule counts in another calendar than ours."};
  if (rule.freq < ICAL_DAILY_RECURRENCE) return Error{"It repeats more often than once a day."};
  if (!values(rule.by_week_no).empty()) return Error{"This rule goes by the number of the week."};
  CalendarRecur recur = recur_of(rule);
  if (!icaltime_is_null_time(rule.until)) {
    recur.until = read_one(icaltime_as_ical_string(rule.until), {});
    if (!recur.until) return Error{in_quotes(text) + " ends on a day that does not exist."};
  }
  return recur;
}

}  // namespace porchlight::site
