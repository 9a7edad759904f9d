// A year before the same kiosk: visitor after visitor in every language, size and color, on every panel, with
// what staff and the network do meanwhile, through midnights and both changes of the clock. Nothing may be
// left of it: neither memory nor files that stay open.
//   PORCHLIGHT_VISITS=20000 build/release/test_kiosk "[soak]"     PORCHLIGHT_SECONDS=600: stops after that
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>

#include "base/log.h"
#include "disk/pin_file.h"
#include "intake/pin.h"
#include "kiosk/behind_the_soak.h"
#include "kiosk/endless_visitors.h"
#include "kiosk/process_figures.h"

namespace porchlight::kiosk::test {
namespace {

// Each screen, language and panel has come up by then.
constexpr int visits_of_the_short_form = 130;
constexpr int visits_between_saves = 40;
// A round through all panels and text sizes, so that each sample is taken on the same.
constexpr int visits_between_samples = 12;
// A year and a bit: both changes of the clock are in it whenever it begins.
constexpr auto whole_time = std::chrono::hours(24 * 400);
// Until caches are as full as they get: what grows in the first part is no leak.
constexpr double warm_after = 0.25;
constexpr double most_mb_in_10000_visits = 1;
// A short form cannot tell a slope from noise; what leaks a screen at each visit it does see.
constexpr int visits_for_a_slope = 5000;
constexpr double most_mb_of_the_short_form = 60;

int number_from(const char* name, int otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}

// Takes the time of each frame of a kiosk.
class Timed final : public platform::View {
 public:
  explicit Timed(Kiosk& kiosk) : kiosk_(kiosk) {}
  void frame() override {
    const double began = thread_cpu_ms();
    kiosk_.frame();
    worst_ms_ = std::max(worst_ms_, thread_cpu_ms() - began);
  }
  std::optional<Monotonic> next_timer() const override { return kiosk_.next_timer(); }
  bool animating() const override { return kiosk_.animating(); }
  double worst_ms() const { return worst_ms_; }

 private:
  Kiosk& kiosk_;
  double worst_ms_ = 0;
};

// Where no file can be written a request is not saved, and the screen says so.
std::set<std::string> screens_on_a_broken_disk() {
  Stage stage({.outbox_folder = "/dev/null/nowhere"});
  EndlessVisitors visitors(stage, 1);
  while (visitors.visits() < 12) visitors.visit();
  return visitors.screens();
}

std::string listed(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

TEST_CASE("a year of visits leaves nothing behind: no memory, no open file, no screen that fails", "[soak]") {
  const int visits = number_from("PORCHLIGHT_VISITS", visits_of_the_short_form);
  const auto until =
      std::chrono::steady_clock::now() + std::chrono::seconds(number_from("PORCHLIGHT_SECONDS", 24 * 3600));
  std::set<std::string> seen = screens_on_a_broken_disk();

  Stage stage;
  REQUIRE(
      disk::keep_pin_hash(stage.folder.path.string(), intake::hash_pin(std::string(soak_pin)).value()).ok());
  BehindTheSoak behind(stage);
  Timed timed(stage.kiosk);
  stage.visitor.look_through(timed);
  EndlessVisitors visitors(stage, 20261124);
  const Instant began = stage.clock.now();
  std::vector<ProcessFigures> samples;
  while (visitors.visits() < visits && std::chrono::steady_clock::now() < until) {
    if (visitors.visits() % visits_between_saves == 0) behind.save_something();
    visitors.visit();
    stage.clock.advance(std::chrono::duration_cast<milliseconds>(whole_time) / visits);
    stage.visitor.settle();
    if (visitors.visits() % visits_between_samples == 0) samples.push_back(process_figures());
  }
  seen.insert(visitors.screens().begin(), visitors.screens().end());

  REQUIRE(samples.size() > 2);
  // However many visits there was time for.
  samples.erase(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(warm_after * samples.size()));
  const ProcessFigures first = samples.front(), now = samples.back();
  std::vector<double> resident_mb, allocated_mb;
  for (const ProcessFigures& each : samples) {
    resident_mb.push_back(each.resident_mb);
    allocated_mb.push_back(each.allocated_mb);
  }
  const double grown = slope(resident_mb) * 10000 / visits_between_samples;
  const std::string table = fmt::format(
      "visits              {} of {}, {} days\n"
      "frames              {}\n"
      "crashes             0\n"
      "not found           {}\n"
      "configurations      {} taken, {} refused\n"
      "languages           {}\n"
      "screens             {}\n"
      "resident memory     {:.1f} MB, {:.1f} MB when warm, {:+.2f} MB in 10,000 visits\n"
      "allocated memory    {:.1f} MB, {:.1f} MB when warm, {:+.2f} MB in 10,000 visits\n"
      "open handles        {}, {} when warm\n"
      "threads             {}, {} when warm\n"
      "worst frame         {:.1f} ms of CPU time\n",
      visitors.visits(), visits,
      std::chrono::duration_cast<std::chrono::hours>(stage.clock.now() - began).count() / 24,
      stage.gui.frames_built(), visitors.troubles().size(), behind.taken(), behind.refused(),
      listed(visitors.languages()), seen.size(), now.resident_mb, first.resident_mb, grown, now.allocated_mb,
      first.allocated_mb, slope(allocated_mb) * 10000 / visits_between_samples, now.handles, first.handles,
      now.threads, first.threads, timed.worst_ms());
  if (std::getenv("PORCHLIGHT_VISITS") != nullptr) fmt::print("{}", table);
  INFO(table << listed(seen) << "\n" << listed(visitors.troubles()));
  CHECK(visitors.troubles().empty());
  CHECK(visitors.languages().size() == stage.kiosk.site().languages.size());
  for (int screen = 0; screen <= static_cast<int>(screens::ScreenId::rest); ++screen)
    CHECK(seen.contains(std::string(screens::name_of(static_cast<screens::ScreenId>(screen)))));
  CHECK(behind.taken() > 0);
  CHECK(behind.refused() > 0);
  CHECK(now.handles <= first.handles);
  if (visitors.visits() >= visits_for_a_slope)
    CHECK(grown < most_mb_in_10000_visits);
  else
    CHECK(now.resident_mb - first.resident_mb < most_mb_of_the_short_form);
}

}  // namespace
}  // namespace porchlight::kiosk::test
