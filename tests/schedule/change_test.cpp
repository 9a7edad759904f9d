// The one-off changes, and which of them counts.
#include <algorithm>

#include "making.h"

using namespace porchlight;
using namespace porchlight::schedule;
using Status = Occurrence::Status;
using What = Change::What;

namespace {

std::vector<Occurrence> of(const Schedule& schedule) {
  return schedule.occurrences(date("2026-11-01"), 61);
}

// The one occurrence listed under a date.
Occurrence on_date(const Schedule& schedule, std::string_view iso) {
  const auto found = schedule.occurrences(date(iso), 1);
  INFO(iso);
  REQUIRE(found.size() == 1);
  return found[0];
}

Change moved_to(std::string_view from, std::optional<std::string_view> to_date,
                std::optional<TimeOfDay> to_time, std::string to_place = {}, std::string to_room = {}) {
  Change change = porchlight::schedule::change(What::moved, from);
  if (to_date) change.to_date = date(*to_date);
  change.to_time = to_time;
  change.to_place = std::move(to_place);
  change.to_room = std::move(to_room);
  return change;
}

Change closed(std::string_view first, std::string_view last, std::string place = "Grace Church") {
  Change change = porchlight::schedule::change(What::closed, first, last);
  change.place = std::move(place);
  return change;
}

}  // namespace

TEST_CASE("a cancelled date stays in the list, marked and with its reason") {
  const Schedule schedule = schedule_of({tuesday_meeting()}, {change(What::cancelled, "2026-11-24")});
  const Occurrence occurrence = on_date(schedule, "2026-11-24");
  CHECK(occurrence.status == Status::cancelled);
  CHECK_FALSE(occurrence.takes_place());
  CHECK(occurrence.change == &schedule.changes()[0]);
  CHECK(on_date(schedule, "2026-12-01").status == Status::scheduled);
  CHECK(on_date(schedule, "2026-12-01").change == nullptr);
}

TEST_CASE("a range of dates cancels each of them, the last one too") {
  const Schedule schedule =
      schedule_of({tuesday_meeting()}, {change(What::cancelled, "2026-11-10", "2026-11-24")});
  int cancelled = 0;
  for (const Occurrence& occurrence : of(schedule)) cancelled += occurrence.status == Status::cancelled;
  CHECK(cancelled == 3);
}

TEST_CASE("a change of a date without a meeting, or of an unknown meeting, changes nothing") {
  Change unknown = change(What::cancelled, "2026-11-24");
  unknown.meeting_id = "nobody";
  Change unknown_added = change(What::added, "2026-11-25");
  unknown_added.meeting_id = "nobody";
  const Schedule schedule = schedule_of(
      {tuesday_meeting()}, {change(What::cancelled, "2026-11-25"),
                            moved_to("2026-11-26", "2026-11-27", at(12)), unknown, unknown_added});
  for (const Occurrence& occurrence : of(schedule)) CHECK(occurrence.status == Status::scheduled);
  CHECK(of(schedule).size() == of(schedule_of({tuesday_meeting()})).size());
}

TEST_CASE("a meeting moved to another hour is listed once, at the new time, with the old one") {
  const Schedule schedule = schedule_of({tuesday_meeting()}, {moved_to("2026-11-24", {}, at(18))});
  const Occurrence occurrence = on_date(schedule, "2026-11-24");
  CHECK(occurrence.status == Status::moved);
  CHECK(occurrence.starts_local == LocalTime{date("2026-11-24"), at(18)});
  CHECK(occurrence.was == LocalTime{date("2026-11-24"), at(19)});
  CHECK(schedule.zone().iso(*occurrence.ends) == "2026-11-24T19:00:00-08:00");
  CHECK(occurrence.takes_place());
}

