// The secretary brings a stick: what is on it is shown before it is taken, and can be put back.
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "kiosk/commands/commands.h"
#include "kiosk/stage.h"
#include "site/load.h"

namespace porchlight::kiosk::test {
namespace {

namespace fs = std::filesystem;

struct Stick {
  TemporaryFolder folder;
  const std::string config = (folder.path / "config").string(), state = (folder.path / "state").string(),
                    stick = (folder.path / "stick").string();

  Stick() {
    fs::copy(example_config(), config);
    fs::create_directory(stick);
  }
  site::Files files() const { return *site::read_files(config); }
  void bring(const std::string& name, const std::string& from, const std::string& to) const {
    std::string text = files().at("meetings.csv");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream(stick + "/" + name, std::ios::binary) << text;
  }
  std::string page() const {
    std::ifstream file(stick + "/problems.html");
    return {std::istreambuf_iterator<char>(file), {}};
  }
  int look(const std::string& path, bool take = false) const {
    return preview({.brought = path, .config = config, .state = state, .at = tuesday_evening, .take = take});
  }
};

TEST_CASE("a stick is looked at without a change, then taken, then put back") {
  const Stick place;
  const site::Files before = place.files();
  place.bring("meetings.csv", "Dharma at Noon,Sunday", "Dharma at Noon,Monday");
  CHECK(place.look(place.stick) == exit_ok);
  CHECK(place.files() == before);
  CHECK(place.page().find("1 changed, no problems.") != std::string::npos);

  CHECK(place.look(place.stick, true) == exit_ok);
  CHECK(place.files().at("meetings.csv").find("Dharma at Noon,Monday") != std::string::npos);
  CHECK(restore(place.config, place.state) == exit_ok);
  CHECK(place.files() == before);
}

TEST_CASE("a table may have any name, and its problems are written beside it") {
  const Stick place;
  place.bring("June list.csv", "Dharma at Noon,Sunday", "Dharma at Noon,Sumday");
  CHECK(place.look(place.stick + "/June list.csv") == exit_problems);
  CHECK(place.page().find("“Sumday” is not a day.") != std::string::npos);
}

TEST_CASE("what cannot be shown is not taken, whatever is asked") {
  const Stick place;
  const site::Files before = place.files();
  std::ofstream(place.stick + "/kiosk.toml") << "[facility\n";
  CHECK(place.look(place.stick, true) == exit_failed);
  CHECK(place.files() == before);
  CHECK(place.page().find("kiosk.toml, line 1") != std::string::npos);
  CHECK(restore(place.config, place.state) == exit_failed);  // nothing was taken
}

TEST_CASE("a stick without a file for the kiosk is said to be so") {
  const Stick place;
  std::ofstream(place.stick + "/photo.jpg") << "x";
  CHECK(place.look(place.stick) == exit_failed);
  CHECK(place.look(place.stick + "/nothing.csv") == exit_failed);
}

TEST_CASE("“still right” is today's date, and can be put back as well") {
  const Stick place;
  const site::Files before = place.files();
  CHECK(confirm({place.config, place.state, "Rosa", tuesday_evening}) == exit_ok);
  const auto checked = site::load(place.files()).site->checked;
  REQUIRE(checked);
  CHECK(checked->by == "Rosa");
  CHECK(checked->on == schedule::Date(std::chrono::year(2026) / 11 / 24));
  CHECK(restore(place.config, place.state) == exit_ok);
  CHECK(place.files() == before);
}

}  // namespace
}  // namespace porchlight::kiosk::test
