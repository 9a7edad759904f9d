#include "schedule/schedule.h"

#include <algorithm>

#include "making.h"

using namespace porchlight;
using namespace porchlight::schedule;
using namespace std::chrono_literals;
using Status = Occurrence::Status;
using What = Change::What;

namespace {

std::vector<std::string> ids(const std::vector<Occurrence>& occurrences) {
  std::vector<std::string> ids;
  for (const Occurrence& occurrence : occurrences) ids.push_back(occurrence.id);
  return ids;
}

std::vector<std::string> starts(const Schedule& schedule, const std::vector<Occurrence>& occurrences) {
  std::vector<std::string> starts;
  for (const Occurrence& occurrence : occurrences) starts.push_back(schedule.zone().iso(occurrence.starts));
  return starts;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a week shows each meeting once, in the order of their starts, equal starts by name") {
  Meeting late = tuesday_meeting("late");
  late.start = at(21);
  Meeting also = tuesday_meeting("also");
  also.name = "Also at Seven";
  Meeting sunday = tuesday_meeting("sunday");
  sunday.recurrence.rule = Weekly{on({std::chrono::Sunday})};
  const Schedule schedule = schedule_of({late, tuesday_meeting(), sunday, also});
  CHECK(ids(schedule.occurrences(date("2026-11-23"), 7)) ==
        Strings{"also@2026-11-24", "tuesday@2026-11-24", "late@2026-11-24", "sunday@2026-11-29"});
  CHECK(schedule.occurrences(date("2026-11-23"), 0).empty());
  CHECK(schedule.occurrences(date("2026-11-25"), 4).empty());
}

TEST_CASE("a meeting is found by its id, and an unknown id finds none") {
  const Schedule schedule = schedule_of({tuesday_meeting("b"), tuesday_meeting("a"), tuesday_meeting("c")});
  for (const char* id : {"a", "b", "c"}) {
    REQUIRE(schedule.find(id));
    CHECK(schedule.find(id)->id == id);
  }
  CHECK_FALSE(schedule.find("d"));
  CHECK_FALSE(schedule.find(""));
}

TEST_CASE("a meeting past midnight is of the evening it begins, and still on today after midnight") {
  Meeting meeting = tuesday_meeting();
  meeting.start = at(23, 30);
  meeting.duration = 90min;
  const Schedule schedule = schedule_of({meeting});
  const auto found = schedule.occurrences(date("2026-11-24"), 2);
  REQUIRE(found.size() == 1);
  CHECK(found[0].day == date("2026-11-24"));
  CHECK(schedule.zone().iso(*found[0].ends) == "2026-11-25T01:00:00-08:00");

  const auto still_on = schedule.today(instant("2026-11-25T00:59", schedule.zone()));
  REQUIRE(still_on.size() == 1);
  CHECK(still_on[0].id == "tuesday@2026-11-24");
  CHECK(schedule.today(instant("2026-11-25T01:00", schedule.zone())).empty());
}

TEST_CASE("a meeting of yesterday evening without an end is still on within an hour of its start") {
  Meeting meeting = tuesday_meeting();
  meeting.start = at(23, 30);
  meeting.duration = {};
  const Schedule schedule = schedule_of({meeting});
  CHECK(schedule.today(instant("2026-11-25T00:29", schedule.zone())).size() == 1);
  CHECK(schedule.today(instant("2026-11-25T00:30", schedule.zone())).empty());
}

TEST_CASE("a cancelled meeting of yesterday evening is not still on") {
  Meeting meeting = tuesday_meeting();
  meeting.start = at(23, 30);
  const Schedule schedule = schedule_of({meeting}, {change(What::cancelled, "2026-11-24")});
  CHECK(schedule.today(instant("2026-11-25T00:10", schedule.zone())).empty());
  CHECK(schedule.today(instant("2026-11-24T22:00", schedule.zone())).size() == 1);
}

TEST_CASE("a marathon of two days is still on on its third date") {
  Meeting marathon = tuesday_meeting();
  marathon.start = at(18);
  marathon.duration = 40h;
  const Schedule schedule = schedule_of({marathon});
  CHECK(schedule.today(instant("2026-11-26T09:59", schedule.zone())).size() == 1);
  CHECK(schedule.today(instant("2026-11-26T10:00", schedule.zone())).empty());
}

TEST_CASE("a meeting at 00:00 is of the date that begins then") {
  Meeting midnight = tuesday_meeting();
  midnight.start = at(0);
  const Schedule schedule = schedule_of({midnight});
  CHECK(starts(schedule, schedule.occurrences(date("2026-11-23"), 7)) ==
        Strings{"2026-11-24T00:00:00-08:00"});
  CHECK(schedule.today(instant("2026-11-23T23:59", schedule.zone())).empty());
  CHECK(schedule.today(instant("2026-11-24T00:00", schedule.zone())).size() == 1);
}

TEST_CASE("a meeting keeps its time of day when the clocks change") {
  const Schedule schedule = schedule_of({tuesday_meeting()});
  CHECK(starts(schedule, schedule.occurrences(date("2026-10-27"), 14)) ==
        Strings{"2026-10-27T19:00:00-07:00", "2026-11-03T19:00:00-08:00"});
}

TEST_CASE("a meeting at a time the clock change skips starts when the clocks have changed") {
  Meeting meeting = tuesday_meeting();
  meeting.recurrence.rule = Weekly{on({std::chrono::Sunday})};
  meeting.start = at(2, 30);
  const Schedule schedule = schedule_of({meeting});
  const auto found = schedule.occurrences(date("2026-03-08"), 1);
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_local == LocalTime{date("2026-03-08"), at(3)});
  CHECK(schedule.zone().iso(*found[0].ends) == "2026-03-08T04:00:00-07:00");
  CHECK(found[0].id == "tuesday@2026-03-08");
}

