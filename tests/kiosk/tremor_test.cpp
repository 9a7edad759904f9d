// A hand that shakes: touches land around the target, tap twice, slip. It must never send a request that
// nobody meant to send, nor erase one that is saved; and it should get where it wants all the same.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <future>
#include <random>

#include "kiosk/stage.h"
#include "language/letters.h"

namespace porchlight::kiosk::test {
namespace {

using screens::Question;
using screens::Saving;
using screens::ScreenId;
using screens::Withdrawal;

// The tremor of the issue; times and lengths between two figures are equally likely.
constexpr float off_by_mm = 6;  // standard deviation, across and down
constexpr int double_taps_percent = 20, slips_percent = 10;
constexpr int gap_ms[] = {80, 500};
constexpr float slip_mm[] = {3, 15};
constexpr int held_ms[] = {60, 200};
// Looking and moving the hand: often less than the touch guard.
constexpr int thinking_ms[] = {300, 1500};
// Who needs more touches than this has given up.
constexpr int most_touches = 150;

constexpr int runs = 2000;
constexpr std::string_view number = "4155550137";
// Of the number; the robot types the rest. The keys are the same for all of them.
constexpr std::size_t typed_before = 6;

enum class Task {
  find_a_meeting,
  read_a_step,
  fill_in_and_erase,    // up to the review, then Start over
  fill_in_and_go_back,  // up to the review, then Back to the home screen
  send_and_be_done,     // sends, then means to press Done
};

struct Tally {
  int begun = 0, completed = 0, touches = 0;
};

struct Damage {
  int sends = 0, erasures = 0;  // that nobody meant
  int lost = 0;                 // something typed, gone without being meant to
  std::vector<std::string> stories;
};

// A third of the pixels of a real panel of the same size: nobody looks at them, and drawing text takes most
// of the time.
constexpr int coarser = 3;

class Robot {
 public:
  Robot(Stage& stage, Language language, ui::TextSize text_size, std::mt19937_64& dice, Damage& damage)
      : stage_(stage),
        language_(std::move(language)),
        seven_o_clock_(
            language::Formats(language_, example_site()->facility.country).time(std::chrono::hours(19))),
        text_size_(text_size),
        px_{stage.px.value / coarser},
        kiosk_({stage.clock, stage.gui, stage.desk, stage.mailbox, px_}, example_site()),
        visitor_(stage.clock, stage.gui, kiosk_, *stage.renderer, stage.mailbox),
        dice_(dice),
        damage_(damage) {
    const platform::PixelSize size = stage.gui.size();
    stage.gui.resize({size.width / coarser, size.height / coarser});
  }

  // Whether it got there.
  bool run(Task task, int step, int& touches) {
    task_ = task;
    step_ = step;
    reviewed_ = false;
    stage_.clock.set(facility_time(tuesday_evening));
    kiosk_.set_defaults({.language = language_, .text_size = text_size_});
    if (task >= Task::fill_in_and_erase)
      (void)kiosk_.visit()->draft.number.append(number.substr(0, typed_before));
    build();
    for (touches = 0; touches < most_touches; ++touches) {
      if (done()) return true;
      pass(between(thinking_ms));
      touch(look_for(target()));
    }
    return done();
  }

  int sent_on_purpose() const { return sent_on_purpose_; }

 private:
  // --- What it wants ---

  const screens::Visit& visit() const { return *kiosk_.visit(); }
  ScreenId screen() const { return visit().here().screen; }

  bool done() {
    switch (task_) {
      case Task::find_a_meeting:
        return screen() == ScreenId::meeting && visit().here().about.starts_with("tuesday-night-beginners@");
      case Task::read_a_step:
        return screen() == ScreenId::step && visit().here().about == fmt::format("step-{:02}", step_);
      case Task::fill_in_and_erase:
        return reviewed_ && screen() == ScreenId::home && !visit().something_typed();
      case Task::fill_in_and_go_back:
        return reviewed_ && screen() == ScreenId::home;
      case Task::send_and_be_done:
        return reviewed_ && screen() == ScreenId::home && visit().saving == Saving::not_yet && sent_;
    }
    return false;
  }

  std::string say(std::string_view message) { return kiosk_.catalog(language_).tr(message); }

  // The name of what it would touch next, or how that begins.
  std::string target() {
    if (kiosk_.asking_still_there()) return say("I’m still here");
    if (visit().question == Question::cancel_request) return say("Keep my request");
    if (visit().question == Question::start_over)
      return task_ == Task::fill_in_and_erase && reviewed_ ? say("Erase and start over")
                                                           : say("Keep what I typed");
    switch (task_) {
      case Task::find_a_meeting:
        if (screen() == ScreenId::home) return say("Find a meeting");
        return screen() == ScreenId::meetings && visit().day == 0 && visit().filters.empty() ? seven_o_clock_
                                                                                             : say("‹ Back");
      case Task::read_a_step:
        if (screen() == ScreenId::home) return say("The 12 steps");
        return screen() == ScreenId::steps
                   ? example_site()->page(fmt::format("step-{:02}", step_), language_)->title
                   : say("‹ Back");
      default:
        return target_of_the_form();
    }
  }

