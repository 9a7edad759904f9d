#include "schedule/time.h"

#include <rapidcheck.h>

#include "oracle.h"

using namespace porchlight;
using namespace porchlight::schedule;
using namespace std::chrono_literals;
using std::chrono::sys_days;

namespace {

const Instant from = sys_days(1995y / 1 / 1), until = sys_days(2036y / 12 / 31);

rc::Gen<Instant> any_instant() {
  return rc::gen::map(
      rc::gen::inRange<long>(from.time_since_epoch().count(), until.time_since_epoch().count()),
      [](long s) { return Instant(seconds(s)); });
}

}  // namespace

TEST_CASE("a clock on the wall and the zone agree at every instant") {
  for (const char* name : zone_names) {
    const Zone tested = zone(name);
    const CLibraryZone oracle(name);
    // Hour by hour over all of it, so that no clock change is missed; then odd seconds.
    for (Instant i = from; i < until; i += 1h)
      if (tested.local(i) != oracle.local(i)) FAIL(name << " at " << i.time_since_epoch().count());
    REQUIRE(rc::check(name, [&] {
      const Instant i = *any_instant();
      RC_ASSERT(tested.local(i) == oracle.local(i));
    }));
  }
}

TEST_CASE("every local time that exists comes back from its instant") {
  for (const char* name : zone_names) {
    const Zone tested = zone(name);
    REQUIRE(rc::check(name, [&] {
      const Instant i = std::chrono::floor<minutes>(*any_instant());
      const LocalTime local = tested.local(i);
      const Instant back = tested.instant(local);
      RC_ASSERT(tested.local(back) == local);
      RC_ASSERT(back <= i);  // of two, the first
      RC_ASSERT(i - back <= 2h);
    }));
  }
}

TEST_CASE("around each clock change a local time is the first instant that shows it, or the change itself") {
  for (const char* name : zone_names) {
    const Zone tested = zone(name);
    const CLibraryZone oracle(name);
    for (Instant i = from; i < until; i += 1h) {
      const auto shown = [&](Instant at) { return sys_days(oracle.local(at).date) + oracle.local(at).time; };
      if (shown(i + 1h) - shown(i) == 1h) continue;
      // A change within this hour: try every 5 minutes of the four hours around it against a search by brute
      // force.
      Instant first = i - 6h;
      for (auto local = shown(i) - 2h; local < shown(i) + 3h; local += 5min) {
        while (shown(first) < local) first += 1min;
        const Date day = std::chrono::floor<std::chrono::days>(local);
        const LocalTime wanted{day, std::chrono::duration_cast<minutes>(local - sys_days(day))};
        INFO(name << ' ' << iso_date(wanted.date) << ' ' << wanted.time.count());
        REQUIRE(tested.instant(wanted) == first);
      }
    }
  }
}

TEST_CASE("a time that the clock change skips becomes the instant of the change") {
  const Zone la = zone(los_angeles);
  CHECK(la.iso(la.instant({date("2026-03-08"), at(2, 30)})) == "2026-03-08T03:00:00-07:00");
  CHECK(la.iso(la.instant({date("2026-03-08"), at(1, 59)})) == "2026-03-08T01:59:00-08:00");
  CHECK(la.iso(la.instant({date("2026-03-08"), at(3)})) == "2026-03-08T03:00:00-07:00");
}

TEST_CASE("a time that happens twice is the first of the two") {
  const Zone la = zone(los_angeles);
  CHECK(la.iso(la.instant({date("2026-11-01"), at(1, 30)})) == "2026-11-01T01:30:00-07:00");
  CHECK(la.iso(la.instant({date("2026-11-01"), at(2)})) == "2026-11-01T02:00:00-08:00");
}

TEST_CASE("an unknown time zone is an error that says what to write") {
  for (const char* name :
       {"America/Los_Angles", "", "PST8", "../../etc/passwd", "/usr/share/zoneinfo/UTC", " UTC"}) {
    const auto zone = Zone::named(name);
    INFO(name);
    REQUIRE(!zone);
    CHECK(zone.error().what.find("America/Chicago") != std::string::npos);
  }
  CHECK(zone("America/Los_Angeles").name() == "America/Los_Angeles");
}

TEST_CASE("UTC needs no database") {
  CHECK(Zone::utc().name() == "UTC");
  CHECK(Zone::utc().iso(sys_days(2026y / 2 / 28) + 23h + 59min + 59s) == "2026-02-28T23:59:59+00:00");
}

TEST_CASE("an instant is written with the offset of its day, half hours too") {
  CHECK(zone(los_angeles).iso(sys_days(2026y / 11 / 25) + 3h) == "2026-11-24T19:00:00-08:00");
  CHECK(zone("Asia/Kolkata").iso(sys_days(2026y / 11 / 24)) == "2026-11-24T05:30:00+05:30");
}

TEST_CASE("dates are read and written as ISO 8601, and only real ones") {
  CHECK(iso_date(date("2028-02-29")) == "2028-02-29");
  for (const char* wrong :
       {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-1-1", "26-11-24", "2026/11/24",
        "2026-11-24 ", "2026-11-2x", "+026-11-24", "2026-11--4", "2026-11-+4"}) {
    INFO(wrong);
    CHECK(!parse_date(wrong));
  }
  REQUIRE(rc::check([] {
    const Date d = add_days(1970y / 1 / 1, *rc::gen::inRange(-200000, 400000));
    RC_ASSERT(parse_date(iso_date(d)) == d);
  }));
}

TEST_CASE("days are counted over months, years and leap days") {
  CHECK(add_days(date("2028-02-28"), 1) == date("2028-02-29"));
  CHECK(add_days(date("2026-12-31"), 1) == date("2027-01-01"));
  CHECK(days_between(date("2026-11-24"), date("2027-11-24")) == 365);
  CHECK(days_between(date("2026-11-24"), date("2026-11-20")) == -4);
  CHECK(weekday_of(date("2026-11-24")) == std::chrono::Tuesday);
}

TEST_CASE("a moment can be given in the facility's time, with an offset or as UTC") {
  const Zone la = zone(los_angeles);
  const Instant seven = sys_days(2026y / 11 / 25) + 3h;
  for (const char* iso :
       {"2026-11-24T19:00", "2026-11-24T19:00:00", "2026-11-24 19:00", "2026-11-24T19:00-08:00",
        "2026-11-24T19:00:00-0800", "2026-11-25T03:00Z", "2026-11-25T08:30+05:30"}) {
    INFO(iso);
    CHECK(instant(iso, la) == seven);
  }
  CHECK(instant("2026-11-24T19:00:07", la) == seven + 7s);
  for (const char* wrong :
       {"", "2026-11-24", "2026-11-24T", "2026-11-24T7:00", "2026-11-24T24:00", "2026-11-24T19:60", "now",
        "2026-11-24T19:00+", "2026-11-24T19:00+8", "2026-11-24T19:00 PM", "2026-02-30T19:00",
        "2026-11-24T19:00Zx", "2026-11-24T-1:00"}) {
    INFO(wrong);
    const auto parsed = parse_instant(wrong, la);
    REQUIRE(!parsed);
    CHECK(parsed.error().what.find("2026-11-24T18:35") != std::string::npos);
  }
}

TEST_CASE("instants that were written are read back") {
  for (const char* name : zone_names) {
    const Zone tested = zone(name);
    REQUIRE(rc::check(name, [&] {
      const Instant i = *any_instant();
      const auto read = parse_instant(tested.iso(i), Zone::utc());
      RC_ASSERT(read.ok());
      RC_ASSERT(*read == i);
    }));
  }
}
