#include "collector/fleet.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace porchlight;
using namespace porchlight::collector;

namespace {

constexpr Instant now{seconds(1'790'000'000)};  // 2026-09-21 14:13:20 UTC

Kiosk kiosk(const std::string& id, std::optional<seconds> silent_for, const std::string& status = "",
            bool revoked = false) {
  Kiosk kiosk{.id = id, .team = "st-brendans", .enrolled = now - std::chrono::days(90), .revoked = revoked};
  if (silent_for) kiosk.last_seen = now - *silent_for;
  kiosk.status = status;
  return kiosk;
}

std::vector<FleetRow> some_fleet() {
  return fleet_of(
      {kiosk("a-fresh", seconds(90), R"({"version": "0.1.0", "waiting": 0, "clock_offset_s": 0})"),
       kiosk("b-gone", seconds(1), "{}", true),
       kiosk("c-silent", std::chrono::days(3),
             R"({"waiting": 2, "oldest_hour": 497200, "config_problems": 4, "clock_offset_s": -90,
                             "clock_trusted": false})"),
       kiosk("d-never", std::nullopt)});
}

}  // namespace

TEST_CASE("The kiosks that were not heard of for longest stand first, revoked ones last") {
  std::vector<std::string> order;
  for (const FleetRow& row : some_fleet()) order.push_back(row.kiosk.id);
  CHECK(order == std::vector<std::string>{"d-never", "c-silent", "a-fresh", "b-gone"});
}

TEST_CASE("The table says what a person needs, and what is not known is not zero") {
  const std::string table =
      fleet_table(some_fleet(), {.requests = 5, .oldest = now - std::chrono::hours(3)}, now);
  // Its words, whatever the width of the columns.
  const auto line = [&](const std::string& id) {
    const auto at = table.find("\n" + id) + 1;
    std::istringstream words(table.substr(at, table.find('\n', at) - at));
    std::string word, joined;
    while (words >> word) joined += (joined.empty() ? "" : " ") + word;
    return joined;
  };
  CHECK(line("c-silent") == "c-silent st-brendans 3 days ago 2 22 h 4 -90 s ! ?");
  CHECK(line("a-fresh") == "a-fresh st-brendans 1 min ago 0 - ? +0 s 0.1.0");
  CHECK(line("d-never") == "d-never st-brendans never ? ? ? ? ?");
  CHECK(line("b-gone").ends_with("revoked"));
  CHECK(table.ends_with("Received and not called yet: 5, the oldest 3 h ago.\n"));
}

TEST_CASE("As JSON the fleet has the same, with null for what is not known") {
  const auto json = nlohmann::json::parse(fleet_json(some_fleet(), {.requests = 5}));
  CHECK(json["waiting"]["requests"] == 5);
  CHECK(json["waiting"]["oldest"].is_null());
  REQUIRE(json["kiosks"].size() == 4);
  CHECK(json["kiosks"][0]["last_seen"].is_null());
  CHECK(json["kiosks"][1]["kiosk"] == "c-silent");
  CHECK(json["kiosks"][1]["last_seen"] == (now - std::chrono::days(3)).time_since_epoch().count());
  CHECK(json["kiosks"][1]["waiting"] == 2);
  CHECK(json["kiosks"][1]["clock_trusted"] == false);
  CHECK(json["kiosks"][1]["version"].is_null());
  CHECK(json["kiosks"][3]["revoked"] == true);
}
