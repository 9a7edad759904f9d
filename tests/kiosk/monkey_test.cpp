// A monkey before the screen: touches, drags and keys at random, on every panel, in every language, with the
// time passing as it likes. Nothing breaks, nothing leads out, and it never gets behind the PIN.
//   PORCHLIGHT_TOUCHES=1000000 PORCHLIGHT_SEED=7 build/asan/test_kiosk "[monkey]"
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <imgui.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <random>
#include <set>

#include "disk/pin_file.h"
#include "intake/pin.h"
#include "kiosk/panel.h"
#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

constexpr long touches_of_the_short_form = 1500;
// So many come wherever a visitor may; of 13 times 20,000 one did not come to the end of the form.
constexpr long touches_for_far_screens = 200'000;
constexpr int touches_on_a_panel = 500, touches_as_one_visitor = 120;
constexpr platform::PixelSize panels[] = {{1080, 1920}, {1920, 1080}, {1280, 800}, {640, 480}};
// A third of a panel's pixels of the same size: drawing text takes most of the time.
constexpr int coarser = 3;
// A finger that stays where it is.
constexpr seconds a_rest{6};
// More screens on top of each other than a visit of this length can open.
constexpr std::size_t longest_trail = 2 * touches_as_one_visitor;

long number_from(const char* name, long otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atol(value);
}

class Monkey {
 public:
  Monkey(unsigned long seed, Setting setting) : dice_(seed), stage_(std::move(setting)) {
    REQUIRE(disk::keep_pin_hash(stage_.folder.path.string(), intake::hash_pin("271828").value()).ok());
    stage_.speech.works = true;
    another_panel();
  }

  void touch(long number) {
    if (number % touches_on_a_panel == 0) another_panel();
    if (number % touches_as_one_visitor == 0) another_visitor();
    const int what = up_to(99);
    if (what < 8)
      ask_for_a_call();
    else if (what < 60)
      tap_something();
    else if (what < 78)
      tap_anywhere();
    else if (what < 86)
      drag();
    else if (what < 96)
      key();
    else
      happen();
    pass(up_to(1) == 0 ? 900 : 60);
    build();
    screens_.insert(stage_.kiosk.screen_name());
  }

  // What must be true whatever it did; empty: all is.
  std::string wrong() {
    const screens::Visit* visit = stage_.kiosk.visit();
    if (visit == nullptr) return "there is no visit";
    if (visit->trail.empty() || visit->trail.size() > longest_trail) return "the trail has no end";
    if (stage_.visitor.see().nodes.empty()) return "the screen is empty";
    const ScreenId here = visit->here().screen;
    if (here == ScreenId::staff || here == ScreenId::staff_clock || here == ScreenId::staff_screen)
      return "it came behind the PIN";
    return {};
  }

  const std::set<std::string>& screens() const { return screens_; }
  long frames() const { return static_cast<long>(stage_.gui.frames_built()); }
  std::string where() { return stage_.kiosk.screen_name() + " " + stage_.visit().here().about; }

 private:
  int up_to(int most) { return std::uniform_int_distribution<int>(0, most)(dice_); }
  float part_of(int length) {
    return std::uniform_real_distribution<float>(0, static_cast<float>(length))(dice_);
  }
  void pass(int most_ms) { stage_.clock.advance(milliseconds(up_to(most_ms))); }

  void another_panel() {
    const platform::PixelSize size = panels[up_to(static_cast<int>(std::size(panels)) - 1)];
    stage_.px = {px_per_mm(size, std::nullopt, std::nullopt).value / coarser};
    stage_.gui.resize({size.width / coarser, size.height / coarser});
    stage_.kiosk.set_px(stage_.px);
  }

  void another_visitor() {
    (void)stage_.kiosk.take(up_to(4) > 0 ? example_site() : site::safe_site());
    const auto& languages = stage_.kiosk.site().languages;
    stage_.kiosk.clear();
    stage_.kiosk.set_defaults(
        {.language = languages[static_cast<std::size_t>(up_to(static_cast<int>(languages.size()) - 1))],
         .text_size = static_cast<ui::TextSize>(up_to(3)),
         .theme = static_cast<ui::ThemeName>(up_to(3))});
    stage_.kiosk.set_headphones(up_to(4) == 0);
  }

  void build() {
    do stage_.gui.build(stage_.kiosk);
    while (stage_.gui.events_waiting());
    if (stage_.kiosk.awaits_answer() && up_to(1) == 0) (void)stage_.visitor.answer();
    stage_.renderer->draw(stage_.gui.draw_data());
  }

  void press(float x, float y) {
    stage_.gui.touch_down(x, y);
    build();
    pass(300);
    if (up_to(400) == 0) stage_.clock.advance(a_rest);
    stage_.gui.touch_up();
    build();
  }

  // A step towards a request: by chance alone it would hardly ever come so far, and there are screens behind
  // it.
  void ask_for_a_call() {
    if (stage_.visit().here().screen == ScreenId::phone) (void)stage_.visitor.type("4155550137");
    for (const std::string& name :
         {stage_.say("Ask us to call you"), stage_.visitor.go_on_name(), stage_.say("As soon as someone can"),
          stage_.say("Next"), stage_.say("Yes, call me")})
      if (const ui::Node* target = stage_.visitor.find(name); target != nullptr)
        press(target->box.centre_x(), target->box.centre_y());
  }

