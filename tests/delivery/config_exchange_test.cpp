#include "delivery/config_exchange.h"

#include <catch2/catch_test_macros.hpp>

#include "delivery/config_folder.h"

namespace porchlight::delivery {
namespace {

namespace fs = std::filesystem;

constexpr const char* newer = "Name,Day,Time\nSerenity,Tuesday,8:00 PM\n";

struct Place {
  ConfigFolder config;
  const std::string state = config.folder.state();
  const site::Files original = files();

  site::Files files() const { return *site::read_files(config.path); }
  void take_brought(const site::Files& brought) {
    REQUIRE(take(config.path, state, exchange_for(files(), brought)).ok());
  }
};

TEST_CASE("what is brought is taken, and what was there can be put back, and again") {
  Place place;
  place.take_brought({{"meetings.csv", newer}, {"pages/en/welcome.md", "Hello"}});
  CHECK(place.files().at("meetings.csv") == newer);
  CHECK(place.files().at("pages/en/welcome.md") == "Hello");
  const site::Files taken = place.files();

  const auto names = put_back(place.config.path, place.state);
  REQUIRE(names);
  CHECK(*names == std::vector<std::string>{"meetings.csv", "pages/en/welcome.md"});
  CHECK(place.files() == place.original);
  REQUIRE(put_back(place.config.path, place.state));
  CHECK(place.files() == taken);
}

TEST_CASE("a table in another format takes the place of the old one, and gives it back") {
  Place place;
  const Exchange exchange = exchange_for(place.files(), {{"Meetings.xlsx", "PK…"}, {"changes.ods", "PK…"}});
  CHECK(exchange.without == std::vector<std::string>{"meetings.csv"});
  REQUIRE(take(place.config.path, place.state, exchange).ok());
  CHECK_FALSE(fs::exists(place.config.path + "/meetings.csv"));
  CHECK(fs::exists(place.config.path + "/Meetings.xlsx"));
}

TEST_CASE("files that the kiosk does not read stay on the stick") {
  Place place;
  const Exchange exchange =
      exchange_for(place.files(), {{"budget.csv", "1,2"}, {"notes.md", "x"}, {"a/kiosk.toml", ""}});
  CHECK(exchange.files.empty());
}

TEST_CASE("what would be there afterwards is known before anything is written") {
  Place place;
  const Exchange exchange = exchange_for(place.files(), {{"meetings.csv", newer}});
  const site::Files would_be = after(place.files(), exchange);
  CHECK(place.files() == place.original);
  REQUIRE(take(place.config.path, place.state, exchange).ok());
  CHECK(place.files() == would_be);
}

TEST_CASE("a file keeps the rights it had") {
  Place place;
  fs::permissions(place.config.path + "/meetings.csv", fs::perms(0664));
  place.take_brought({{"meetings.csv", newer}});
  CHECK(fs::status(place.config.path + "/meetings.csv").permissions() == fs::perms(0664));
}

TEST_CASE("with nothing to put back, or something damaged, nothing is touched and the reason is said") {
  Place place;
  CHECK_FALSE(put_back(place.config.path, place.state));
  place.take_brought({{"meetings.csv", newer}});
  fs::remove(place.state + "/before/files/meetings.csv");
  const auto names = put_back(place.config.path, place.state);
  REQUIRE_FALSE(names);
  CHECK(names.error().what.find("meetings.csv is missing") != std::string::npos);
  CHECK(place.files().at("meetings.csv") == newer);
}

TEST_CASE("where the old cannot be kept the new is not taken") {
  Place place;
  std::ofstream(place.state) << "a file in the way";
  CHECK_FALSE(
      take(place.config.path, place.state, exchange_for(place.files(), {{"meetings.csv", newer}})).ok());
  CHECK(place.files() == place.original);
}

}  // namespace
}  // namespace porchlight::delivery
