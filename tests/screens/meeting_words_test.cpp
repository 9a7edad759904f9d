// What is said of one meeting on one date.
#include "screens/making.h"
#include "screens/meeting_card.h"

namespace porchlight::screens::test {

using What = schedule::Change::What;

TEST_CASE("a meeting says how near it is, and that it is on", "[screens]") {
  Stage stage;
  const auto tonight = stage.on("2026-11-24");
  CHECK(standing_text(stage.scene(), tonight) == "In 25 minutes");
  stage.situation.now = at("2026-11-24T18:59");
  CHECK(standing_text(stage.scene(), tonight) == "In 1 minute");
  stage.situation.now = at("2026-11-24T19:30");
  CHECK(standing_text(stage.scene(), tonight) == "On now");
  stage.situation.now = at("2026-11-24T12:00");
  CHECK(standing_text(stage.scene(), tonight).empty());
  stage.situation.now = at("2026-11-24T20:00");
  CHECK(standing_text(stage.scene(), tonight).empty());
}

TEST_CASE("a clock that may be wrong claims no now", "[screens]") {
  Stage stage;
  stage.situation.clock_trusted = false;
  CHECK(standing_text(stage.scene(), stage.on("2026-11-24")).empty());
  CHECK_FALSE(is_live(stage.scene(), stage.on("2026-11-24")));
  CHECK_FALSE(next_meeting(stage.scene(), 7));
}

TEST_CASE("a cancelled meeting says so also when it would be on", "[screens]") {
  Stage stage;
  auto cancelled = change(What::cancelled, "2026-11-24");
  cancelled.reason = text("boiler repair");
  stage.put(cancelled);
  const auto tonight = stage.on("2026-11-24");
  CHECK(standing_text(stage.scene(), tonight) == "Cancelled");
  CHECK(exception_text(stage.scene(), tonight) == "No meeting on Tuesday, November 24: boiler repair.");
}

TEST_CASE("a closed building says so, with or without a reason", "[screens]") {
  Stage stage;
  stage.put(change(What::closed, "2026-11-24"));
  const auto tonight = stage.on("2026-11-24");
  CHECK(standing_text(stage.scene(), tonight) == "No meeting: closed");
  CHECK(exception_text(stage.scene(), tonight) == "No meeting on Tuesday, November 24.");
}

TEST_CASE("a moved meeting says from when and to when", "[screens]") {
  Stage stage;
  auto moved = change(What::moved, "2026-12-01");
  moved.to_date = schedule::parse_date("2026-12-02").value();
  moved.to_time = schedule::TimeOfDay(std::chrono::hours(18));
  stage.put(moved);
  const std::string text = exception_text(stage.scene(), stage.on("2026-12-02"));
  CHECK(plain_spaces(text) ==
        "The meeting of Tuesday, December 1 is moved to Wednesday, December 2, 6:00 PM.");
  CHECK(standing_text(stage.scene(), stage.on("2026-12-02")) == "Moved");
}

TEST_CASE("a meeting as usual has no exception to tell", "[screens]") {
  Stage stage;
  CHECK(exception_text(stage.scene(), stage.on("2026-11-24")).empty());
}

TEST_CASE("midnight is told with both days, so that nobody comes on the wrong night", "[screens]") {
  Stage stage;
  auto late = beginners();
  late.start = minutes(0);
  stage.put({late});
  CHECK(end_text(stage.scene(), stage.on("2026-11-24")) == "Midnight, Mon into Tue");
}

TEST_CASE("a place here is named in short, another with how far it is", "[screens]") {
  Stage stage;
  CHECK(place_text(stage.scene(), stage.on("2026-11-24")) == "Room 2 · St. Brendan’s");
  auto away = beginners();
  away.here = false;
  away.place = {.name = "Grace Church", .coordinates = schedule::Coordinates{37.78, -122.42}};
  stage.put({away});
  CHECK(place_text(stage.scene(), stage.on("2026-11-24")) == "Grace Church");
  stage.site.facility.coordinates = schedule::Coordinates{37.77, -122.42};
  stage.put({away});
  CHECK(plain_spaces(place_text(stage.scene(), stage.on("2026-11-24"))) == "Grace Church · 0.7 mi");
  away.place.approximate = true;
  stage.put({away});
  CHECK(place_text(stage.scene(), stage.on("2026-11-24")) == "Grace Church");
}

TEST_CASE("the next meeting in this building comes before an earlier one elsewhere", "[screens]") {
  Stage stage;
  auto away = beginners();
  away.id = "away";
  away.here = false;
  away.start = std::chrono::hours(18) + minutes(45);
  stage.put({away, beginners()});
  CHECK(next_meeting(stage.scene(), 1)->meeting->id == "beginners");
  stage.put({away});
  CHECK(next_meeting(stage.scene(), 1)->meeting->id == "away");
}

TEST_CASE("a meeting that has begun or is cancelled is not the next", "[screens]") {
  Stage stage;
  stage.put(change(What::cancelled, "2026-11-24"));
  CHECK_FALSE(next_meeting(stage.scene(), 1));
  CHECK(next_meeting(stage.scene(), 8)->id == "beginners@2026-12-01");
  stage.put({beginners()});
  stage.situation.now = at("2026-11-24T19:00");
  CHECK_FALSE(next_meeting(stage.scene(), 1));
}

}  // namespace porchlight::screens::test