TEST_CASE("a meeting at midnight is not lost on the day that has no midnight") {
  // In São Paulo the clocks of 2018 went from 23:59 on November 3 to 01:00 on November 4.
  Meeting meeting = tuesday_meeting();
  meeting.recurrence.rule = Weekly{on({std::chrono::Sunday})};
  meeting.start = at(0);
  const Schedule schedule = schedule_of({meeting}, {}, "America/Sao_Paulo");
  CHECK(starts(schedule, schedule.occurrences(date("2018-11-04"), 1)) ==
        Strings{"2018-11-04T01:00:00-02:00"});
}

TEST_CASE("a meeting that a clock change pushes over midnight is of the date that the clocks then show") {
  // In Nuuk the clocks of 2024 went from 22:59 on March 30 to 00:00 on March 31.
  Meeting meeting = tuesday_meeting();
  meeting.recurrence.rule = Weekly{on({std::chrono::Saturday})};
  meeting.start = at(23, 30);
  const Schedule schedule = schedule_of({meeting}, {}, "America/Nuuk");
  CHECK(schedule.occurrences(date("2024-03-30"), 1).empty());
  CHECK(ids(schedule.occurrences(date("2024-03-31"), 1)) == Strings{"tuesday@2024-03-30"});
}

TEST_CASE("a meeting during the hour that happens twice ends as long after its start as it lasts") {
  Meeting meeting = tuesday_meeting();
  meeting.recurrence.rule = Weekly{on({std::chrono::Sunday})};
  meeting.start = at(0, 30);
  meeting.duration = 60min;
  const Schedule schedule = schedule_of({meeting});
  const auto found = schedule.occurrences(date("2026-11-01"), 1);
  REQUIRE(found.size() == 1);
  CHECK(schedule.zone().iso(*found[0].ends) == "2026-11-01T01:30:00-07:00");
}

