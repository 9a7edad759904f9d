#include "schedule/recurrence.h"

#include <algorithm>

namespace porchlight::schedule {

namespace {

using std::chrono::sys_days;

bool on(Weekdays days, Date date) {
  return days[weekday_of(date).c_encoding()];
}

// Of the week that begins on the Sunday on or before it.
sys_days sunday_of(Date date) {
  return sys_days(date) - std::chrono::days(weekday_of(date).c_encoding());
}

struct HappensOn {
  Date date;

  bool operator()(const Weekly& rule) const { return on(rule.days, date); }

  bool operator()(const Monthly& rule) const {
    if (!on(rule.days, date)) return false;
    const int nth = (static_cast<int>(static_cast<unsigned>(date.day())) - 1) / 7 + 1;
    const bool last = add_days(date, 7).month() != date.month();
    return std::any_of(rule.which.begin(), rule.which.end(),
                       [&](int which) { return which == nth || (which == -1 && last); });
  }

  bool operator()(const EveryWeeks& rule) const {
    if (rule.weeks < 1 || date < rule.anchor || !on(rule.days, date)) return false;
    const auto weeks = (sunday_of(date) - sunday_of(rule.anchor)).count() / 7;
    return weeks % rule.weeks == 0;
  }

  bool operator()(const OnDates& rule) const {
    return std::binary_search(rule.dates.begin(), rule.dates.end(), date);
  }

  bool operator()(const ByAppointment&) const { return false; }
};

struct WeekdaysOf {
  Weekdays operator()(const OnDates& rule) const {
    Weekdays days;
    for (const Date date : rule.dates) days.set(weekday_of(date).c_encoding());
    return days;
  }
  Weekdays operator()(const ByAppointment&) const { return {}; }
  Weekdays operator()(const auto& rule) const { return rule.days; }
};

}  // namespace

Weekdays Recurrence::weekdays() const {
  return std::visit(WeekdaysOf{}, rule);
}

bool Recurrence::happens_on(Date date) const {
  if ((from && date < *from) || (until && date > *until)) return false;
  return std::visit(HappensOn{date}, rule) && !std::binary_search(except.begin(), except.end(), date);
}

std::optional<Date> Recurrence::next(Date date) const {
  const Date horizon = add_days(date, 3653);  // ten years with three leap days
  const Date last = until ? std::min(*until, horizon) : horizon;
  for (Date day = from ? std::max(*from, date) : date; day <= last; day = add_days(day, 1))
    if (happens_on(day)) return day;
  return {};
}

}  // namespace porchlight::schedule
