// The schedule against libical, which expands the same rules by code of its own: twenty years of occurrences,
// with the clock changes of several zones and five leap days.
#include <libical/ical.h>
#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <set>

#include "schedule/schedule.h"
#include "site/formats/calendar_recur.h"
#include "site/formats/icalendar.h"

using namespace porchlight;
using namespace porchlight::site;
using schedule::Date;
using schedule::LocalTime;
using schedule::Zone;

namespace {

// By an hour, by half of one, to the south, never; and at midnight, so that a day begins at one o'clock.
constexpr const char* zones[] = {"America/Los_Angeles", "America/New_York", "Europe/London",
                                 "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata",
                                 "Asia/Beirut"};

Date date(int year, unsigned month, unsigned day) {
  return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
}
const Date first_day = date(2016, 1, 1), last_day = date(2035, 12, 31);

std::string text_of(LocalTime time) {
  std::string text = schedule::iso_date(time.date);
  std::erase(text, '-');
  const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return text + "T" + two(time.time.count() / 60) + two(time.time.count() % 60) + "00";
}

// What libical makes of a rule, in the local time of the event.
std::vector<LocalTime> expanded_by_libical(const std::string& rule, LocalTime start, Date last) {
  std::vector<LocalTime> all;
  const std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> iterator(
      icalrecur_iterator_new(icalrecurrencetype_from_string(rule.c_str()),
                             icaltime_from_string(text_of(start).c_str())),
      &icalrecur_iterator_free);
  REQUIRE(iterator);
  while (true) {
    const icaltimetype time = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(time)) return all;
    const Date day = std::chrono::year(time.year) / time.month / time.day;
    if (day > last) return all;
    all.push_back({day, schedule::TimeOfDay(time.hour * 60 + time.minute)});
  }
}

// As seconds since 1970, by libical's reading of the time zones.
std::int64_t instant_by_libical(LocalTime local, const char* zone) {
  icaltimetype time = icaltime_from_string(text_of(local).c_str());
  time.zone = icaltimezone_get_builtin_timezone(zone);
  REQUIRE(time.zone);
  return icaltime_as_timet_with_zone(time, time.zone);
}

std::string event(const std::string& rule, LocalTime start, const char* zone, const std::string& more = {}) {
  return "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Hope\nDTSTART;TZID=" + std::string(zone) + ":" +
         text_of(start) + "\nRRULE:" + rule + "\n" + more + "END:VEVENT\nEND:VCALENDAR\n";
}

// Rules that ours can say: they reach as far as one looks. One that counts weeks holds the day on which it
// begins; what it means otherwise the standard leaves open, and libical answers in two ways.
std::string some_kept_rule(Date start) {
  using namespace rc;
  constexpr const char* names[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  const std::string day = names[*gen::inRange(0, 7)],
                    its_day = names[schedule::weekday_of(start).c_encoding()];
  std::string days, days_with_its;
  for (const char* name : names) {
    const bool wanted = *gen::inRange(0, 3) == 0;
    if (wanted) days += (days.empty() ? "" : ",") + std::string(name);
    if (wanted || name == its_day) days_with_its += (days_with_its.empty() ? "" : ",") + std::string(name);
  }
  std::string rule;
  switch (*gen::inRange(0, 7)) {
    case 0:
      rule = "FREQ=WEEKLY" + (days.empty() ? "" : ";BYDAY=" + days);
      break;
    case 1:
      rule =
          "FREQ=WEEKLY;WKST=SU;INTERVAL=" + std::to_string(*gen::inRange(2, 6)) + ";BYDAY=" + days_with_its;
      break;
    case 2:
      rule = "FREQ=WEEKLY;INTERVAL=" + std::to_string(*gen::inRange(2, 6)) + ";BYDAY=" + its_day;
      break;
    case 3:
      rule = "FREQ=MONTHLY;BYDAY=" + *gen::element<std::string>("1", "2", "3", "4", "5", "-1") + day;
      break;
    case 4:
      rule = "FREQ=MONTHLY;BYDAY=1" + day + ",3" + day + ",-1" + day;
      break;
    case 5:
      rule = "FREQ=MONTHLY;BYDAY=" + day + ";BYSETPOS=" + *gen::element<std::string>("1", "2,4", "-1", "5");
      break;
    default:
      rule = "FREQ=DAILY" + (days.empty() ? "" : ";BYDAY=" + days);
  }
  if (*gen::inRange(0, 4) == 0) rule += ";COUNT=" + std::to_string(*gen::inRange(1, 60));
  return rule;
}

// Rules that are written out as dates.
std::string some_other_rule() {
  using namespace rc;
  const auto number = [](int from, int to) { return std::to_string(*gen::inRange(from, to)); };
  const std::string rules[] = {
      "FREQ=MONTHLY;BYMONTHDAY=" + number(1, 32),
      "FREQ=MONTHLY;BYMONTHDAY=-" + number(1, 32),
      "FREQ=MONTHLY;INTERVAL=" + number(2, 5) + ";BYDAY=2TU",
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + *gen::element<std::string>("1", "-1", "2,-2"),
      "FREQ=MONTHLY;BYDAY=-" + number(2, 5) + "SA",
      "FREQ=MONTHLY;BYDAY=1MO,3WE",
      "FREQ=WEEKLY;INTERVAL=" + number(2, 5) + ";BYDAY=SU,WE",
      "FREQ=DAILY;INTERVAL=" + number(2, 30),
      "FREQ=DAILY;BYMONTH=1,7;BYDAY=SA,SU",
      "FREQ=WEEKLY;BYMONTH=12",
      "FREQ=YEARLY",
      "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
      "FREQ=YEARLY;BYDAY=" + number(1, 53) + "MO",
      "FREQ=YEARLY;BYYEARDAY=1,100,-1",
      "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,6;BYMONTHDAY=1,15"};
  std::string rule = rules[*gen::inRange<std::size_t>(0, std::size(rules))];
  if (*gen::inRange(0, 4) == 0) rule += ";COUNT=" + number(1, 40);
  return rule;
}

LocalTime some_start() {
  // Half of them in the small hours, where the clocks change.
  const int minute = *rc::gen::arbitrary<bool>() ? *rc::gen::inRange(0, 240) : *rc::gen::inRange(0, 1440);
  return {schedule::add_days(first_day, *rc::gen::inRange(0, 1500)), schedule::TimeOfDay(minute)};
}

}  // namespace

