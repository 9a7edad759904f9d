#include "site/formats/calendar_recur.h"

#include <algorithm>

namespace porchlight::site {
namespace {

using schedule::Date;
using std::chrono::sys_days;
using Every = CalendarRecur::Every;

bool holds(const std::vector<int>& list, int value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

int year_of(Date date) {
  return static_cast<int>(date.year());
}
int month_of(Date date) {
  return static_cast<int>(static_cast<unsigned>(date.month()));
}
int day_of(Date date) {
  return static_cast<int>(static_cast<unsigned>(date.day()));
}

// A day within a span that is `length` days long: 1 is the first, -1 the last.
struct Place {
  int from_start, from_end;

  Place(int day, int length) : from_start(day), from_end(day - length - 1) {}
  bool among(const std::vector<int>& list) const { return holds(list, from_start) || holds(list, from_end); }
  // As the which-th such weekday of the span.
  bool is_nth(int which) const {
    return which > 0 ? (from_start + 6) / 7 == which : (-from_end + 6) / 7 == -which;
  }
};

Place in_month(Date date) {
  const Date last = date.year() / date.month() / std::chrono::last;
  return {day_of(date), day_of(last)};
}

Place in_year(Date date) {
  const Date first = date.year() / 1 / 1, next = (date.year() + std::chrono::years(1)) / 1 / 1;
  return {schedule::days_between(first, date) + 1, schedule::days_between(first, next)};
}

class Walk {
 public:
  Walk(const CalendarRecur& recur, Date start) : recur_(recur), start_(start) { imply_from_start(); }

  std::vector<Date> until(Date last) {
    std::vector<Date> dates, within;
    long period = period_of(start_);
    // Whole periods, also the first and the last one, since BYSETPOS counts from their ends.
    for (Date date = first_day(); !full(dates); date = schedule::add_days(date, 1)) {
      if (const long now = period_of(date); now != period) {
        pick(within, last, dates);
        within.clear();
        period = now;
        if (date > last) break;
      }
      if ((period - period_of(start_)) % recur_.interval == 0 && happens_on(date)) within.push_back(date);
    }
    return dates;
  }

 private:
  bool full(const std::vector<Date>& dates) const {
    return recur_.count > 0 && static_cast<int>(dates.size()) >= recur_.count;
  }

  // What a rule does not say, it takes from the date on which it begins (RFC 5545, section 3.3.10).
  void imply_from_start() {
    const bool says_days = !recur_.days.empty() || !recur_.month_days.empty() || !recur_.year_days.empty();
    if (says_days) return;
    if (recur_.every == Every::week) recur_.days.push_back({schedule::weekday_of(start_).c_encoding(), 0});
    if (recur_.every == Every::month || recur_.every == Every::year)
      recur_.month_days.push_back(day_of(start_));
    if (recur_.every == Every::year && recur_.months.empty()) recur_.months.push_back(month_of(start_));
  }

  Date first_day() const {
    switch (recur_.every) {
      case Every::day:
        return start_;
      case Every::week:
        return schedule::add_days(start_, -into_week(start_));
      case Every::month:
        return start_.year() / start_.month() / 1;
      case Every::year:
        return start_.year() / 1 / 1;
    }
    return start_;
  }

  int into_week(Date date) const {
    return static_cast<int>((schedule::weekday_of(date).c_encoding() + 7 - recur_.week_begins) % 7);
  }

  long period_of(Date date) const {
    const long day = sys_days(date).time_since_epoch().count();
    switch (recur_.every) {
      case Every::day:
        return day;
      case Every::week:
        return (day - into_week(date) + 7'000'000) / 7;  // all of them positive, so that / rounds one way
      case Every::month:
        return year_of(date) * 12L + month_of(date);
      case Every::year:
        return year_of(date);
    }
    return day;
  }

  bool happens_on(Date date) const {
    if (!recur_.months.empty() && !holds(recur_.months, month_of(date))) return false;
    if (!recur_.month_days.empty() && !in_month(date).among(recur_.month_days)) return false;
    if (!recur_.year_days.empty() && !in_year(date).among(recur_.year_days)) return false;
    if (recur_.days.empty()) return true;
    const unsigned weekday = schedule::weekday_of(date).c_encoding();
    return std::any_of(recur_.days.begin(), recur_.days.end(), [&](const CalendarRecur::Day& day) {
      if (day.weekday != weekday) return false;
      if (day.which == 0 || recur_.every == Every::day || recur_.every == Every::week) return true;
      const bool of_month = recur_.every == Every::month || !recur_.months.empty();
      return (of_month ? in_month(date) : in_year(date)).is_nth(day.which);
    });
  }

  // Of the dates of one period those that BYSETPOS wants.
  void pick(const std::vector<Date>& within, Date last, std::vector<Date>& dates) const {
    for (std::size_t i = 0; i < within.size() && !full(dates); ++i) {
      const Place place(static_cast<int>(i) + 1, static_cast<int>(within.size()));
      const bool wanted = recur_.positions.empty() || place.among(recur_.positions);
      if (wanted && within[i] >= start_ && within[i] <= last) dates.push_back(within[i]);
    }
  }

  CalendarRecur recur_;
  const Date start_;
};

}  // namespace

std::vector<Date> dates_of(const CalendarRecur& recur, Date start, Date last) {
  return Walk(recur, start).until(last);
}

}  // namespace porchlight::site
