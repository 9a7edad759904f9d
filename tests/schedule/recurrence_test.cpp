#include "schedule/recurrence.h"

#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "oracle.h"

using namespace porchlight;
using namespace porchlight::schedule;
using namespace std::chrono;

namespace {

Weekdays some_weekdays() {
  return Weekdays(static_cast<unsigned long>(*rc::gen::inRange(0, 128)));
}

Date some_date() {
  return calendar()[*rc::gen::inRange<std::size_t>(0, calendar().size())].date;
}

Recurrence every(Weekday day) {
  return {Weekly{on({day})}, {}, {}, {}};
}

}  // namespace

TEST_CASE("a weekly meeting is on its weekdays and on no others, over fifty years") {
  REQUIRE(rc::check([] {
    const Weekdays days = some_weekdays();
    const Recurrence weekly{Weekly{days}, {}, {}, {}};
    for (const CalendarDay& day : calendar()) RC_ASSERT(weekly.happens_on(day.date) == days[day.weekday]);
  }));
}

TEST_CASE("the 1st, 3rd, 5th or last weekday of a month is what a wall calendar shows") {
  REQUIRE(rc::check([] {
    const Weekdays days = some_weekdays();
    std::vector<int> which;
    for (const int n : {-1, 1, 2, 3, 4, 5})
      if (*rc::gen::arbitrary<bool>()) which.push_back(n);
    const Recurrence monthly{Monthly{days, which}, {}, {}, {}};
    for (const CalendarDay& day : calendar()) {
      const bool expected = days[day.weekday] && std::any_of(which.begin(), which.end(), [&](int n) {
                              return n == day.nth || (n == -1 && day.last);
                            });
      RC_ASSERT(monthly.happens_on(day.date) == expected);
    }
  }));
}

TEST_CASE("every n weeks counts weeks from Sunday to Saturday, from the week of the first date on") {
  REQUIRE(rc::check([] {
    const Weekdays days = some_weekdays();
    const int weeks = *rc::gen::inRange(1, 9);
    const CalendarDay& anchor = calendar()[*rc::gen::inRange<std::size_t>(0, calendar().size())];
    const Recurrence every_weeks{EveryWeeks{days, weeks, anchor.date}, {}, {}, {}};
    for (const CalendarDay& day : calendar()) {
      const bool expected =
          days[day.weekday] && day.date >= anchor.date && (day.week - anchor.week) % weeks == 0;
      RC_ASSERT(every_weeks.happens_on(day.date) == expected);
    }
  }));
}

TEST_CASE("a 5th Monday that a month lacks is no meeting") {
  const Recurrence fifth{Monthly{on({Monday}), {5}}, {}, {}, {}};
  CHECK(fifth.next(date("2026-09-01")) == date("2026-11-30"));
  CHECK(fifth.next(date("2026-12-01")) == date("2027-03-29"));
}

TEST_CASE("the last Saturday can be the 4th or the 5th") {
  const Recurrence last{Monthly{on({Saturday}), {-1}}, {}, {}, {}};
  CHECK(last.happens_on(date("2026-10-31")));
  CHECK_FALSE(last.happens_on(date("2026-10-24")));
  CHECK(last.happens_on(date("2026-11-28")));
  CHECK(last.happens_on(date("2028-02-26")));
}

TEST_CASE("every second week goes on over the end of a year of 53 weeks") {
  const Recurrence second{EveryWeeks{on({Thursday}), 2, date("2026-12-17")}, {}, {}, {}};
  CHECK(second.next(date("2026-12-18")) == date("2026-12-31"));
  CHECK(second.next(date("2027-01-01")) == date("2027-01-14"));
}

TEST_CASE("an interval of no weeks is no meeting, never a crash") {
  for (const int weeks : {0, -2}) {
    const Recurrence broken{EveryWeeks{on({Thursday}), weeks, date("2026-12-17")}, {}, {}, {}};
    CHECK_FALSE(broken.happens_on(date("2026-12-17")));
    CHECK_FALSE(broken.next(date("2026-12-17")));
  }
}

TEST_CASE("listed dates are those dates alone") {
  const Recurrence dates{OnDates{{date("2026-12-24"), date("2028-02-29")}}, {}, {}, {}};
  CHECK(dates.next(date("2026-12-25")) == date("2028-02-29"));
  CHECK_FALSE(dates.next(date("2028-03-01")));
  CHECK_FALSE(dates.happens_on(date("2026-12-31")));
}

TEST_CASE("a meeting by appointment has no date") {
  const Recurrence appointment{ByAppointment{}, {}, {}, {}};
  CHECK_FALSE(appointment.next(date("2026-11-24")));
}

TEST_CASE("a meeting is on from its first date to its last, both included, and not on the dates left out") {
  Recurrence tuesdays = every(Tuesday);
  tuesdays.from = date("2026-11-24");
  tuesdays.until = date("2026-12-15");
  tuesdays.except = {date("2026-12-01")};
  std::vector<Date> found;
  for (auto d = tuesdays.next(date("2000-01-01")); d; d = tuesdays.next(add_days(*d, 1))) found.push_back(*d);
  CHECK(found.empty());  // more than ten years ahead is not looked for
  for (auto d = tuesdays.next(date("2026-01-01")); d; d = tuesdays.next(add_days(*d, 1))) found.push_back(*d);
  CHECK(found == std::vector{date("2026-11-24"), date("2026-12-08"), date("2026-12-15")});
}

TEST_CASE("the next date is the first on which it happens, and there is none in between") {
  REQUIRE(rc::check([] {
    Recurrence recurrence;
    const Weekdays days = some_weekdays();
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        recurrence.rule = Weekly{days};
        break;
      case 1:
        recurrence.rule = Monthly{days, {*rc::gen::element(-1, 1, 2, 3, 4, 5)}};
        break;
      case 2:
        recurrence.rule = EveryWeeks{days, *rc::gen::inRange(1, 6), some_date()};
        break;
      default: {
        std::set<Date> dates;
        for (int i = 0; i < 5; ++i) dates.insert(some_date());
        recurrence.rule = OnDates{{dates.begin(), dates.end()}};
      }
    }
    if (*rc::gen::arbitrary<bool>()) recurrence.from = some_date();
    if (*rc::gen::arbitrary<bool>()) recurrence.until = some_date();
    const Date start = some_date();
    const auto next = recurrence.next(start);
    const Date end = next.value_or(add_days(start, 3653));
    for (Date d = start; d < end; d = add_days(d, 1)) RC_ASSERT(!recurrence.happens_on(d));
    if (!next) return;
    RC_ASSERT(*next >= start);
    RC_ASSERT(recurrence.happens_on(*next));
    RC_ASSERT(!recurrence.from || *next >= *recurrence.from);
    RC_ASSERT(!recurrence.until || *next <= *recurrence.until);
  }));
}
