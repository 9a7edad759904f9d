#include "kiosk/toured.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "kiosk/stage.h"
#include "kiosk/tour.h"
#include "language/catalog.h"

namespace porchlight::kiosk::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

// ImGui has one context in a process: to use both cores there must be two.
constexpr std::size_t processes = 2;

struct Combination {
  Language language;
  platform::PixelSize size;
  ui::TextSize text_size;

  std::string name() const {
    return language + " " + std::to_string(size.width) + "x" + std::to_string(size.height) + " " +
           std::string(ui::name_of(text_size));
  }
};

constexpr platform::PixelSize panels[] = {{1080, 1920}, {1920, 1080}, {1280, 800}};
constexpr ui::TextSize text_sizes[] = {ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl};

// Where room is short: the largest text upright and on the smallest panel, in every language. The usual size
// as well in the two languages most will read, and English in each size and on each panel. The rest when
// there is time.
bool in_short_form(const Combination& one) {
  const bool wide = one.size.width == 1920, upright = one.size.width == 1080;
  switch (one.text_size) {
    case ui::TextSize::s:
      return one.language == "en" && upright;
    case ui::TextSize::m:
      return one.language == "en" || (one.language == "es" && upright);
    case ui::TextSize::l:
      return one.language == "en" && !upright && !wide;
    case ui::TextSize::xl:
      return one.language == "en" || !wide;
  }
  return true;
}

std::vector<Combination> combinations() {
  const bool all_of_them = std::getenv("PORCHLIGHT_LONG") != nullptr;
  std::vector<Combination> all;
  for (const Language& language : language::available_languages())
    for (const platform::PixelSize panel : panels)
      for (const ui::TextSize text_size : text_sizes)
        if (const Combination one{language, panel, text_size}; all_of_them || in_short_form(one))
          all.push_back(one);
  return all;
}

void walk(const Combination& combination, const fs::path& folder) {
  const Result<Toured> toured = tour({.out = folder.string(),
                                      .config = example_config(),
                                      .state = (folder / "state").string(),
                                      .size = combination.size,
                                      .language = combination.language,
                                      .text_size = combination.text_size,
                                      .at = tuesday_evening,
                                      .json_only = true,
                                      .with_printer = true});
  if (!toured.ok()) std::ofstream(folder / "trouble") << toured.error().what;
}

void walk_all(const std::vector<Combination>& all, const fs::path& folder) {
  std::vector<pid_t> children;
  for (std::size_t process = 0; process < processes; ++process) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      // Whatever happens, the child ends here: it must not go on with the parent's tests.
      for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL}) ::signal(signal, SIG_DFL);
      try {
        log::silence();
        for (std::size_t i = process; i < all.size(); i += processes) walk(all[i], folder / all[i].name());
        ::_exit(0);
      } catch (...) {
        ::_exit(1);
      }
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(status == 0);
  }
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

ui::Rect rect(const json& box) {
  return {box[0], box[1], box[2], box[3]};
}

SeenScreen read_screen(const fs::path& path, const std::string& walk_name) {
  const json described = json::parse(content_of(path));
  SeenScreen screen{described["screen"], walk_name + " " + path.stem().string(), described["lang"], {}, {}};
  for (const json& node : described["nodes"])
    screen.nodes.push_back({node["role"], node["name"], node["value"], node["spoken"], node.value("hint", ""),
                            node.value("lang", ""), rect(node["box_mm"]), node["tappable"], node["clipped"],
                            node["offscreen"], node.value("sends_or_erases", false),
                            node.value("scroll", 0)});
  for (const json& text : described["texts"]) screen.texts.push_back({text["node"], rect(text["box_px"])});
  return screen;
}

Walk read_walk(const Combination& combination, const fs::path& folder) {
  Walk walk{combination.name(), combination.language, content_of(folder / "trouble"), {}};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) walk.screens.push_back(read_screen(file, walk.where));
  return walk;
}

}  // namespace

const SeenScreen* Walk::screen(std::string_view id) const {
  const auto found =
      std::find_if(screens.begin(), screens.end(), [&](const SeenScreen& screen) { return screen.id == id; });
  return found == screens.end() ? nullptr : &*found;
}

const std::vector<Walk>& all_walks() {
  static const std::vector<Walk> walks = [] {
    const TemporaryFolder folder;
    const std::vector<Combination> all = combinations();
    walk_all(all, folder.path);
    std::vector<Walk> read;
    for (const Combination& combination : all)
      read.push_back(read_walk(combination, folder.path / combination.name()));
    return read;
  }();
  return walks;
}

float gap(const ui::Rect& a, const ui::Rect& b) {
  return std::max(std::max(a.x - b.right(), b.x - a.right()), std::max(a.y - b.bottom(), b.y - a.bottom()));
}

float distance(const ui::Rect& box, float x, float y) {
  return std::hypot(std::max({box.x - x, 0.0f, x - box.right()}),
                    std::max({box.y - y, 0.0f, y - box.bottom()}));
}

}  // namespace porchlight::kiosk::test
