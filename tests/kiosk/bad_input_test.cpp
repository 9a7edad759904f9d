// Whatever staff write, or lose: they read what is wrong and where, and a visitor still gets a screen with
// numbers to call.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <set>

#include "kiosk/commands/commands.h"
#include "kiosk/second_run.h"
#include "kiosk/stage.h"
#include "site/load.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;
using Severity = site::Problem::Severity;

// A panel of the usual size with a third of its pixels: nobody looks at them.
constexpr platform::PixelSize coarse{360, 640};

site::Files example_files() {
  return site::read_files(example_config()).value();
}

// The example with one line of a file written otherwise.
site::Files with(const std::string& file, const std::string& from, const std::string& to) {
  site::Files files = example_files();
  std::string& text = files.at(file);
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  return files;
}

int line_of(const std::string& file, const std::string& words) {
  const std::string text = example_files().at(file);
  return 1 +
         static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(text.find(words)), '\n'));
}

const site::Problem* problem_in(const site::Loaded& loaded, const std::string& file, Severity severity) {
  const auto found = std::find_if(
      loaded.problems.begin(), loaded.problems.end(),
      [&](const site::Problem& problem) { return problem.file == file && problem.severity == severity; });
  return found == loaded.problems.end() ? nullptr : &*found;
}

void check_clear(const site::Problem* problem) {
  REQUIRE(problem != nullptr);
  CAPTURE(site::to_line(*problem));
  CHECK_FALSE(problem->what.empty());
  CHECK_FALSE(problem->to_do.empty());
  CHECK_FALSE(problem->meanwhile.empty());
}

bool reads(Stage& stage, std::string_view words) {
  const auto& nodes = stage.visitor.see().nodes;
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const ui::Node& node) { return node.name.find(words) != std::string::npos; });
}

// A visitor goes everywhere, taps every button there is, and finds Help on each screen and the numbers there.
void walk_everywhere(Stage& stage) {
  std::set<std::string> tapped;
  for (int id = 0; id <= static_cast<int>(ScreenId::rest); ++id) {
    const auto screen = static_cast<ScreenId>(id);
    if (screen >= ScreenId::staff_pin && screen <= ScreenId::staff_screen) continue;  // for no visitor
    CAPTURE(screens::name_of(screen));
    for (std::size_t button = 0;; ++button) {
      stage.kiosk.set_defaults({});
      if (screen == ScreenId::rest)
        stage.visit().trail.back().screen = screen;
      else if (screen != ScreenId::home)
        stage.visit().go(screen);
      stage.visitor.settle();
      if (screen != ScreenId::rest && screen != ScreenId::now && button == 0) {
        const std::string help = stage.say("Help now: call or text");
        CHECK(reads(stage, help));
      }
      const auto& nodes = stage.visitor.see().nodes;
      std::vector<std::string> names;
      for (const ui::Node& node : nodes)
        if (node.tappable() && node.role != ui::Role::key) names.push_back(node.name);
      if (button >= names.size()) break;
      if (!tapped.insert(names[button]).second) continue;
      (void)stage.visitor.tap(names[button]);
      (void)stage.visitor.answer();
    }
  }
  stage.kiosk.set_defaults({});
  stage.visitor.settle();
  stage.tap("Help now: call or text");
  for (const char* number : {"911", "988", "1-800-662-4357"}) {
    CAPTURE(number);
    CHECK(reads(stage, number));
  }
}

TEST_CASE("without kiosk.toml staff read that it is missing, and visitors get the built-in help") {
  site::Files files = example_files();
  files.erase("kiosk.toml");
  const site::Loaded loaded = site::load(files);
  CHECK_FALSE(loaded.site);
  check_clear(problem_in(loaded, "kiosk.toml", Severity::fatal));
  Stage stage({.size = coarse, .site = site::safe_site()});
  walk_everywhere(stage);
}

TEST_CASE(
    "a kiosk.toml that cannot be read is named with line and column, and visitors get the built-in help") {
  const site::Loaded loaded = site::load(with("kiosk.toml", "[facility]", "[facility"));
  CHECK_FALSE(loaded.site);
  const site::Problem* problem = problem_in(loaded, "kiosk.toml", Severity::fatal);
  check_clear(problem);
  CHECK(problem->line == line_of("kiosk.toml", "[facility]"));
  CHECK(problem->column > 0);
}