TEST_CASE("Twenty years of occurrences are those that libical expands") {
  REQUIRE(rc::check([] {
    const char* zone_name = *rc::gen::elementOf(std::vector<const char*>(std::begin(zones), std::end(zones)));
    const LocalTime start = some_start();
    const std::string rule = some_kept_rule(start.date);
    const Zone zone = *Zone::named(zone_name);
    std::vector<LocalTime> expected = expanded_by_libical(rule, start, last_day);
    RC_TAG(rule.substr(0, rule.find(';')));
    RC_LOG() << rule << " from " << text_of(start) << " in " << zone_name << "\n";

    // Some of them are left out.
    std::string except;
    for (std::size_t i = 1; i < expected.size(); i += 7) {
      except += "EXDATE;TZID=" + std::string(zone_name) + ":" + text_of(expected[i]) + "\n";
      expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(i));
    }
    const ReadTable table =
        read_icalendar(event(rule, start, zone_name, except), {.file = "a.ics", .zone = "UTC"});
    if (expected.empty() && table.meetings.empty()) return;  // COUNT=1, say, and that one left out
    RC_ASSERT(table.count.taken == 1);
    const schedule::Schedule schedule(table.meetings, {}, zone);
    const auto found = schedule.occurrences(first_day, schedule::days_between(first_day, last_day) + 1);
    RC_ASSERT(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Instant starts = found[i].starts;
      if (zone.local(zone.instant(expected[i])) == expected[i]) {
        RC_ASSERT(found[i].starts_local == expected[i]);
        const Instant theirs{seconds(instant_by_libical(expected[i], zone_name))};
        // An hour that comes twice is the first one (RFC 5545, section 3.3.5); libical takes the second.
        const bool comes_twice = starts < theirs && zone.local(theirs) == expected[i];
        RC_ASSERT(starts == theirs || comes_twice);
      } else {
        // Clocks skip this hour: ours begins when they have skipped it.
        RC_ASSERT(starts == zone.instant(expected[i]));
        RC_ASSERT(zone.local(starts - seconds(1)) < expected[i]);
      }
    }
  }));
}

TEST_CASE("Rules that are written out as dates have those that libical expands") {
  REQUIRE(rc::check([] {
    const std::string rule = some_other_rule();
    const LocalTime start = some_start();
    RC_LOG() << rule << " from " << text_of(start) << "\n";
    const Date last = schedule::add_days(start.date, 3600);
    const auto expected = expanded_by_libical(rule, start, last);
    const auto recur = read_calendar_recur(rule);
    RC_ASSERT(recur.ok());
    const auto found = dates_of(*recur, start.date, last);
    RC_ASSERT(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) RC_ASSERT(found[i] == expected[i].date);

    const ReadTable table = read_icalendar(event(rule, start, "UTC"), {.file = "a.ics", .zone = "UTC"});
    RC_ASSERT(table.meetings.empty() == expected.empty());
    if (expected.empty()) return;
    const schedule::Schedule schedule(table.meetings, {}, Zone::utc());
    RC_ASSERT(schedule.occurrences(start.date, 3601).size() == expected.size());
  }));
}