  std::string target_of_the_form() {
    const intake::Draft& draft = visit().draft;
    if (screen() == ScreenId::check) reviewed_ = true;
    if (reviewed_ && task_ == Task::fill_in_and_go_back) return say("‹ Back");
    if (reviewed_ && task_ == Task::fill_in_and_erase)
      return screen() == ScreenId::name || screen() == ScreenId::phone || screen() == ScreenId::when ||
                     screen() == ScreenId::check
                 ? say("Start over")
                 : say("‹ Back");
    switch (screen()) {
      case ScreenId::home:
        return say("Ask us to call you");
      case ScreenId::ask:
        return visitor_.go_on_name();
      case ScreenId::name:
        return draft.name.empty() ? some_letter() : say("Next");
      case ScreenId::phone:
        return key_of_the_number(draft.number.view());
      case ScreenId::when:
        return draft.when ? say("Next") : say("As soon as someone can");
      case ScreenId::check:
        return say("Yes, call me");
      case ScreenId::thanks:
        return say("Done: clear the screen");
      default:
        return say("‹ Back");
    }
  }

  // In the middle of the keyboard, as it stands there before anything is typed.
  std::string some_letter() const {
    return language::upper(ui::keyboard_for(language_).layers.at("letters").at(1).at(1), language_);
  }

  std::string key_of_the_number(std::string_view typed) {
    if (!number.starts_with(typed)) return say("Delete");
    if (typed == number) return say("Next");
    return std::string(1, number[typed.size()]);
  }

  // --- What it sees ---

  const ui::Node& look_for(const std::string& name) {
    const auto& nodes = visitor_.see().nodes;
    const auto find = [&](auto from, const auto& wanted) { return std::find_if(from, nodes.end(), wanted); };
    aim_ = name;
    auto node = find(nodes.begin(), [&](const ui::Node& one) { return one.tappable() && one.name == name; });
    if (node == nodes.end())
      node = find(nodes.begin(),
                  [&](const ui::Node& one) { return one.tappable() && one.name.starts_with(name); });
    if (node == nodes.end()) {
      aim_ = say("‹ Back");
      node = find(nodes.begin(), [&](const ui::Node& one) { return one.name == aim_; });
    }
    if (node == nodes.end())
      throw std::runtime_error("neither “" + name + "” nor Back on the screen " + kiosk_.screen_name());
    if (!node->offscreen) return *node;
    const bool below = node->box.centre_y() > static_cast<float>(stage_.gui.size().height) / 2;
    const auto more =
        find(node, [&](const ui::Node& one) { return one.scrolls == (below ? 1 : -1) && one.tappable(); });
    if (more == nodes.end()) return *node;
    aim_ = more->name;
    return *more;
  }

  // --- Its hand ---

  int between(const int (&range)[2]) { return std::uniform_int_distribution<int>(range[0], range[1])(dice_); }
  float between(const float (&range)[2]) {
    return std::uniform_real_distribution<float>(range[0], range[1])(dice_);
  }
  bool happens(int percent) { return std::uniform_int_distribution<int>(1, 100)(dice_) <= percent; }
  void pass(int ms) { stage_.clock.advance(milliseconds(ms)); }

  void touch(const ui::Node& node) {
    const ui::Rect box = node.box;
    press(box);
    if (!happens(double_taps_percent)) return;
    pass(between(gap_ms));
    press(box);
  }

  void press(const ui::Rect& box) {
    const Before before = look_before();
    std::normal_distribution<float> off(0, px_({off_by_mm}));
    const float x = box.centre_x() + off(dice_), y = box.centre_y() + off(dice_);
    stage_.gui.touch_down(x, y);
    take_in();
    pass(between(held_ms));
    if (happens(slips_percent)) slip(x, y);
    stage_.gui.touch_up();
    build();
    if (kiosk_.awaits_answer()) (void)visitor_.answer();
    compare(before);
  }

  void slip(float x, float y) {
    const float far = px_({between(slip_mm)}), angle = between({0.0f, 6.2832f});
    constexpr int moves = 3;
    for (int i = 1; i <= moves; ++i) {
      const float part = far * static_cast<float>(i) / moves;
      pass(16);
      stage_.gui.touch_move(x + part * std::cos(angle), y + part * std::sin(angle));
      take_in();
    }
  }

  // As few frames as take in what the hand did: two thousand runs take a hundred thousand of them.
  void take_in() {
    do stage_.gui.build(kiosk_);
    while (stage_.gui.events_waiting());
  }

  // And those that show what came of it.
  void build() {
    take_in();
    stage_.gui.build(kiosk_);
    for (int i = 0; i < 100 && kiosk_.animating(); ++i) {
      pass(50);
      stage_.gui.build(kiosk_);
    }
    stage_.renderer->draw(stage_.gui.draw_data());
  }

  // --- What it must not do ---

  struct Before {
    Saving saving;
    Withdrawal withdrawal;
    bool typed;
    std::string screen;
  };
  Before look_before() {
    return {visit().saving, visit().withdrawal, visit().something_typed(), kiosk_.screen_name()};
  }

