// A visitor looks for a meeting: by words, by what is near, by what else is at a place.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

void search_for(Stage& stage, std::string_view words) {
  if (stage.visit().here().screen != ScreenId::search) {
    stage.tap("Find a meeting");
    stage.tap("Search");
  }
  stage.visit().search.clear();
  REQUIRE(stage.visitor.type(words).ok());
  stage.visitor.settle();
}

bool says(const Stage& stage, std::string_view beginning) {
  return stage.visitor.find(beginning) != nullptr;
}

// The example facility with other meetings.
std::shared_ptr<const site::Site> with_meetings(std::vector<schedule::Meeting> meetings) {
  auto site = std::make_shared<site::Site>(*example_site());
  site->schedule = std::make_shared<schedule::Schedule>(std::move(meetings), std::vector<schedule::Change>{},
                                                        site->schedule->zone());
  site->directory = std::make_shared<schedule::Directory>(
      site->schedule, std::span<const language::Catalog>(), site->facility.coordinates);
  return site;
}

schedule::Meeting meeting(std::string id, std::string name) {
  schedule::Meeting made;
  made.id = std::move(id);
  made.name = std::move(name);
  made.recurrence.rule = schedule::Weekly{schedule::Weekdays().set()};
  made.start = std::chrono::hours(19);
  return made;
}

}  // namespace

TEST_CASE("a search says when only the spelling is close") {
  Stage stage;
  search_for(stage, "believe");
  CHECK_FALSE(says(stage, "Nothing is spelled just like that"));
  search_for(stage, "beleive");
  CHECK(says(stage, "Nothing is spelled just like that"));
  CHECK(says(stage, "6:00"));
}

TEST_CASE("what is spelled exactly comes before what is only close, with a word between") {
  Stage stage({.site = with_meetings({meeting("a", "Grave Matters"), meeting("b", "Grace")})});
  search_for(stage, "grace");
  const auto& nodes = stage.visitor.see().nodes;
  const auto place_of = [&](std::string_view part) {
    return std::find_if(nodes.begin(), nodes.end(),
                        [&](const ui::Node& node) { return node.name.find(part) != std::string::npos; });
  };
  REQUIRE(place_of("Grave Matters") != nodes.end());
  CHECK(place_of("PM Grace") < place_of("Spelled a little differently"));
  CHECK(place_of("Spelled a little differently") < place_of("Grave Matters"));
}

TEST_CASE("where nothing is found there is a way on: other words, or fewer filters") {
  Stage stage;
  stage.tap("Find a meeting");
  stage.tap("Women");
  stage.tap("Search");
  search_for(stage, "believe");
  CHECK(says(stage, "Nothing found"));
  stage.tap("Show all kinds");
  CHECK(says(stage, "6:00"));

  search_for(stage, "qzxqzx");
  CHECK(says(stage, "Nothing found"));
  CHECK_FALSE(says(stage, "Show all kinds"));
  stage.tap("Type something else");
  CHECK(stage.visit().search.empty());
}

TEST_CASE("a search that finds more than it can show says how many more there are") {
  std::vector<schedule::Meeting> meetings;
  for (int i = 0; i < 40; ++i) meetings.push_back(meeting("m" + std::to_string(i), "Serenity"));
  Stage stage({.site = with_meetings(std::move(meetings))});
  search_for(stage, "serenity");
  CHECK(says(stage, "28 more meetings"));
  const auto& nodes = stage.visitor.see().nodes;
  CHECK(std::count_if(nodes.begin(), nodes.end(), [](const ui::Node& node) {
          return node.tappable() && node.name.ends_with("Serenity");
        }) == 12);
}

TEST_CASE("a search is narrowed by the filters that can narrow it, and by no others") {
  Stage stage;
  search_for(stage, "st");
  REQUIRE(says(stage, "Here"));
  stage.tap("Here");
  CHECK(stage.visit().filters.size() == 1);
  search_for(stage, "crystal");
  CHECK(says(stage, "Nothing found"));
}

