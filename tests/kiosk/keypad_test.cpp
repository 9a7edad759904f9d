// The kiosk without a finger: by a keypad alone, and by two switches alone.
#include <catch2/catch_test_macros.hpp>

#include "kiosk/explorer.h"
#include "ui/keypad.h"

namespace porchlight::kiosk::test {
namespace {

using ui::FocusKey;

std::string focused(const Stage& stage) {
  return stage.kiosk.focused() != nullptr ? stage.kiosk.focused()->name : std::string();
}

// One who goes on by one key until they are where they want to be, and selects by another.
struct Walker {
  Stage& stage;
  FocusKey on;

  void go_to(const std::string& name) {
    constexpr int most_presses = 150;
    for (int presses = 0; presses < most_presses; ++presses) {
      if (focused(stage) == name) return;
      stage.visitor.press(on);
    }
    FAIL("no " << name << " on " << stage.kiosk.screen_name());
  }
  void select(std::string_view message) {
    go_to(stage.say(message));
    stage.visitor.press(FocusKey::enter);
  }
  void type(std::string_view text) {
    for (const char c : text) select(std::string(1, c));
  }
};

std::shared_ptr<const site::Site> site_with_two_switches() {
  auto site = std::make_shared<site::Site>(*example_site());
  site->screen.two_switches = true;
  return site;
}

void ask_for_a_call(Stage& stage, FocusKey on) {
  Walker walker{stage, on};
  walker.select("Ask us to call you");
  walker.select("Go on");
  REQUIRE(stage.kiosk.screen_name() == "name");
  walker.type("Sam");
  CHECK(stage.visit().draft.name.view() == "Sam");
  walker.select("Next");
  walker.type("4155550137");
  CHECK(stage.visit().draft.number.view() == "4155550137");
  walker.select("Next");
  walker.select("As soon as someone can");
  walker.select("Next");
  REQUIRE(stage.kiosk.screen_name() == "check");
  walker.select("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  REQUIRE(stage.kiosk.screen_name() == "thanks");
  walker.select("Done: clear the screen");
  CHECK(stage.kiosk.screen_name() == "home");
}

TEST_CASE("a call is asked for by a keypad alone", "[keypad]") {
  Stage stage;
  ask_for_a_call(stage, FocusKey::right);
}

TEST_CASE("a call is asked for by two switches alone", "[keypad]") {
  Stage stage({.site = site_with_two_switches()});
  ask_for_a_call(stage, FocusKey::scan);
}

TEST_CASE("Space is no switch unless kiosk.toml says so", "[keypad]") {
  Stage stage;
  stage.visitor.press(FocusKey::scan);
  CHECK(stage.kiosk.focused() == nullptr);
}

TEST_CASE("a meeting is found by arrows alone, and the list scrolls along", "[keypad]") {
  Stage stage;
  Walker walker{stage, FocusKey::down};
  walker.select("Find a meeting");
  REQUIRE(stage.kiosk.screen_name() == "meetings");
  const ui::Scroll& list = stage.visit().here().scroll;
  const ui::Node* last = nullptr;
  for (const ui::Node& node : stage.visitor.see().nodes)
    if (node.scroller == &list && node.tappable()) last = &node;
  REQUIRE(last != nullptr);
  REQUIRE(last->offscreen);
  walker.go_to(std::string(last->name));
  CHECK(list.offset_px > 0);
  CHECK_FALSE(stage.kiosk.focused()->offscreen);
  stage.visitor.press(FocusKey::enter);
  CHECK(stage.kiosk.screen_name() == "meeting");
  stage.visitor.press(FocusKey::back);
  CHECK(stage.kiosk.screen_name() == "meetings");
  stage.visitor.press(FocusKey::back);
  stage.visitor.press(FocusKey::back);
  CHECK(stage.kiosk.screen_name() == "home");  // nothing leaves the kiosk
}

// While it is held frames are built, whatever for: without them nothing could repeat.
void hold_down(Stage& stage, FocusKey key) {
  stage.gui.key(ui::key_that_means(key), true);
  for (int frame = 0; frame < 400; ++frame) stage.visitor.wait(milliseconds(50));
}

void let_go(Stage& stage, FocusKey key) {
  stage.gui.key(ui::key_that_means(key), false);
  stage.visitor.settle();
}

TEST_CASE("a key that is held down counts once, and does nothing on the screen it led to", "[keypad]") {
  Stage stage;
  stage.visitor.press(FocusKey::start);
  const std::string first = focused(stage);
  hold_down(stage, FocusKey::right);
  let_go(stage, FocusKey::right);
  CHECK(focused(stage) != first);
  stage.visitor.press(FocusKey::left);
  CHECK(focused(stage) == first);

  Walker{stage, FocusKey::right}.go_to(stage.say("The 12 steps"));
  hold_down(stage, FocusKey::enter);
  CHECK(stage.kiosk.screen_name() == "steps");
  let_go(stage, FocusKey::enter);
  CHECK(stage.kiosk.screen_name() == "steps");
}

TEST_CASE("for 700 ms after a screen has changed keys do nothing", "[keypad]") {
  Stage stage;
  Walker{stage, FocusKey::right}.select("The 12 steps");
  REQUIRE(stage.kiosk.screen_name() == "steps");
  const std::string first = focused(stage);
  const auto press = [&](FocusKey key) {
    for (const bool down : {true, false}) {
      stage.gui.key(ui::key_that_means(key), down);
      stage.visitor.settle();
    }
  };
  stage.visitor.wait(milliseconds(500));
  press(FocusKey::right);
  press(FocusKey::enter);
  press(FocusKey::back);
  CHECK(focused(stage) == first);
  CHECK(stage.kiosk.screen_name() == "steps");
  stage.visitor.wait(milliseconds(200));
  press(FocusKey::right);
  CHECK(focused(stage) != first);
}

TEST_CASE("the focus is seen from the first key to the next touch", "[keypad]") {
  Stage stage;
  CHECK(stage.kiosk.focused() == nullptr);
  stage.visitor.press(FocusKey::down);
  REQUIRE(stage.kiosk.focused() != nullptr);
  stage.tap("The 12 steps");
  CHECK(stage.kiosk.focused() == nullptr);
}

TEST_CASE("the next visitor does not find the focus of the last one", "[keypad]") {
  Stage stage;
  stage.visitor.press(FocusKey::down);
  SECTION("when the visit is ended") {
    stage.kiosk.clear();
    stage.visitor.settle();
  }
  SECTION("when the screen went to rest, and a finger wakes it") {
    stage.visitor.wait(stage.kiosk.site().session.rest_after + seconds(1));
    REQUIRE(stage.kiosk.resting());
    stage.visitor.touch_at(500, 500);
    REQUIRE_FALSE(stage.kiosk.resting());
  }
  CHECK(stage.kiosk.focused() == nullptr);
}

TEST_CASE("a key wakes the screen and does nothing else", "[keypad]") {
  Stage stage;
  stage.visitor.wait(stage.kiosk.site().session.rest_after + seconds(1));
  REQUIRE(stage.kiosk.resting());
  stage.visitor.press(FocusKey::enter);
  CHECK(stage.kiosk.screen_name() == "home");
  CHECK(stage.kiosk.focused() == nullptr);
}

TEST_CASE("somebody on a keypad is there, and answers “Are you still there?” by a key in their own time",
          "[keypad]") {
  Stage stage;
  const auto& session = stage.kiosk.site().session;
  Walker{stage, FocusKey::right}.select("The 12 steps");
  for (int i = 0; i < 4; ++i) {
    stage.visitor.wait(session.idle - seconds(10));
    stage.visitor.press(FocusKey::right);
  }
  CHECK_FALSE(stage.kiosk.asking_still_there());
  stage.visitor.wait(session.idle + seconds(1));
  REQUIRE(stage.kiosk.asking_still_there());
  CHECK(focused(stage) == stage.say("I’m still here"));
  // Each key begins the time to answer anew.
  for (const char* answer : {"Clear it now", "Language", "Help now: call or text", "I’m still here"}) {
    stage.visitor.wait(session.countdown - seconds(5));
    stage.visitor.press(FocusKey::right);
    CHECK(focused(stage) == stage.say(answer));
    CHECK(stage.kiosk.asking_still_there());
  }
  stage.visitor.press(FocusKey::enter);
  CHECK_FALSE(stage.kiosk.asking_still_there());
  CHECK(stage.kiosk.screen_name() == "steps");
}

TEST_CASE("a dialog keeps the focus inside, with Help; Back changes nothing", "[keypad]") {
  Stage stage;
  stage.fill_in();
  Walker{stage, FocusKey::right}.select("Start over");
  REQUIRE(stage.visit().question == screens::Question::start_over);
  std::string way;
  for (int i = 0; i < 5; ++i) {
    way += focused(stage) + "; ";
    stage.visitor.press(FocusKey::right);
  }
  CHECK(way ==
        "Keep what I typed; Erase and start over; Language; Help now: call or text; Keep what I typed; ");
  stage.visitor.press(FocusKey::back);
  CHECK(stage.visit().question == screens::Question::none);
  CHECK(stage.visit().draft.name.view() == "Sam");
}

TEST_CASE("Enter on what cannot be tapped yet tells why", "[keypad]") {
  Stage stage;
  stage.tap("Ask us to call you");
  stage.tap("Go on");
  stage.tap("Next");
  REQUIRE(stage.kiosk.screen_name() == "phone");
  Walker walker{stage, FocusKey::right};
  walker.go_to(stage.say("Next"));
  const std::string why = stage.say("Type the whole number first.");
  CHECK(stage.visitor.find(why) == nullptr);
  stage.visitor.press(FocusKey::enter);
  CHECK(stage.kiosk.screen_name() == "phone");
  const ui::Node* told = stage.visitor.find(why);
  REQUIRE(told != nullptr);
  CHECK_FALSE(told->clipped);
  CHECK(told->box.bottom() < stage.kiosk.focused()->box.y);
  stage.visitor.press(FocusKey::left);
  CHECK(stage.visitor.find(why) == nullptr);
}

}  // namespace
}  // namespace porchlight::kiosk::test
