// Where meetings are: near the kiosk, and at the same place as another.
#include <algorithm>

#include "making.h"
#include "schedule/directory.h"

using namespace porchlight;
using namespace porchlight::schedule;
using What = Filter::What;
using Ids = std::vector<std::string>;

namespace {

constexpr Coordinates kiosk{37.76, -122.415};
const Filter near{What::near, {}, {}};

// So many kilometres to the north.
Coordinates north(double km) {
  return {kiosk.latitude + km / 111.195, kiosk.longitude};
}

Meeting meeting(std::string id, Place place) {
  Meeting made = tuesday_meeting(std::move(id));
  made.name = "Serenity";
  made.place = std::move(place);
  return made;
}

// From far to near.
std::shared_ptr<const Schedule> town() {
  std::vector<Meeting> meetings = {
      meeting("far", {"Far Hall", "", "", "", north(20), false}),
      meeting("beyond", {"Beyond Hall", "", "", "", north(3.3), false}),
      meeting("unknown", {"Some Hall", "", "", "", {}, false}),
      meeting("about", {"About Hall", "", "", "", north(0.1), true}),
      meeting("walk", {"Walk Hall", "", "", "", north(3.1), false}),
      meeting("next", {"Next Hall", "", "", "", north(0.2), false}),
      meeting("screen", {"Next Hall", "", "", "", north(0.2), false}),
  };
  meetings[6].attendance = Attendance::online;
  return std::make_shared<const Schedule>(schedule_of(std::move(meetings)));
}

Ids ids_of(const std::vector<Meeting>& meetings) {
  Ids ids;
  for (const Meeting& meeting : meetings) ids.push_back(meeting.id);
  return ids;
}

bool offers(const std::vector<Filter>& offered, const Filter& filter) {
  return std::find(offered.begin(), offered.end(), filter) != offered.end();
}

bool same(const Place& there, const Place& asked) {
  const Directory directory(std::make_shared<const Schedule>(
      schedule_of({meeting("there", there), meeting("other", {"Other", "9 Oak Ave"})})));
  return ids_of(directory.at(asked)) == Ids{"there"};
}

}  // namespace

TEST_CASE("of equally good meetings the nearest comes first, and those without a distance last") {
  const Directory directory(town(), {}, kiosk);
  const Ids found = ids_of(directory.search({"serenity", {}}).exact);
  REQUIRE(found.size() == 7);
  CHECK(Ids(found.begin(), found.begin() + 4) == Ids{"next", "walk", "beyond", "far"});
}

TEST_CASE("by nearness alone a place may come before a name") {
  std::vector<Meeting> meetings = {meeting("name", {"Far Hall", "", "", "", north(9), false}),
                                   meeting("place", {"Serenity Hall", "", "", "", north(1), false})};
  meetings[1].name = "Living Well";
  const Directory directory(std::make_shared<const Schedule>(schedule_of(std::move(meetings))), {}, kiosk);
  CHECK(ids_of(directory.search({"serenity", {}}).exact) == Ids{"name", "place"});
  CHECK(ids_of(directory.search({"serenity", {}, Wanted::Order::nearest}).exact) == Ids{"place", "name"});
}

TEST_CASE("near is two miles; a place known only about, or not at all, is not, nor is a meeting online") {
  const Directory directory(town(), {}, kiosk);
  CHECK(ids_of(directory.search({"", {near}}).exact) == Ids{"next", "walk"});
  CHECK(ids_of(directory.search({"walk", {near}}).exact) == Ids{"walk"});
  CHECK(offers(directory.offered({}), near));
  CHECK_FALSE(offers(directory.offered({near}), near));
  CHECK_FALSE(offers(directory.search({"walk", {}}).offered, near));
}

TEST_CASE("a kiosk that does not know where it stands offers nothing near") {
  const Directory directory(town());
  CHECK_FALSE(offers(directory.offered({}), near));
  CHECK(directory.search({"", {near}}).exact_count == 0);
}

