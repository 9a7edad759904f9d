// The tour as a command: what it writes, and what it says when it cannot.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "base/log.h"
#include "kiosk/stage.h"
#include "kiosk/tour.h"

namespace porchlight::kiosk::test {
namespace {

// A panel of the usual size with a third of its pixels: nobody looks at them.
constexpr platform::PixelSize coarse{360, 640};

struct Places {
  Places() { log::silence(); }
  TemporaryFolder folder;
  TourOptions options() const {
    TourOptions made{.out = (folder.path / "out").string(),
                     .config = example_config(),
                     .state = (folder.path / "state").string()};
    made.at = tuesday_evening;
    made.size = coarse;
    made.json_only = true;
    return made;
  }
};

// The tour of the example, made once.
const Places& example_tour(int* screens = nullptr) {
  static const Places places;
  static const Result<Toured> toured = tour(places.options());
  if (!toured.ok()) FAIL(toured.error().what);
  if (screens != nullptr) *screens = toured->screens;
  return places;
}

TEST_CASE("the tour writes one description for each screen, numbered and named") {
  int screens = 0, files = 0;
  const Places& places = example_tour(&screens);
  std::set<std::string> ids;
  for (const auto& entry : std::filesystem::directory_iterator(places.folder.path / "out")) {
    ++files;
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    std::smatch parts;
    REQUIRE(std::regex_match(name, parts, std::regex(R"((\d\d)-([a-z0-9-]+)\.json)")));
    ids.insert(parts[2]);
    std::ifstream file(entry.path());
    const auto json = nlohmann::json::parse(file);
    CHECK(json["screen"] == parts[2].str());
    CHECK(json["lang"] == "en");
    CHECK(json["size_px"] == nlohmann::json::array({coarse.width, coarse.height}));
    CHECK(json["px_per_mm"].get<float>() > 1);
    REQUIRE_FALSE(json["nodes"].empty());
    for (const auto& node : json["nodes"]) {
      CHECK(node["role"].is_string());
      CHECK(node["name"].is_string());
      CHECK(node["box_px"].size() == 4);
      CHECK(node["box_mm"].size() == 4);
      for (const char* flag : {"tappable", "clipped", "offscreen"}) CHECK(node[flag].is_boolean());
    }
  }
  CHECK(files == screens);
  for (const char* id :
       {"home", "meetings", "search",      "meeting",    "steps",  "step",      "ask",
        "name", "phone",    "when",        "check",      "thanks", "not-saved", "withdraw",
        "now",  "safety",   "who-answers", "other-help", "still",  "rest",      "text-and-colors"}) {
    INFO("not shown: " << id);
    CHECK(ids.contains(id));
  }
}

TEST_CASE("the same tour at the same time writes the same but for the digits of the request") {
  const auto read = [](const Places& places) {
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(places.folder.path / "out")) {
      std::ifstream file(entry.path());
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      all[entry.path().filename().string()] =
          std::regex_replace(text, std::regex(R"(\d{4} \d{4})"), "0000 0000");
    }
    return all;
  };
  const Places& first = example_tour();
  const Places second;
  REQUIRE(tour(second.options()).ok());
  const auto one = read(first), other = read(second);
  REQUIRE(one.size() == other.size());
  for (const auto& [name, text] : one) {
    CAPTURE(name);
    // Where the digits stand they are as wide as they are.
    if (name.find("thanks") != std::string::npos || name.find("withdraw") != std::string::npos) continue;
    CHECK(other.at(name) == text);
  }
}

TEST_CASE("a tour that cannot be made says why") {
  const Places places;
  TourOptions options = places.options();
  SECTION("no such configuration") {
    options.config = (places.folder.path / "nowhere").string();
    const Result<Toured> toured = tour(options);
    REQUIRE_FALSE(toured.ok());
    CHECK(toured.error().what.find("nowhere") != std::string::npos);
  }
  SECTION("no folder for the pictures") {
    options.out = "/dev/null/out";
    const Result<Toured> toured = tour(options);
    REQUIRE_FALSE(toured.ok());
    CHECK(toured.error().what.find("/dev/null/out") != std::string::npos);
  }
  SECTION("a language that the facility does not offer") {
    options.language = "zh_CN";
    const Result<Toured> toured = tour(options);
    REQUIRE_FALSE(toured.ok());
    CHECK(toured.error().what.find("zh_CN") != std::string::npos);
    CHECK(toured.error().what.find("zh-Hans") != std::string::npos);
  }
  SECTION("no such time") {
    options.at = "yesterday";
    CHECK_FALSE(tour(options).ok());
  }
}

TEST_CASE("a tour of a configuration that cannot be shown is one of the built-in help") {
  const Places places;
  TourOptions options = places.options();
  options.config = (places.folder.path / "config").string();
  std::filesystem::create_directories(options.config);
  std::ofstream(options.config + "/kiosk.toml") << "[facility\n";
  const Result<Toured> toured = tour(options);
  if (!toured.ok()) FAIL(toured.error().what);
  CHECK(toured->screens >= 10);
}

TEST_CASE("a tour with a state folder that cannot be written shows what a visitor sees then") {
  const Places places;
  TourOptions options = places.options();
  options.state = "/dev/null/x";
  const Result<Toured> toured = tour(options);
  if (!toured.ok()) FAIL(toured.error().what);
  CHECK(toured->screens >= 20);
}

}  // namespace
}  // namespace porchlight::kiosk::test
