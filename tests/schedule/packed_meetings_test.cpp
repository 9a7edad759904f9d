#include "schedule/packed_meetings.h"

#include "making.h"

using namespace porchlight;
using namespace porchlight::schedule;

namespace {

// With something in every field.
Meeting full_meeting(const std::string& id) {
  Meeting meeting = tuesday_meeting(id);
  meeting.name = std::string(300, 'n');  // a length of two bytes
  meeting.group = "Tuesday Group";
  meeting.fellowship = "AA";
  meeting.kinds = {"D", "O"};
  meeting.other_kinds = {"Coffee", ""};
  meeting.languages = {"en", "zh-Hans"};
  meeting.recurrence.from = date("2026-01-02");
  meeting.recurrence.until = date("2026-12-30");
  meeting.recurrence.except = {date("2026-03-03"), date("2026-03-10")};
  meeting.start = TimeOfDay(1439);
  meeting.duration = minutes(26 * 60);
  meeting.place = {"St. Brendan’s", "3 Elm St", "Room 2", "North", Coordinates{47.25, -122.5}, true};
  meeting.directions.versions = {{"en", "By the side door"}, {"es", "Por la puerta lateral"}};
  meeting.notes.versions = {{"en", std::string("a\0b", 3)}};
  meeting.attendance = Attendance::hybrid;
  meeting.conference_url = "https://example.org/meet";
  meeting.conference_phone = "+15555550100";
  meeting.here = true;
  meeting.zone = zone("Europe/Dublin");
  meeting.source = "a feed";
  return meeting;
}

}  // namespace

TEST_CASE("What is packed comes out as it went in, whichever rule it has") {
  std::vector<Meeting> meetings{Meeting(), full_meeting("full")};
  const auto with_rule = [&](auto rule) {
    meetings.push_back(full_meeting("rule " + std::to_string(meetings.size())));
    meetings.back().recurrence.rule = std::move(rule);
  };
  with_rule(Weekly{Weekdays(0b1010101)});
  with_rule(Monthly{Weekdays(0b0000100), {-1, 1, 5}});
  with_rule(EveryWeeks{Weekdays(0b0000001), 3, date("2026-02-01")});
  with_rule(OnDates{{date("2026-02-01"), date("2028-02-29")}});
  with_rule(ByAppointment{});
  meetings.push_back(tuesday_meeting("elsewhere"));
  meetings.back().zone = zone("Asia/Kolkata");

  const PackedMeetings packed(meetings);
  REQUIRE(packed.size() == meetings.size());
  std::size_t i = 0;
  for (const Meeting& meeting : packed) {
    INFO(meetings[i].id);
    CHECK(meeting == meetings[i]);
    CHECK(packed.id(i) == meetings[i].id);
    CHECK(packed.name(i) == meetings[i].name);
    CHECK(packed.group(i) == meetings[i].group);
    ++i;
  }
  CHECK(i == meetings.size());
  CHECK(PackedMeetings({}).empty());
}

TEST_CASE("What meetings have in common is kept once") {
  std::vector<Meeting> meetings;
  for (int i = 0; i < 1000; ++i) meetings.push_back(full_meeting("m" + std::to_string(i)));
  CHECK(PackedMeetings(meetings).bytes() < 1000 * 60);

  meetings[1].place.room = "Room 3";
  meetings[2].fellowship = "NA";
  const PackedMeetings packed(meetings);
  CHECK(packed.place_and_people(0) == packed.place_and_people(3));
  CHECK(packed.place_and_people(0) != packed.place_and_people(1));
  CHECK(packed.place_and_people(0) != packed.place_and_people(2));
  CHECK(packed.place_and_people(1) != packed.place_and_people(2));
}
