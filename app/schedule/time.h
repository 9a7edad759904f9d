// The facility's time. Dates and times of day are local; an Instant is UTC. Zone is the only place in the
// program that turns one into the other, with the system's tzdata.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace porchlight::schedule {

using Date = std::chrono::year_month_day;  // local; always valid (ok())
using Weekday = std::chrono::weekday;
using TimeOfDay = std::chrono::minutes;  // since local midnight, 0..1439

// A local date and time of day.
struct LocalTime {
  Date date;
  TimeOfDay time{0};
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

Date add_days(Date date, int days);
int days_between(Date from, Date to);  // to - from
Weekday weekday_of(Date date);

// "2026-11-24"; nothing when it is no date of the calendar.
std::optional<Date> parse_date(std::string_view iso);
std::string iso_date(Date date);

class Zone {
 public:
  // `name`: of the tz database, "America/Los_Angeles". Error: no such zone.
  static Result<Zone> named(const std::string& name);
  static Zone utc();

  const std::string& name() const;

  LocalTime local(Instant instant) const;

  friend bool operator==(const Zone& a, const Zone& b) { return a.name() == b.name(); }

  // A local time that a clock change skips becomes the instant of the change; one that happens twice, the
  // first.
  Instant instant(LocalTime local) const;

  // The same, with the seconds between local time and UTC then: "2026-11-24T19:00:00-08:00".
  std::string iso(Instant instant) const;

 private:
  struct Rules;
  explicit Zone(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}
  std::shared_ptr<const Rules> rules_;
};

// "2026-11-24T18:35" (the zone's time), or with an offset or Z. Error: says what was expected.
Result<Instant> parse_instant(std::string_view iso, const Zone& zone);

}  // namespace porchlight::schedule
