// Formats local dates and times as a language and a country write them, by ICU skeletons in the Gregorian
// calendar. Takes local fields only: which instant they are is the business of schedule.
//
// Digits are the language's own, unless the country writes Latin ones: in the United States an Arabic
// sentence has the same digits as a phone number and the keys to type it. A space inside a time, and the
// narrow one that newer ICU writes before "PM", is U+00A0: it never breaks, every font has it, and Debian 12
// and 13 agree.
//
// Building one costs about 1 ms (the first one in a program 20 ms), asking it microseconds: keep one for a
// language. Thread: one at a time (ICU's formatters work in place, also where they are const).
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/local_text.h"

namespace porchlight::language {

class Formats {
 public:
  // `language`: BCP 47; one that ICU does not know is written as English. `country`: ISO 3166, "US": decides
  // between 7:00 PM and 19:00, miles and kilometres; may be empty.
  Formats(const Language& language, std::string_view country);
  ~Formats();
  Formats(const Formats&) = delete;
  Formats& operator=(const Formats&) = delete;

  using Date = std::chrono::year_month_day;
  using TimeOfDay = std::chrono::minutes;  // since midnight; 1440 is written as midnight

  std::string weekday_month_day(Date) const;              // "Tuesday, November 24"
  std::string month_day(Date) const;                      // "November 24"
  std::string month_day_year(Date) const;                 // "November 24, 2026"
  std::string weekday(std::chrono::weekday) const;        // "Tuesday"
  std::string short_weekday(std::chrono::weekday) const;  // "Tue"
  std::string short_weekday_day(Date) const;              // "Tue 24"
  std::string day(Date) const;                            // "24"
  std::string time(TimeOfDay) const;                      // "7:00 PM", "19:00"
  std::string time_without_period(TimeOfDay) const;       // "7:00", "19:00"
  std::string number(long n) const;
  std::string distance(double metres) const;                      // "0.6 mi" in the US, "1.0 km" elsewhere
  std::string list(const std::vector<std::string>& items) const;  // "a, b and c"

  // With a capital where a line begins: Spanish writes "martes" in a sentence and "Martes" over a list.
  std::string begin_line(std::string_view text) const;

 private:
  struct Icu;
  std::unique_ptr<Icu> icu_;
};

}  // namespace porchlight::language