  // What only staff know, and a bored child finds out.
  void hold_the_name() {
    const ui::Node* name = stage_.visitor.find(stage_.kiosk.site().facility.name);
    if (name == nullptr) return;
    stage_.gui.touch_down(name->box.centre_x(), name->box.centre_y());
    build();
    stage_.clock.advance(a_rest);
    build();
    stage_.gui.touch_up();
    build();
  }

  // Most of what is to be touched is small: half of the touches find something.
  void tap_something() {
    const auto& nodes = stage_.visitor.see().nodes;
    std::vector<const ui::Node*> targets;
    for (const ui::Node& node : nodes)
      if (node.tap && !node.offscreen) targets.push_back(&node);
    if (targets.empty()) return tap_anywhere();
    const ui::Rect box = targets[static_cast<std::size_t>(up_to(static_cast<int>(targets.size()) - 1))]->box;
    press(box.centre_x(), box.centre_y());
  }

  void tap_anywhere() { press(part_of(stage_.gui.size().width), part_of(stage_.gui.size().height)); }

  void drag() {
    const platform::PixelSize size = stage_.gui.size();
    stage_.gui.touch_down(part_of(size.width), part_of(size.height));
    build();
    for (int moves = up_to(5); moves >= 0; --moves) {
      pass(40);
      stage_.gui.touch_move(part_of(2 * size.width) - part_of(size.width), part_of(2 * size.height));
      build();
    }
    stage_.gui.touch_up();
    build();
  }

  // Any key there is, not those of a keypad alone, and any letter.
  void key() {
    const int key = ImGuiKey_NamedKey_BEGIN + up_to(ImGuiKey_NamedKey_COUNT - 1);
    if (key == ImGuiKey_MouseLeft || (key >= ImGuiKey_MouseLeft && key <= ImGuiKey_MouseWheelY)) return;
    stage_.gui.key(key, true);
    if (up_to(2) == 0) stage_.gui.character(static_cast<std::uint32_t>(up_to(0x10FFFF)));
    build();
    pass(200);
    stage_.gui.key(key, false);
    build();
  }

  // What happens to a screen without anybody's hand.
  void happen() {
    switch (up_to(8)) {
      case 0:
        return stage_.clock.advance(seconds(up_to(400)));
      case 1:
        return stage_.clock.set(stage_.clock.now() + std::chrono::hours(up_to(48) - 24));
      case 2:
        return stage_.clock.set_trusted(up_to(3) > 0);
      case 3:
        return stage_.kiosk.set_headphones(up_to(1) == 0);
      case 4:
        return stage_.kiosk.set_printer(static_cast<PrintDesk::State>(up_to(3)));
      case 5:
        return stage_.kiosk.set_delivery(static_cast<screens::Situation::Delivery>(up_to(2)),
                                         minutes(up_to(300)));
      case 6:
        return hold_the_name();
      case 7:
        return (void)stage_.kiosk.take(up_to(1) == 0 ? example_site() : site::safe_site());
      default:
        return stage_.speech.end(up_to(1) == 0);
    }
  }

  std::mt19937_64 dice_;
  Stage stage_;
  std::set<std::string> screens_;
};

TEST_CASE("a monkey breaks nothing, finds no way out, and never comes behind the PIN", "[monkey]") {
  const long touches = number_from("PORCHLIGHT_TOUCHES", touches_of_the_short_form);
  const auto seed =
      static_cast<unsigned long>(number_from("PORCHLIGHT_SEED", static_cast<long>(std::random_device()())));
  if (std::getenv("PORCHLIGHT_TOUCHES") != nullptr)
    fmt::print("PORCHLIGHT_SEED={}\n", seed), std::fflush(stdout);
  CAPTURE(seed);
  int out = 0;
  Monkey monkey(seed, {.staff = {.read_again = [&] { ++out; },
                                 .restart = [&] { ++out; },
                                 .set_clock =
                                     [&](Instant) {
                                       ++out;
                                       return Outcome(Done{});
                                     }}});
  for (long number = 0; number < touches; ++number) {
    monkey.touch(number);
    if (const std::string wrong = monkey.wrong(); !wrong.empty())
      FAIL(wrong << " after " << number << " touches, on the screen " << monkey.where());
  }
  CHECK(out == 0);
  CHECK(monkey.screens().size() > 15);
  if (touches >= touches_for_far_screens)
    for (const char* screen : {"thanks", "withdraw", "search", "speech", "staff-pin"})
      CHECK(monkey.screens().contains(screen));
  if (std::getenv("PORCHLIGHT_TOUCHES") != nullptr)
    fmt::print("{} touches and keys in {} frames, nothing broke on {} screens: {}\n", touches,
               monkey.frames(), monkey.screens().size(), fmt::join(monkey.screens(), ", "));
}

}  // namespace
}  // namespace porchlight::kiosk::test