TEST_CASE("a meeting moved to another date is listed under both, and takes place under the new one") {
  const Schedule schedule = schedule_of({tuesday_meeting()}, {moved_to("2026-11-24", "2026-11-26", at(18))});
  const Occurrence old = on_date(schedule, "2026-11-24"), now = on_date(schedule, "2026-11-26");
  for (const Occurrence& occurrence : {old, now}) {
    CHECK(occurrence.status == Status::moved);
    CHECK(occurrence.id == "tuesday@2026-11-24");
    CHECK(occurrence.starts_local == LocalTime{date("2026-11-26"), at(18)});
    CHECK(occurrence.was == LocalTime{date("2026-11-24"), at(19)});
  }
  CHECK(old.moved_away());
  CHECK_FALSE(old.takes_place());
  CHECK_FALSE(now.moved_away());
  CHECK(now.takes_place());

  const auto next =
      schedule.upcoming(schedule.meetings()[0], instant("2026-11-23T00:00", schedule.zone()), 2);
  CHECK(next[0].day == date("2026-11-26"));
  CHECK(next[1].id == "tuesday@2026-12-01");
}

TEST_CASE("the notice that a meeting moved away stands where the meeting would have stood") {
  Meeting early = tuesday_meeting("early"), late = tuesday_meeting("late");
  early.start = at(18);
  late.start = at(20);
  const Schedule schedule =
      schedule_of({late, tuesday_meeting(), early}, {moved_to("2026-11-24", "2026-11-20", at(23))});
  const auto listed = schedule.occurrences(date("2026-11-24"), 1);
  REQUIRE(listed.size() == 3);
  CHECK(listed[1].moved_away());
}

TEST_CASE("a meeting moved by months is found from either side") {
  const Schedule schedule = schedule_of({tuesday_meeting()}, {moved_to("2026-11-24", "2027-03-04", {})});
  CHECK(on_date(schedule, "2027-03-04").id == "tuesday@2026-11-24");
  CHECK(on_date(schedule, "2026-11-24").moved_away());
}

TEST_CASE("a range that moves shifts each of its dates by as many days") {
  Change weekend = moved_to("2026-11-01", "2026-11-03", at(9));
  weekend.until = date("2026-11-30");
  const Schedule schedule = schedule_of({tuesday_meeting()}, {weekend});
  for (const char* thursday : {"2026-11-05", "2026-11-12", "2026-11-19", "2026-11-26"})
    CHECK(on_date(schedule, thursday).takes_place());
  for (const char* tuesday : {"2026-11-03", "2026-11-24"}) CHECK(on_date(schedule, tuesday).moved_away());
  CHECK(on_date(schedule, "2026-12-01").status == Status::scheduled);
}

TEST_CASE("a meeting moved to another place takes the address of that place when some meeting is there") {
  Meeting here = tuesday_meeting();
  here.here = true;
  here.place.room = "Room 2";
  Meeting neighbour = tuesday_meeting("neighbour");
  neighbour.recurrence.rule = ByAppointment{};
  neighbour.place = {"Town Hall", "1 Main St", "Attic", "Downtown", {}, false};

  const Schedule known =
      schedule_of({here, neighbour}, {moved_to("2026-11-24", {}, {}, "town hall", "Cellar")});
  const Occurrence there = on_date(known, "2026-11-24");
  CHECK(there.place.name == "town hall");
  CHECK(there.place.address == "1 Main St");
  CHECK(there.place.room == "Cellar");
  CHECK_FALSE(there.here);

  const Schedule unknown = schedule_of({here}, {moved_to("2026-11-24", {}, {}, "Somewhere")});
  CHECK(on_date(unknown, "2026-11-24").place.address.empty());
  CHECK(on_date(unknown, "2026-11-24").place.room.empty());
  CHECK_FALSE(on_date(unknown, "2026-11-24").here);

  const Schedule room = schedule_of({here}, {moved_to("2026-11-24", {}, {}, {}, "Hall")});
  CHECK(on_date(room, "2026-11-24").place.name == "Grace Church");
  CHECK(on_date(room, "2026-11-24").place.room == "Hall");
  CHECK(on_date(room, "2026-11-24").here);
  CHECK(on_date(room, "2026-12-01").place.room == "Room 2");
}

