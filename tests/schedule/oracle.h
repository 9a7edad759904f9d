// What the schedule is held against: dates and clocks that know nothing of its code.
#pragma once

#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include "making.h"

namespace porchlight::schedule {

// The C library reads the same tz database with code of its own: the oracle.
class CLibraryZone {
 public:
  explicit CLibraryZone(const std::string& name) {
    if (const char* before = std::getenv("TZ")) before_ = before;
    setenv("TZ", (":" + name).c_str(), 1);
    tzset();
  }
  ~CLibraryZone() {
    before_.empty() ? unsetenv("TZ") : setenv("TZ", before_.c_str(), 1);
    tzset();
  }

  LocalTime local(Instant instant) const {
    const std::time_t seconds = instant.time_since_epoch().count();
    std::tm tm{};
    localtime_r(&seconds, &tm);
    return {
        Date{std::chrono::year(tm.tm_year + 1900), std::chrono::month(static_cast<unsigned>(tm.tm_mon) + 1),
             std::chrono::day(static_cast<unsigned>(tm.tm_mday))},
        at(tm.tm_hour, tm.tm_min)};
  }

 private:
  std::string before_;
};

// A wall calendar written out day by day, by nothing but counting: the oracle. 1990-01-01 was a Monday.
struct CalendarDay {
  Date date;
  unsigned weekday;  // 0: Sunday
  int week;          // Sundays passed since the calendar began
  int nth;           // such weekdays of this month so far
  bool last;         // of its month
};

inline std::vector<CalendarDay> wall_calendar() {
  std::vector<CalendarDay> calendar;
  unsigned weekday = 1;
  int week = 0;
  for (int year = 1990; year <= 2040; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      static constexpr unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
      const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      const unsigned length = month == 2 && leap ? 29 : lengths[month - 1];
      std::map<unsigned, int> seen;
      const std::size_t first = calendar.size();
      for (unsigned day = 1; day <= length; ++day) {
        calendar.push_back({std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day),
                            weekday, week, ++seen[weekday], false});
        weekday = (weekday + 1) % 7;
        if (weekday == 0) ++week;
      }
      for (std::size_t i = first; i < calendar.size(); ++i)
        calendar[i].last = calendar[i].nth == seen[calendar[i].weekday];
    }
  }
  return calendar;
}

inline const std::vector<CalendarDay>& calendar() {
  static const auto days = wall_calendar();
  return days;
}

}  // namespace porchlight::schedule