TEST_CASE(
    "a key that does not exist is named with its line and the key that was meant, and the screen goes on") {
  const site::Loaded loaded = site::load(with("kiosk.toml", "shows_as", "shown_as"));
  REQUIRE(loaded.site);
  const auto problem =
      std::find_if(loaded.problems.begin(), loaded.problems.end(),
                   [](const site::Problem& one) { return one.what.find("shown_as") != std::string::npos; });
  REQUIRE(problem != loaded.problems.end());
  check_clear(&*problem);
  CHECK(problem->file == "kiosk.toml");
  CHECK(problem->line == line_of("kiosk.toml", "shows_as"));
  CHECK(problem->to_do.find("shows_as") != std::string::npos);
}

TEST_CASE("with an empty meetings.csv staff read so, and the screen says that nothing is listed") {
  site::Files files = example_files();
  files["meetings.csv"].clear();
  const site::Loaded loaded = site::load(files);
  REQUIRE(loaded.site);
  check_clear(problem_in(loaded, "meetings.csv", Severity::left_out));
  Stage stage({.size = coarse, .site = loaded.site});
  stage.tap("Find a meeting");
  CHECK(reads(stage, "No more meetings listed for today"));
  walk_everywhere(stage);
}

TEST_CASE("help lines that cannot be read are named, and the built-in ones stand in for them") {
  const site::Loaded loaded = site::load(with("helplines.toml", "\n[[helplines]]", "\n[[helplines"));
  REQUIRE(loaded.site);
  const auto problem =
      std::find_if(loaded.problems.begin(), loaded.problems.end(),
                   [](const site::Problem& one) { return one.file == "helplines.toml" && one.line > 0; });
  REQUIRE(problem != loaded.problems.end());
  check_clear(&*problem);
  Stage stage({.size = coarse, .site = loaded.site});
  walk_everywhere(stage);
}

TEST_CASE("bytes that are no text at all are named as such in every file") {
  site::Files files;
  std::string noise;
  for (unsigned i = 0, state = 20261124; i < 3000; ++i) {
    state = state * 1664525u + 1013904223u;
    noise += static_cast<char>(state >> 24);
  }
  for (const auto& [path, text] : example_files()) files[path] = noise;
  const site::Loaded loaded = site::load(files);
  CHECK_FALSE(loaded.site);
  check_clear(problem_in(loaded, "kiosk.toml", Severity::fatal));
}

TEST_CASE("with a state folder that cannot be written the screen says what it cannot do, and does all else") {
  Stage stage;
  storage::Storage storage("/dev/null/x", stage.clock);
  Desk desk("/dev/null/x", stage.clock, stage.random, storage, stage.mailbox);
  REQUIRE(desk.trouble().has_value());
  CHECK(desk.trouble()->what.find("/dev/null/x") != std::string::npos);
  Kiosk kiosk({stage.clock, stage.gui, desk, stage.mailbox, stage.px}, example_site());
  ScriptedVisitor visitor(stage.clock, stage.gui, kiosk, *stage.renderer, stage.mailbox);
  REQUIRE(visitor.tap("Ask us to call you").ok());
  CHECK(visitor.find("We can’t take a request") != nullptr);
  CHECK(visitor.find("988") != nullptr);
  CHECK_FALSE(visitor.tap("Go on").ok());
  REQUIRE(visitor.tap("Help now: call or text").ok());
  CHECK(visitor.find("911") != nullptr);
}

// --- Fonts; each in a process of its own, since fontconfig reads its file once ---

TEST_CASE("alone: a tour with the fonts there are", "[.alone]") {
  const TemporaryFolder folder;
  TourOptions options{.out = (folder.path / "out").string(),
                      .config = example_config(),
                      .state = (folder.path / "state").string()};
  options.at = tuesday_evening;
  options.size = coarse;
  options.json_only = true;
  CHECK(tour_command(options) == exit_ok);
}

std::string font_file(const TemporaryFolder& folder, const std::string& content) {
  const std::string path = (folder.path / "fonts.conf").string();
  std::ofstream file(path);
  file << "<?xml version=\"1.0\"?><fontconfig>" << content << "<cachedir>" << folder.path.string()
       << "</cachedir></fontconfig>";
  return path;
}

TEST_CASE("where Inter is not installed another font stands in, and staff read which package to install") {
  const TemporaryFolder folder;
  // A machine that has the package fonts-noto-core and no other.
  const std::string path = font_file(folder, "<dir>/usr/share/fonts/truetype/noto</dir>");
  const SecondRun run = run_alone("alone: a tour with the fonts there are", {{"FONTCONFIG_FILE", path}});
  INFO(run.output);
  CHECK(run.passed);
  CHECK(run.output.find("fonts-inter") != std::string::npos);
}

}  // namespace
}  // namespace porchlight::kiosk::test