TEST_CASE("a meeting with a zone of its own is shown in the facility's time and on the facility's date") {
  Meeting online = tuesday_meeting();
  online.attendance = Attendance::online;
  online.start = at(10);
  online.zone = zone("Asia/Tokyo");
  const Schedule schedule = schedule_of({online});
  const auto found = schedule.occurrences(date("2026-11-23"), 1);
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_local == LocalTime{date("2026-11-23"), at(17)});
  CHECK(found[0].id == "tuesday@2026-11-24");  // the date of its rule
  CHECK(schedule.occurrences(date("2026-11-24"), 1).empty());

  // The date a visitor sees is the one staff cancel.
  const Schedule cancelled = schedule_of({online}, {change(What::cancelled, "2026-11-23")});
  CHECK(cancelled.occurrences(date("2026-11-23"), 1)[0].status == Status::cancelled);
}

TEST_CASE("meetings by appointment and inactive ones are in no day's list, whatever the changes say") {
  Meeting appointment = tuesday_meeting();
  appointment.recurrence.rule = ByAppointment{};
  Meeting inactive = tuesday_meeting();
  inactive.attendance = Attendance::inactive;
  for (const Meeting& meeting : {appointment, inactive}) {
    const Schedule schedule = schedule_of({meeting}, {change(What::added, "2026-11-24")});
    CHECK(schedule.occurrences(date("2026-11-01"), 60).empty());
    CHECK(schedule.upcoming(schedule.meetings()[0], instant("2026-11-01T00:00", schedule.zone()), 3).empty());
    CHECK(schedule.today(instant("2026-11-24T19:30", schedule.zone())).empty());
  }
}

TEST_CASE("the next occurrences of a meeting begin with the one that is on") {
  const Schedule schedule =
      schedule_of({tuesday_meeting(), tuesday_meeting("other")}, {change(What::cancelled, "2026-12-01")});
  const Meeting meeting = *schedule.find("tuesday");
  const auto next = schedule.upcoming(meeting, instant("2026-11-24T19:30", schedule.zone()), 3);
  CHECK(ids(next) == Strings{"tuesday@2026-11-24", "tuesday@2026-12-01", "tuesday@2026-12-08"});
  CHECK(next[1].status == Status::cancelled);
  CHECK(ids(schedule.upcoming(meeting, instant("2026-11-24T20:00", schedule.zone()), 1)) ==
        Strings{"tuesday@2026-12-01"});
}

TEST_CASE(
    "the next occurrences of a rare meeting are found years ahead, and of an ended one there are none") {
  Meeting leap_day = tuesday_meeting();
  leap_day.recurrence.rule = OnDates{{date("2028-02-29"), date("2032-02-29")}};
  const Schedule schedule = schedule_of({leap_day});
  const Instant now = instant("2026-11-24T12:00", schedule.zone());
  CHECK(ids(schedule.upcoming(schedule.meetings()[0], now, 9)) ==
        Strings{"tuesday@2028-02-29", "tuesday@2032-02-29"});

  Meeting ended = tuesday_meeting();
  ended.recurrence.until = date("2026-11-01");
  const Schedule past = schedule_of({ended});
  CHECK(past.upcoming(past.meetings()[0], now, 9).empty());
}

TEST_CASE("ids stay the same when the list is read again in another order, with another name and time") {
  const Schedule before = schedule_of({tuesday_meeting(), tuesday_meeting("other")});
  Meeting renamed = tuesday_meeting();
  renamed.name = "Zebra";
  renamed.start = at(20);
  const Schedule after = schedule_of({tuesday_meeting("other"), renamed});
  auto ids_before = ids(before.occurrences(date("2026-11-01"), 60));
  auto ids_after = ids(after.occurrences(date("2026-11-01"), 60));
  std::sort(ids_before.begin(), ids_before.end());
  std::sort(ids_after.begin(), ids_after.end());
  CHECK(ids_before == ids_after);
}