  void compare(const Before& before) {
    if (before.saving == Saving::not_yet && visit().saving != Saving::not_yet) {
      sent_ = true;
      if (aim_ == say("Yes, call me"))
        ++sent_on_purpose_;
      else
        tell(damage_.sends, "sent", before);
    }
    if (before.withdrawal == Withdrawal::not_yet && visit().withdrawal != Withdrawal::not_yet)
      tell(damage_.erasures, "erased", before);
    const bool ended = before.typed && !visit().something_typed() && visit().saving == Saving::not_yet &&
                       screen() == ScreenId::home;
    if (ended && aim_ != say("Erase and start over")) tell(damage_.lost, "lost what was typed", before);
  }

  void tell(int& count, std::string_view what, const Before& before) {
    ++count;
    damage_.stories.push_back(fmt::format("{} on the screen {}, {}, {}x{}, text {}, when it aimed at “{}”",
                                          what, before.screen, language_, stage_.gui.size().width * coarser,
                                          stage_.gui.size().height * coarser, ui::name_of(text_size_), aim_));
  }

  Stage& stage_;
  Language language_;
  std::string seven_o_clock_;  // when the meeting begins that it looks for
  ui::TextSize text_size_;
  PxPerMm px_;
  Kiosk kiosk_;
  ScriptedVisitor visitor_;
  std::mt19937_64& dice_;
  Damage& damage_;
  Task task_ = Task::find_a_meeting;
  int step_ = 1;
  bool reviewed_ = false, sent_ = false;
  std::string aim_;
  int sent_on_purpose_ = 0;
};

int waiting(Stage& stage) {
  std::promise<int> promise;
  stage.storage.counts(
      [&](const Result<storage::Counts>& counts) { promise.set_value(counts.value().waiting); });
  return promise.get_future().get();
}

struct Tried {
  std::map<Task, Tally> tallies;
  Damage damage;
  int begun = 0;
};

// `language_of`: of the panel with this number.
void try_on_every_panel(const std::function<Language(int)>& language_of, Tried& tried) {
  // A third of the runs each for the meeting, the step and the form; of the form a third each for the three
  // ways out.
  constexpr Task tasks[] = {Task::find_a_meeting,    Task::find_a_meeting,      Task::find_a_meeting,
                            Task::read_a_step,       Task::read_a_step,         Task::read_a_step,
                            Task::fill_in_and_erase, Task::fill_in_and_go_back, Task::send_and_be_done};
  // So many runs of a kind follow each other: what was set as type for one is there for the next.
  constexpr int alike = 12;
  const std::pair<platform::PixelSize, ui::TextSize> panels[] = {
      {{1080, 1920}, ui::TextSize::m},  {{1920, 1080}, ui::TextSize::m},  {{1280, 800}, ui::TextSize::m},
      {{1080, 1920}, ui::TextSize::xl}, {{1920, 1080}, ui::TextSize::xl}, {{1280, 800}, ui::TextSize::xl}};
  std::mt19937_64 dice(20261124);
  int begun = 0;
  for (int panel = 0; panel < static_cast<int>(std::size(panels)); ++panel) {
    Stage stage({.size = panels[panel].first});
    Robot robot(stage, language_of(panel), panels[panel].second, dice, tried.damage);
    for (; begun < runs * (panel + 1) / static_cast<int>(std::size(panels)); ++begun) {
      const int kind = begun / alike;
      const Task task = tasks[kind % static_cast<int>(std::size(tasks))];
      Tally& tally = tried.tallies[task];
      int touches = 0;
      ++tally.begun;
      tally.completed += robot.run(task, 1 + kind % 12, touches);
      tally.touches += touches;
    }
    // On the disk stands what was meant to be sent, and nothing else.
    CHECK(waiting(stage) == robot.sent_on_purpose());
  }
  tried.begun += begun;
}

TEST_CASE(
    "a hand that shakes never sends a request it did not mean to send, nor erases a saved one, in 2,000 runs",
    "[tremor]") {
  Tried tried;
  const std::vector<Language> languages = language::available_languages();
  if (std::getenv("PORCHLIGHT_LONG") == nullptr) {
    // Each panel in another language.
    try_on_every_panel([&](int panel) { return languages[panel % languages.size()]; }, tried);
  } else {
    for (const Language& language : languages) try_on_every_panel([&](int) { return language; }, tried);
  }

  std::string figures;
  for (const auto& [task, tally] : tried.tallies)
    figures += fmt::format("task {}: {} of {} got there, {:.1f} touches on average\n", static_cast<int>(task),
                           tally.completed, tally.begun, static_cast<double>(tally.touches) / tally.begun);
  for (const std::string& story : tried.damage.stories) figures += story + "\n";
  INFO(figures);
  CHECK(tried.begun >= runs);
  CHECK(tried.damage.sends == 0);
  CHECK(tried.damage.erasures == 0);
  CHECK(tried.damage.lost == 0);
  for (const auto& [task, tally] : tried.tallies) CHECK(tally.completed * 100 >= tally.begun * 98);
  SUCCEED(figures);
}

}  // namespace
}  // namespace porchlight::kiosk::test