TEST_CASE("a meeting by appointment is found, and opens without a date") {
  auto by_appointment = meeting("call-first", "Call First");
  by_appointment.recurrence.rule = schedule::ByAppointment{};
  Stage stage({.site = with_meetings({by_appointment})});
  search_for(stage, "call");
  stage.tap("Call First");
  CHECK(stage.visit().here().screen == ScreenId::meeting);
  CHECK(says(stage, "Call First"));
  CHECK(says(stage, "by appointment"));
  CHECK_FALSE(says(stage, "Take it with you"));
}

TEST_CASE("only meetings near the kiosk are shown when that is wanted, the nearest first if wanted") {
  Stage stage;
  stage.tap("Find a meeting");
  stage.tap("Near here");
  for (const ui::Node& node : stage.visitor.see().nodes) {
    const auto at = node.hint.find("\u00a0mi");
    if (at == std::string::npos) continue;
    INFO(node.hint);
    CHECK(std::stod(node.hint.substr(node.hint.rfind(' ', at))) <= 2.0);
  }
  stage.tap("Nearest first");
  double before = 0;
  int distances = 0;
  for (const ui::Node& node : stage.visitor.see().nodes) {
    if (node.role == ui::Role::heading) before = 0;
    const auto at = node.hint.find("\u00a0mi");
    if (at == std::string::npos) continue;
    const double miles = std::stod(node.hint.substr(node.hint.rfind(' ', at)));
    CHECK(miles >= before);
    before = miles;
    ++distances;
  }
  CHECK(distances > 0);
}

TEST_CASE("a kiosk that does not know where it stands has no filter for what is near") {
  auto site = std::make_shared<site::Site>(*example_site());
  site->directory = std::make_shared<schedule::Directory>(site->schedule);
  Stage stage({.site = site});
  stage.tap("Find a meeting");
  CHECK(says(stage, "Alcohol"));
  CHECK_FALSE(says(stage, "Near here"));
  stage.tap("More…");
  CHECK_FALSE(says(stage, "Near here"));
  CHECK_FALSE(says(stage, "Nearest first"));
}

TEST_CASE("Spanish comes before languages that fewer meetings are in") {
  Stage stage;
  stage.tap("Find a meeting");
  CHECK(says(stage, "Meetings in Español"));  // without “More…”
}

TEST_CASE("a meeting names the others at its place, the soonest first, and leads to them") {
  Stage stage({.site = with_meetings(
                   {meeting("noon", "Noon"), meeting("night", "Night"), meeting("elsewhere", "Elsewhere")})});
  auto meetings = std::vector<schedule::Meeting>{meeting("noon", "Noon"), meeting("night", "Night"),
                                                 meeting("elsewhere", "Elsewhere")};
  meetings[0].start = std::chrono::hours(12);
  meetings[0].place = {.name = "Grace Church", .address = "12 Elm St"};
  meetings[1].place = {.name = "Grace church", .address = "12 Elm Street"};
  meetings[2].place = {.name = "Town Hall", .address = "1 Main St"};
  stage.kiosk.take(with_meetings(std::move(meetings)));
  stage.tap("Find a meeting");
  REQUIRE(stage.visitor.tap_first("7:00\u00a0PM Night").ok());
  CHECK(says(stage, "Also at this place"));
  CHECK_FALSE(says(stage, "Elsewhere"));
  REQUIRE(stage.visitor.tap_first("Wednesday, November 25, 12:00\u00a0PM Noon").ok());
  CHECK(stage.visit().here().about == "noon@2026-11-25");
  stage.tap("‹ Back");
  CHECK(stage.visit().here().about == "night@2026-11-24");
}

TEST_CASE("of many others at a place the next few are shown, and all at one tap") {
  Stage stage;
  stage.tap("Find a meeting");
  REQUIRE(stage.visitor.tap_first("7:00\u00a0PM Tuesday Night Beginners").ok());
  const auto rows = [&] {
    const auto& nodes = stage.visitor.see().nodes;
    return std::count_if(nodes.begin(), nodes.end(), [](const ui::Node& node) {
      return node.role == ui::Role::button && node.name.find("November") != std::string::npos;
    });
  };
  CHECK(rows() == 3);
  REQUIRE(stage.visitor.tap_first("All ").ok());
  CHECK(rows() > 4);
  CHECK_FALSE(says(stage, "All "));
}

}  // namespace porchlight::kiosk::test