TEST_CASE("an added meeting is on a date outside its rule") {
  Change extra = change(What::added, "2026-12-24");
  extra.to_time = at(12);
  extra.to_place = "Town Hall";
  const Schedule schedule = schedule_of({tuesday_meeting()}, {extra, change(What::added, "2026-11-27")});
  const Occurrence christmas_eve = on_date(schedule, "2026-12-24");
  CHECK(christmas_eve.status == Status::added);
  CHECK(christmas_eve.starts_local.time == at(12));
  CHECK(christmas_eve.place.name == "Town Hall");
  CHECK(christmas_eve.id == "tuesday@2026-12-24T12:00");
  CHECK_FALSE(christmas_eve.was);
  CHECK(on_date(schedule, "2026-11-27").starts_local.time == at(19));
  CHECK(on_date(schedule, "2026-11-27").id == "tuesday@2026-11-27");
}

TEST_CASE("meetings added at several hours of a day are one each, beside the usual one") {
  Change ten = change(What::added, "2026-11-24"), noon = change(What::added, "2026-11-24");
  ten.to_time = at(10);
  noon.to_time = at(12);
  const Schedule schedule = schedule_of({tuesday_meeting()}, {ten, noon});
  const auto day = schedule.occurrences(date("2026-11-24"), 1);
  REQUIRE(day.size() == 3);
  CHECK(day[0].id == "tuesday@2026-11-24T10:00");
  CHECK(day[1].id == "tuesday@2026-11-24T12:00");
  CHECK(day[2].id == "tuesday@2026-11-24");
  CHECK(day[2].status == Status::scheduled);
}

TEST_CASE("of several rows for a meeting and a date the last one counts") {
  const Change cancel = change(What::cancelled, "2026-11-24"), move = moved_to("2026-11-24", {}, at(20)),
               add = change(What::added, "2026-11-24");
  CHECK(on_date(schedule_of({tuesday_meeting()}, {cancel, move}), "2026-11-24").status == Status::moved);
  CHECK(on_date(schedule_of({tuesday_meeting()}, {move, cancel}), "2026-11-24").status == Status::cancelled);
  CHECK(on_date(schedule_of({tuesday_meeting()}, {move, cancel}), "2026-11-24").starts_local.time == at(19));
  CHECK(on_date(schedule_of({tuesday_meeting()}, {cancel, add}), "2026-11-24").status == Status::added);
  CHECK(on_date(schedule_of({tuesday_meeting()}, {add, cancel}), "2026-11-24").status == Status::cancelled);
  CHECK(on_date(schedule_of({tuesday_meeting()}, {add, move}), "2026-11-24").starts_local.time == at(20));
}

TEST_CASE("an added meeting can be cancelled and moved by a later row") {
  const Change add = change(What::added, "2026-11-27");
  CHECK(on_date(schedule_of({tuesday_meeting()}, {add, change(What::cancelled, "2026-11-27")}), "2026-11-27")
            .status == Status::cancelled);
  const Schedule moved = schedule_of({tuesday_meeting()}, {add, moved_to("2026-11-27", "2026-11-28", {})});
  CHECK(on_date(moved, "2026-11-28").id == "tuesday@2026-11-27");
  CHECK(on_date(moved, "2026-11-27").moved_away());
}

TEST_CASE("a closed building cancels every meeting in it, and none elsewhere") {
  Meeting elsewhere = tuesday_meeting("elsewhere");
  elsewhere.place.name = "Town Hall";
  Meeting online = tuesday_meeting("online");
  online.attendance = Attendance::online;
  Meeting hybrid = tuesday_meeting("hybrid");
  hybrid.attendance = Attendance::hybrid;
  const Schedule schedule = schedule_of({tuesday_meeting(), elsewhere, online, hybrid},
                                        {closed("2026-11-24", "2026-11-30", "GRACE  church")});
  for (const Occurrence& occurrence : schedule.occurrences(date("2026-11-24"), 1)) {
    const std::string& id = occurrence.meeting->id;
    INFO(id);
    CHECK((occurrence.status == Status::cancelled) == (id == "tuesday" || id == "hybrid"));
    CHECK((occurrence.change != nullptr) == (id == "tuesday" || id == "hybrid"));
  }
  for (const Occurrence& occurrence : schedule.occurrences(date("2026-12-01"), 1))
    CHECK(occurrence.status == Status::scheduled);
}