TEST_CASE("with near chosen only those filters are offered that narrow what is near") {
  std::vector<Meeting> meetings = {meeting("a", {"A", "", "", "", north(1), false}),
                                   meeting("b", {"B", "", "", "", north(2), false}),
                                   meeting("c", {"C", "", "", "", north(9), false})};
  meetings[1].kinds = {"W"};
  meetings[2].kinds = {"M"};
  const Directory directory(std::make_shared<const Schedule>(schedule_of(std::move(meetings))), {}, kiosk);
  CHECK(offers(directory.offered({}), {What::kind, {}, "M"}));
  CHECK_FALSE(offers(directory.offered({near}), {What::kind, {}, "M"}));
  CHECK(offers(directory.offered({near}), {What::kind, {}, "W"}));
  CHECK(directory.offered({near, {What::kind, {}, "W"}}).empty());
}

TEST_CASE("a distance is from the kiosk; an approximate place has none, nor has a meeting online") {
  const auto schedule = town();
  const Directory directory(schedule, {}, kiosk), lost(schedule);
  const auto metres = [&](const Directory& asked, const char* id) {
    const auto next = schedule->upcoming(*schedule->find(id), {}, 1);
    return asked.distance_m(next.at(0));
  };
  REQUIRE(metres(directory, "walk"));
  CHECK(std::abs(*metres(directory, "walk") - 3'100) < 1);
  CHECK_FALSE(metres(directory, "about"));
  CHECK_FALSE(metres(directory, "unknown"));
  CHECK_FALSE(metres(directory, "screen"));
  CHECK_FALSE(metres(lost, "walk"));
}

TEST_CASE("a meeting that has moved is near or here by where it is this time") {
  std::vector<Meeting> meetings = {meeting("a", {"A", "", "", "", north(0), false}),
                                   meeting("b", {"B", "", "", "", north(9), false})};
  meetings[0].here = true;
  Change away = change(Change::What::moved, "2026-11-24");
  away.meeting_id = "a";
  away.to_place = "B";
  const auto schedule = std::make_shared<const Schedule>(schedule_of(std::move(meetings), {away}));
  const Directory directory(schedule, {}, kiosk);
  for (const Occurrence& occurrence : schedule->occurrences(date("2026-11-24"), 8)) {
    if (occurrence.meeting->id != "a") continue;
    const bool there = occurrence.day == date("2026-11-24");
    CHECK(directory.matches(occurrence, {near}) == !there);
    CHECK(directory.matches(occurrence, {{What::here, {}, {}}}) == !there);
    CHECK(directory.matches(occurrence, {}));
  }
}

TEST_CASE("the same place is found however two lists write it") {
  const Place grace{"Grace Church", "12 Elm St, Alder Bay, CA", "", "", north(1), false};
  const auto other = [&](auto change) {
    Place place = grace;
    change(place);
    return same(grace, place);
  };
  CHECK(same(grace, grace));
  CHECK(other([](Place& place) { place.room = "Cellar"; }));
  CHECK(other([](Place& place) { place.name = "GRACE CHURCH"; }));
  CHECK(other([](Place& place) { place.address = "12 Elm Street, Alder Bay, CA 94199, USA"; }));
  CHECK(other([](Place& place) { place.address = {}; }));
  CHECK(other([](Place& place) { place.coordinates = {}; }));
  CHECK(other([](Place& place) { place.coordinates = north(1.1); }));
  CHECK(other([](Place& place) { place.name = "Grace Lutheran, rear door"; }));  // the same house

  CHECK_FALSE(other([](Place& place) { place.coordinates = north(9); }));  // another town's
  CHECK_FALSE(other([](Place& place) {
    place.address = "40 Main St";
    place.coordinates = {};
  }));
  CHECK_FALSE(other([](Place& place) {
    place.name = "Town Hall";
    place.address = "14 Elm St, Alder Bay, CA";
  }));
  CHECK_FALSE(same({}, {}));
}

TEST_CASE("meetings held only online are at no place") {
  const Directory directory(town(), {}, kiosk);
  CHECK(ids_of(directory.at({"Next Hall", "", "", "", north(0.2), false})) == Ids{"next"});
}
