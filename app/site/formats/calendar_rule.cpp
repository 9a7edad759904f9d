#include "site/formats/calendar_rule.h"

#include <algorithm>
#include <map>

#include "site/formats/calendar_recur.h"

namespace porchlight::site {
namespace {

using schedule::Date;
using schedule::LocalTime;
using schedule::TimeOfDay;
using schedule::Weekdays;
using Every = CalendarRecur::Every;
using Rule = decltype(schedule::Recurrence::rule);

constexpr std::size_t most_dates = 2'500;      // of one rule: what a cell of a spreadsheet holds
constexpr std::size_t most_times_of_day = 24;  // of one rule
constexpr int longest_ago_days = 366 * 60;     // what began before that is not counted through

Weekdays weekdays_of(const CalendarRecur& recur, Date start) {
  Weekdays all;
  for (const CalendarRecur::Day& day : recur.days) all.set(day.weekday);
  if (all.none()) all.set(schedule::weekday_of(start).c_encoding());
  return all;
}

// BYMONTHDAY=8,9,10,11,12,13,14 with a weekday is its 2nd. Empty: it is something else.
std::vector<int> which_of_month_days(std::vector<int> month_days) {
  std::sort(month_days.begin(), month_days.end());
  if (month_days == std::vector{-7, -6, -5, -4, -3, -2, -1}) return {-1};
  std::vector<int> which;
  for (std::size_t i = 0; i < month_days.size();) {
    const int first = month_days[i], last = std::min(first + 6, 31);
    if (first < 1 || (first - 1) % 7 != 0) return {};
    for (int day = first; day <= last; ++day, ++i)
      if (i == month_days.size() || month_days[i] != day) return {};
    which.push_back((first - 1) / 7 + 1);
  }
  return which;
}

bool is_which(int which) {
  return which == -1 || (which >= 1 && which <= 5);
}

std::optional<Rule> monthly(const CalendarRecur& recur) {
  if (recur.days.empty()) return std::nullopt;
  Weekdays weekdays;
  std::map<unsigned, std::vector<int>> which_of;
  for (const CalendarRecur::Day& day : recur.days) {
    weekdays.set(day.weekday);
    which_of[day.weekday].push_back(day.which);
  }
  for (auto& [day, which] : which_of) std::sort(which.begin(), which.end());
  std::vector<int> which = which_of.begin()->second;
  for (const auto& [day, others] : which_of)
    if (others != which) return std::nullopt;  // the 1st Monday and the 2nd Tuesday
  const bool each = which == std::vector{0};
  if (!recur.month_days.empty()) {
    if (!each || !recur.positions.empty()) return std::nullopt;
    which = which_of_month_days(recur.month_days);
  } else if (!recur.positions.empty()) {
    if (!each || weekdays.count() != 1) return std::nullopt;
    which = recur.positions;
  } else if (each) {
    return schedule::Weekly{weekdays};
  }
  std::sort(which.begin(), which.end());
  which.erase(std::unique(which.begin(), which.end()), which.end());
  if (which.empty() || !std::all_of(which.begin(), which.end(), is_which)) return std::nullopt;
  return schedule::Monthly{weekdays, which};
}

// Ours count weeks from Sunday, a calendar's from any day: the same, unless some of the days stand on either
// side of it.
std::optional<Rule> every_weeks(Weekdays days, int weeks, const CalendarRecur& recur, Date start) {
  if (weeks == 1) return schedule::Weekly{days};
  constexpr int most_weeks = 52;
  bool before = false, after = false;
  for (unsigned day = 0; day < 7; ++day)
    if (days.test(day)) (day < recur.week_begins ? before : after) = true;
  if ((before && after) || weeks > most_weeks) return std::nullopt;
  // Its first date is in the right week for both.
  CalendarRecur endless = recur;
  endless.count = 1;
  const std::vector<Date> first = dates_of(endless, start, schedule::add_days(start, 7 * (weeks + 1)));
  if (first.empty()) return std::nullopt;
  return schedule::EveryWeeks{days, weeks, first.front()};
}

// Nothing: there is no such rule of ours.
std::optional<Rule> kept(const CalendarRecur& recur, LocalTime start) {
  const int hour = static_cast<int>(start.time.count() / 60),
            minute = static_cast<int>(start.time.count() % 60);
  const bool usual_time = (recur.hours.empty() || recur.hours == std::vector{hour}) &&
                          (recur.minutes.empty() || recur.minutes == std::vector{minute});
  if (!usual_time || !recur.months.empty() || !recur.year_days.empty()) return std::nullopt;
  if (recur.every == Every::month && recur.interval == 1) return monthly(recur);
  if (!recur.month_days.empty() || !recur.positions.empty()) return std::nullopt;
  const Weekdays days = weekdays_of(recur, start.date);
  if (recur.every == Every::week) return every_weeks(days, recur.interval, recur, start.date);
  if (recur.every != Every::day) return std::nullopt;
  if (recur.interval == 1) return schedule::Weekly{recur.days.empty() ? Weekdays().set() : days};
  if (recur.interval % 7 == 0 && recur.days.empty())
    return every_weeks(days, recur.interval / 7, recur, start.date);
  return std::nullopt;
}

// COUNT as a last date; nothing: there are more than anybody waits for.
std::optional<Date> last_of(const schedule::Recurrence& recurrence, int count) {
  for (int ahead = 0; ahead < longest_ago_days; ++ahead) {
    const Date date = schedule::add_days(*recurrence.from, ahead);
    if (recurrence.happens_on(date) && --count == 0) return date;
  }
  return std::nullopt;
}

// BYHOUR and BYMINUTE.
std::vector<TimeOfDay> times_of_day(const CalendarRecur& recur, TimeOfDay start) {
  std::vector<int> hours = recur.hours, at_minutes = recur.minutes;
  if (hours.empty()) hours.push_back(static_cast<int>(start.count() / 60));
  if (at_minutes.empty()) at_minutes.push_back(static_cast<int>(start.count() % 60));
  std::vector<TimeOfDay> times;
  for (const int hour : hours)
    for (const int minute : at_minutes)
      if (hour < 24 && minute < 60) times.push_back(TimeOfDay(hour * 60 + minute));
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

// UNTIL as a date of `zone`: the last on which it may begin at its hour.
std::optional<Date> until_of(const CalendarRecur& recur, TimeOfDay start, const schedule::Zone& zone) {
  if (!recur.until) return std::nullopt;
  if (!recur.until->time) return recur.until->date;
  LocalTime local{recur.until->date, *recur.until->time};
  if (recur.until->utc) local = zone.local(schedule::Zone::utc().instant(local));
  return local.time < start ? schedule::add_days(local.date, -1) : local.date;
}

}  // namespace

Date CalendarRules::horizon(Date start) const {
  constexpr int years_days = 5 * 366;
  return today_ ? schedule::add_days(std::max(*today_, start), years_days)
                : schedule::add_days(start, 2 * years_days);
}

Result<std::vector<CalendarRule>> CalendarRules::written_out(const CalendarRecur& recur, LocalTime start,
                                                             std::optional<Date> until) {
  const std::vector<TimeOfDay> times = times_of_day(recur, start.time);
  const bool counts_times = times.size() > 1 && (recur.count > 0 || !recur.positions.empty());
  if (times.empty() || times.size() > most_times_of_day || counts_times)
    return Error{"This rule is too uncommon for the kiosk to read."};
  Date last = horizon(start.date);
  if (until) last = std::min(last, *until);
  // What is over is of no use on a screen, but the kiosk may be looked at the day after.
  const Date first = today_ ? schedule::add_days(*today_, -31) : start.date;
  const int walked = schedule::days_between(start.date, last);
  if (walked > longest_ago_days) return Error{"It began too long ago for the kiosk to count."};
  days_left_ -= std::max(walked, 0) + 366;
  if (days_left_ < 0) return Error{"This file has more rules than the kiosk can write out as dates."};

  std::vector<Date> dates = dates_of(recur, start.date, last);
  if (dates.empty()) return Error{"This rule never comes true."};
  std::erase_if(dates, [&](Date date) { return date < first; });
  if (dates.empty()) return Error{"All its dates are over."};
  if (dates.size() > most_dates) dates.resize(most_dates);
  std::vector<CalendarRule> rules;
  for (const TimeOfDay time : times) {
    std::vector<Date> from_start = dates;
    if (time < start.time) std::erase(from_start, start.date);
    rules.push_back({{schedule::OnDates{std::move(from_start)}, {}, {}, {}}, time, {}, dates.back()});
  }
  return rules;
}

Result<std::vector<CalendarRule>> CalendarRules::read(const std::string& text, LocalTime start,
                                                      const schedule::Zone& zone) {
  const auto recur = read_calendar_recur(text);
  if (!recur) return recur.error();
  const std::optional<Date> until = until_of(*recur, start.time, zone);
  const auto rule = kept(*recur, start);
  if (!rule) return written_out(*recur, start, until);
  CalendarRule result{{*rule, start.date, until, {}}, start.time, {}, {}};
  if (recur->count > 0) result.recurrence.until = last_of(result.recurrence, recur->count);
  if (!result.recurrence.next(start.date)) return Error{"This rule never comes true."};
  return std::vector{std::move(result)};
}

}  // namespace porchlight::site
