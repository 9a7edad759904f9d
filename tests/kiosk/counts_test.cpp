// What staff learn of what is looked at: numbers, and nothing about anyone.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <future>

#include "kiosk/commands/commands.h"
#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

std::vector<storage::PageCount> counts(Stage& stage) {
  // The kiosk keeps what it counted once an hour.
  stage.clock.advance(std::chrono::hours(1));
  stage.gui.build(stage.kiosk);
  std::promise<std::vector<storage::PageCount>> promise;
  stage.storage.ask<std::vector<storage::PageCount>>(
      [](storage::Outbox& outbox) { return outbox.page_counts(); },
      [&](const auto& result) { promise.set_value(result.value()); });
  return promise.get_future().get();
}

std::int64_t times(const std::vector<storage::PageCount>& counts, std::string_view page) {
  std::int64_t all = 0;
  for (const storage::PageCount& count : counts)
    if (count.page == page) all += count.number;
  return all;
}

void look_around(Stage& stage) {
  stage.tap("Find a meeting");
  stage.tap("‹ Back");
  stage.tap("Find a meeting");
  stage.tap("Help now: call or text");
}

TEST_CASE("each page that somebody comes to is counted, by day and language") {
  Stage stage;
  look_around(stage);
  const auto counted = counts(stage);
  CHECK(times(counted, "meetings") == 2);
  CHECK(times(counted, "home") == 1);
  CHECK(times(counted, "now") == 1);
  for (const storage::PageCount& count : counted) {
    CHECK(count.language == "en");
    using namespace std::chrono_literals;
    CHECK(count.day == 2026y / 11 / 24);
  }
}

TEST_CASE("a screen that nobody touches counts nothing") {
  Stage stage;
  stage.clock.advance(seconds(40));
  stage.gui.build(stage.kiosk);
  REQUIRE(stage.kiosk.resting());
  CHECK(counts(stage).empty());
}

TEST_CASE("with counts = false, or a clock that may be wrong, nothing is counted") {
  auto silent = std::make_shared<site::Site>(*example_site());
  silent->counts = false;
  for (const bool by_clock : {false, true}) {
    CAPTURE(by_clock);
    Stage stage({.site = by_clock ? example_site() : silent});
    stage.clock.set_trusted(!by_clock);
    look_around(stage);
    CHECK(counts(stage).empty());
  }
}

TEST_CASE("numbers below five are not told") {
  const TemporaryFolder folder;
  const FakeClock clock(facility_time(tuesday_evening));
  using namespace std::chrono_literals;
  {
    auto outbox = storage::Outbox::open(folder.path, clock).value();
    const std::vector<storage::PageCount> four_and_five{{2026y / 11 / 24, "meetings", "es", 4},
                                                        {2026y / 11 / 24, "now", "en", 5}};
    REQUIRE(outbox.add(four_and_five));
  }
  const std::string csv = folder.path / "counts.csv";
  REQUIRE(kiosk::counts(folder.path, csv) == exit_ok);
  std::ifstream file(csv);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  CHECK(text == "Day,Page,Language,Times\n2026-11-24,meetings,es,<5\n2026-11-24,now,en,5\n");
  CHECK(kiosk::counts(folder.path / "nowhere", csv) == exit_failed);
}

}  // namespace
}  // namespace porchlight::kiosk::test
