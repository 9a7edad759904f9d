#include "ui/touch.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace porchlight::ui {
namespace {

constexpr float slop_px = 20;
constexpr milliseconds frame{16};

// A finger over two buttons beside a list: what it taps is written down.
struct Hand {
  Touch touch{slop_px};
  Semantics screen;
  Scroll list;
  std::vector<ScrollArea> areas;
  std::string tapped;
  Monotonic now{seconds(100)};

  Hand() {
    button("Left", {0, 0, 100, 100});
    button("Right", {110, 0, 100, 100});
    list.reach_px = 1000;
    list.viewport_px = 300;
    areas = {{{0, 200, 300, 300}, &list}};
    in_list("Row", {0, 200, 300, 80});
    in_list("Far row", {0, 480, 300, 80});  // its lower part lies below the viewport, which ends at 500
  }

  void button(const std::string& name, Rect box) {
    Node node{.role = Role::button, .name = name, .box = box};
    node.tap = [this, name] { tapped += name + ";"; };
    screen.nodes.push_back(node);
  }
  void in_list(const std::string& name, Rect box) {
    button(name, box);
    screen.nodes.back().scroller = &list;
  }

  void at(float x, float y, bool down, milliseconds later = frame) {
    now += later;
    if (const auto tap = touch.update(now, {x, y, down}, screen, areas)) (*tap)();
  }
  void press(float x, float y) { at(x, y, true); }
  void lift(float x, float y, milliseconds later = frame) { at(x, y, false, later); }
  void tap(float x, float y) {
    press(x, y);
    lift(x, y, milliseconds(90));
  }
};

TEST_CASE("a tap acts when the finger is lifted, not when it comes down") {
  Hand hand;
  hand.press(50, 50);
  CHECK(hand.tapped.empty());
  hand.lift(50, 50);
  CHECK(hand.tapped == "Left;");
}

TEST_CASE("a finger that slides to another target taps neither") {
  Hand hand;
  hand.press(50, 50);
  hand.at(150, 50, true);
  hand.lift(150, 50);
  CHECK(hand.tapped.empty());
}

TEST_CASE("a finger that trembles inside its target taps it") {
  Hand hand;
  hand.press(20, 20);
  hand.at(60, 70, true);
  hand.lift(80, 30);
  CHECK(hand.tapped == "Left;");
}

TEST_CASE("a finger that comes down beside a target and slides into it taps nothing") {
  Hand hand;
  hand.press(105, 50);
  hand.lift(50, 50);
  CHECK(hand.tapped.empty());
}

TEST_CASE("for 700 ms after the screen has changed nothing can be tapped") {
  Hand hand;
  hand.touch.scene_changed(hand.now);
  hand.lift(50, 50, milliseconds(0));
  hand.at(50, 50, true, milliseconds(680));
  hand.lift(50, 50, milliseconds(10));
  CHECK(hand.tapped.empty());
  hand.tap(50, 50);
  CHECK(hand.tapped == "Left;");
}

TEST_CASE("a press that began before the guard ended means nothing, however long it is held") {
  Hand hand;
  hand.touch.scene_changed(hand.now);
  hand.at(50, 50, true, milliseconds(300));
  hand.lift(50, 50, seconds(5));
  CHECK(hand.tapped.empty());
  hand.tap(50, 50);
  CHECK(hand.tapped == "Left;");
}

TEST_CASE("a finger that was down when the screen changed taps nothing on the new one") {
  Hand hand;
  hand.press(50, 50);
  hand.touch.scene_changed(hand.now);
  hand.lift(50, 50, seconds(2));
  CHECK(hand.tapped.empty());
}

TEST_CASE("a finger that drags the list moves it and taps nothing") {
  Hand hand;
  hand.press(100, 260);
  hand.at(100, 250, true);  // within the slop
  CHECK(hand.list.offset_px == 0);
  hand.at(100, 220, true);
  CHECK(hand.list.offset_px == 40);
  hand.lift(100, 220, milliseconds(200));
  CHECK(hand.tapped.empty());
  CHECK(hand.list.speed_px_s == 0);  // it rested before it was lifted
}

TEST_CASE("a flick throws the list, which comes to rest by itself; a drag ends at the ends of the list") {
  Hand hand;
  hand.press(100, 480);
  for (float y = 460; y >= 300; y -= 20) hand.at(100, y, true);
  hand.lift(100, 300);
  CHECK(hand.list.speed_px_s > 500);
  float before = hand.list.offset_px;
  int frames = 0;
  while (glide(hand.list, 0.016f) && frames < 1000) {
    CHECK(hand.list.offset_px >= before);
    before = hand.list.offset_px;
    ++frames;
  }
  CHECK(frames > 10);
  CHECK(frames < 1000);
  CHECK(hand.list.offset_px <= hand.list.reach_px);

  Hand other;
  other.press(100, 220);
  other.at(100, 480, true);
  CHECK(other.list.offset_px == 0);
}

TEST_CASE("a finger put on a moving list stops it and means nothing else") {
  Hand hand;
  hand.list.speed_px_s = 800;
  hand.tap(100, 240);
  CHECK(hand.list.speed_px_s == 0);
  CHECK(hand.tapped.empty());
  hand.tap(100, 240);
  CHECK(hand.tapped == "Row;");
}

TEST_CASE("a row can be tapped where it can be seen, and not where it is scrolled out of sight") {
  Hand hand;
  hand.tap(100, 490);
  CHECK(hand.tapped == "Far row;");
  hand.tap(100, 530);
  CHECK(hand.tapped == "Far row;");
}

TEST_CASE("what lies above is tapped, not what lies under it; what is disabled is not tapped") {
  Hand hand;
  hand.button("Over", {50, 50, 100, 100});
  hand.tap(60, 60);
  CHECK(hand.tapped == "Over;");
  hand.screen.nodes.back().disabled = true;
  hand.tap(60, 60);
  CHECK(hand.tapped == "Over;Left;");
}

TEST_CASE("a key that deletes takes the second of two quick taps for a tremor's, any other key does not") {
  Hand hand;
  hand.screen.nodes[0].guards_repeat = true;
  hand.tap(50, 50);
  hand.now += repeat_guard - 2 * frame;
  hand.tap(50, 50);
  CHECK(hand.tapped == "Left;");
  hand.now += repeat_guard;
  hand.tap(50, 50);
  CHECK(hand.tapped == "Left;Left;");
  hand.tapped.clear();
  hand.tap(150, 50);
  hand.tap(150, 50);
  CHECK(hand.tapped == "Right;Right;");
  hand.tap(50, 50);  // not right behind itself
  CHECK(hand.tapped == "Right;Right;Left;");
}

TEST_CASE("at the end of a visit the finger is forgotten") {
  Hand hand;
  hand.press(50, 50);
  CHECK(hand.touch.pressed(hand.screen.nodes[0]));
  hand.touch.forget();
  CHECK_FALSE(hand.touch.pressed(hand.screen.nodes[0]));
  hand.lift(50, 50);
  CHECK(hand.tapped.empty());
}

TEST_CASE("More glides to its goal within half a second and stops there, also at the end of the list") {
  Scroll list{.reach_px = 500, .viewport_px = 300};
  list.goal_px = 255;
  float passed_s = 0;
  while (glide(list, 0.016f) && passed_s < 5) passed_s += 0.016f;
  CHECK(list.offset_px == 255);
  CHECK(passed_s < 0.6f);
  list.goal_px = 900;
  while (glide(list, 0.016f) && passed_s < 5) passed_s += 0.016f;
  CHECK(list.offset_px == 500);
  CHECK_FALSE(list.moving());
}

}  // namespace
}  // namespace porchlight::ui
