// Long lists: by dragging, by a throw, and by the More buttons alone.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

const ui::Node* control(const Stage& stage, int direction) {
  const auto& nodes = stage.visitor.see().nodes;
  const auto found = std::find_if(nodes.begin(), nodes.end(),
                                  [&](const ui::Node& node) { return node.scrolls == direction; });
  return found == nodes.end() ? nullptr : &*found;
}

Stage& at_meetings(Stage& stage) {
  stage.tap("Find a meeting");
  stage.visitor.wait(seconds(1));  // past the touch guard
  REQUIRE(stage.visit().here().scroll.reach_px > 0);
  return stage;
}

TEST_CASE("dragging a list moves it with the finger, and opens nothing", "[scroll]") {
  Stage stage;
  at_meetings(stage);
  const float y = control(stage, +1)->box.y - 60;
  stage.visitor.drag(500, y, y - 300, milliseconds(2000));
  CHECK(stage.kiosk.screen_name() == "meetings");
  CHECK(stage.visit().here().scroll.offset_px >= 250);
  CHECK_FALSE(stage.visit().here().scroll.moving());
}

TEST_CASE("a quick drag throws the list further than the finger went, until it rests", "[scroll]") {
  Stage stage;
  stage.kiosk.set_defaults({{}, ui::TextSize::xl, {}});  // a longer list
  at_meetings(stage);
  const float y = control(stage, +1)->box.y - 60;
  stage.visitor.drag(500, y, y - 300, milliseconds(160));
  CHECK(stage.visit().here().scroll.offset_px > 320);
  CHECK_FALSE(stage.kiosk.animating());
}

TEST_CASE("More alone leads to the end of a list and Back up to its top, where each of them rests",
          "[scroll]") {
  Stage stage;
  at_meetings(stage);
  REQUIRE(control(stage, +1)->tappable());
  CHECK_FALSE(control(stage, -1)->tappable());
  int taps = 0;
  while (control(stage, +1)->tappable() && ++taps < 30)
    REQUIRE(stage.visitor.tap(control(stage, +1)->name).ok());
  CHECK(stage.visit().here().scroll.offset_px >= stage.visit().here().scroll.reach_px - 1);
  CHECK_FALSE(control(stage, +1)->tappable());
  while (control(stage, -1)->tappable() && ++taps < 60)
    REQUIRE(stage.visitor.tap(control(stage, -1)->name).ok());
  CHECK(stage.visit().here().scroll.offset_px <= 1);
  CHECK(taps < 20);
}

TEST_CASE("what is on a list passes by without a gap: More keeps the last line in sight", "[scroll]") {
  Stage stage;
  stage.kiosk.set_defaults({{}, ui::TextSize::xl, {}});  // a list of several screens
  at_meetings(stage);
  const ui::Scroll& list = stage.visit().here().scroll;
  REQUIRE(list.reach_px > 1.5f * list.viewport_px);
  REQUIRE(stage.visitor.tap(control(stage, +1)->name).ok());
  CHECK(list.offset_px < list.viewport_px);
}

TEST_CASE("Back finds a list where it was left", "[scroll]") {
  Stage stage;
  at_meetings(stage);
  REQUIRE(stage.visitor.tap(control(stage, +1)->name).ok());
  const float left_at = stage.visit().here().scroll.offset_px;
  REQUIRE(left_at > 0);
  stage.tap("Help now: call or text");
  stage.tap("‹ Back");
  CHECK(stage.visit().here().scroll.offset_px == left_at);
}

}  // namespace
}  // namespace porchlight::kiosk::test