TEST_CASE("a closure without a place is of the building the kiosk stands in, or of the meeting it names") {
  Meeting here = tuesday_meeting("here");
  here.here = true;
  const Schedule facility = schedule_of({tuesday_meeting(), here}, {closed("2026-11-24", "2026-11-24", "")});
  for (const Occurrence& occurrence : facility.occurrences(date("2026-11-24"), 1))
    CHECK((occurrence.status == Status::cancelled) == (occurrence.meeting->id == "here"));

  Change of_meeting = closed("2026-11-24", "2026-11-24", "");
  of_meeting.meeting_id = "tuesday";
  CHECK(on_date(schedule_of({tuesday_meeting()}, {of_meeting}), "2026-11-24").status == Status::cancelled);

  Change of_nobody = of_meeting;
  of_nobody.meeting_id = "nobody";
  CHECK(on_date(schedule_of({here}, {of_nobody}), "2026-11-24").status == Status::scheduled);
}

TEST_CASE("a closed building beats the rule and a move inside it, in whatever order the rows stand") {
  const Change close = closed("2026-11-24", "2026-11-24"), later = moved_to("2026-11-24", {}, at(21)),
               other_room = moved_to("2026-11-24", {}, {}, {}, "Room 9");
  for (const Change& move : {later, other_room})
    for (const auto& rows : {std::vector{close, move}, std::vector{move, close}}) {
      const Schedule schedule = schedule_of({tuesday_meeting()}, rows);
      const Occurrence occurrence = on_date(schedule, "2026-11-24");
      CHECK(occurrence.status == Status::cancelled);
      CHECK(occurrence.starts_local.time == at(19));
      CHECK(occurrence.change->what == What::closed);
    }
}

TEST_CASE("a meeting moved out of a closed building or off the closed dates takes place") {
  const Change close = closed("2026-11-24", "2026-11-24");
  const Occurrence elsewhere = on_date(
      schedule_of({tuesday_meeting()}, {close, moved_to("2026-11-24", {}, {}, "Town Hall")}), "2026-11-24");
  CHECK(elsewhere.status == Status::moved);
  CHECK(elsewhere.place.name == "Town Hall");
  const Schedule next_day =
      schedule_of({tuesday_meeting()}, {close, moved_to("2026-11-24", "2026-11-25", {})});
  CHECK(on_date(next_day, "2026-11-25").takes_place());
  CHECK(on_date(next_day, "2026-11-24").moved_away());
}

TEST_CASE("a meeting moved into a closed building is cancelled on its old date") {
  const Schedule schedule = schedule_of(
      {tuesday_meeting()}, {closed("2026-11-26", "2026-11-26"), moved_to("2026-11-24", "2026-11-26", {})});
  CHECK(on_date(schedule, "2026-11-24").status == Status::cancelled);
  CHECK(on_date(schedule, "2026-11-24").change->what == What::closed);
  CHECK(schedule.occurrences(date("2026-11-26"), 1).empty());
}

TEST_CASE("an added meeting takes place although the building is closed, in whatever order the rows stand") {
  const Change close = closed("2026-11-24", "2026-11-30"), add = change(What::added, "2026-11-24"),
               extra = change(What::added, "2026-11-27");
  for (const auto& rows : {std::vector{close, add, extra}, std::vector{extra, add, close}}) {
    const Schedule schedule = schedule_of({tuesday_meeting()}, rows);
    for (const char* day : {"2026-11-24", "2026-11-27"}) {
      CHECK(on_date(schedule, day).status == Status::added);
      CHECK(on_date(schedule, day).change->what == What::added);
    }
  }
}

TEST_CASE("a cancelled meeting in a closed building keeps its own reason") {
  const Schedule schedule = schedule_of(
      {tuesday_meeting()}, {closed("2026-11-24", "2026-11-24"), change(What::cancelled, "2026-11-24")});
  CHECK(on_date(schedule, "2026-11-24").change->what == What::cancelled);
}
