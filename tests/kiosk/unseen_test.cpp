// Nothing stays, and nothing is shown to whoever comes by: leaving in one tap, and a number that only its own
// screen shows.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

void to_a_safety_page(Stage& stage, const std::string& page) {
  stage.tap("Help now: call or text");
  stage.tap("Overdose, withdrawal, safety");
  REQUIRE(stage.visitor.tap(stage.kiosk.site().page(page, stage.visit().language)->title).ok());
}

const ui::Node& node(Stage& stage, std::string_view message) {
  const ui::Node* found = stage.visitor.find(stage.say(message));
  REQUIRE(found != nullptr);
  return *found;
}

bool says_anywhere(Stage& stage, std::string_view text) {
  const auto& nodes = stage.visitor.see().nodes;
  return std::ranges::any_of(nodes, [&](const ui::Node& one) {
    return one.name.find(text) != std::string::npos || one.value.find(text) != std::string::npos;
  });
}

TEST_CASE("each safety page is left in one tap, and the screen rests as if nobody had been there",
          "[unseen]") {
  for (const char* language : {"en", "es"})
    for (const guide::Page* page : example_site()->shelf(guide::Shelf::safety, language)) {
      Stage stage({.language = language});
      to_a_safety_page(stage, page->id);
      stage.tap("Leave this page");
      CHECK(stage.kiosk.resting());
      CHECK_FALSE(says_anywhere(stage, page->title));
      CHECK_FALSE(says_anywhere(stage, stage.say("Are you still there?")));
      // The second tap of a shaking hand wakes nothing; the next touch does, and finds the first screen.
      stage.clock.advance(milliseconds(300));
      stage.visitor.touch_at(540, 960);
      CHECK(stage.kiosk.resting());
      stage.visitor.wait(ui::touch_guard);
      stage.visitor.touch_at(540, 960);
      CHECK(stage.visit().here().screen == ScreenId::home);
      CHECK(stage.visit().trail.size() == 1);
    }
}

TEST_CASE("the list of safety pages is left the same way; other screens start over as ever", "[unseen]") {
  Stage stage;
  stage.tap("Help now: call or text");
  CHECK(stage.visitor.find("Start over") != nullptr);
  stage.tap("Overdose, withdrawal, safety");
  CHECK(stage.visitor.find("Start over") == nullptr);
  stage.tap("Leave this page");
  CHECK(stage.kiosk.resting());
}

TEST_CASE("the button that leaves looks from afar like the one that is always there", "[unseen]") {
  for (const ui::ThemeName theme : {ui::ThemeName::standard, ui::ThemeName::white_on_black}) {
    Stage stage({.theme = theme, .pixels = true});
    if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
    const auto colors = [&](const ui::Rect& box) {
      stage.renderer->draw(stage.gui.draw_data());
      const platform::Picture seen = stage.offscreen->read();
      std::array<double, 3> mean{};
      int count = 0;
      for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y)
        for (int x = static_cast<int>(box.x); x < static_cast<int>(box.right()); ++x, ++count)
          for (std::size_t c = 0; c < 3; ++c)
            mean[c] += seen.rgba[(static_cast<std::size_t>(y) * seen.width + x) * 4 + c];
      for (double& value : mean) value /= count;
      return mean;
    };
    stage.tap("The 12 steps");
    const ui::Rect usual = node(stage, "Start over").box;
    const auto usual_colors = colors(usual);
    stage.tap("‹ Back");
    to_a_safety_page(stage, "violence-at-home");
    const ui::Rect leaving = node(stage, "Leave this page").box;
    CHECK(leaving.x == usual.x);
    CHECK(leaving.y == usual.y);
    CHECK(leaving.width == usual.width);
    CHECK(leaving.height == usual.height);
    // A few letters more; no other color.
    const auto leaving_colors = colors(leaving);
    for (std::size_t c = 0; c < 3; ++c) CHECK(std::abs(leaving_colors[c] - usual_colors[c]) < 12);
  }
}

TEST_CASE("who typed something and leaves is asked, on a screen that shows nothing of either", "[unseen]") {
  Stage stage;
  stage.fill_in("Sam", "4155550137");
  to_a_safety_page(stage, "suicide");
  stage.tap("Leave this page");
  CHECK_FALSE(stage.kiosk.resting());
  CHECK(stage.visitor.find(stage.say("Leave this page?")) != nullptr);
  for (const char* text : {"Sam", "0137", "uicide"}) CHECK_FALSE(says_anywhere(stage, text));
  stage.tap("Keep what I typed");
  CHECK(stage.visit().draft.name.view() == "Sam");
  stage.tap("Leave this page");
  stage.tap("Erase and leave");
  CHECK(stage.kiosk.resting());
  CHECK_FALSE(stage.visit().draft.anything_typed());
}

TEST_CASE("after its own screen a number is masked, until one goes back to it", "[unseen]") {
  Stage stage;
  stage.fill_in("Sam", "4155550137");
  REQUIRE(stage.visit().here().screen == ScreenId::check);
  CHECK(says_anywhere(stage, "(•••) •••-0137"));
  for (const char* part : {"415", "555", "4155550137"}) CHECK_FALSE(says_anywhere(stage, part));
  stage.tap("Change: number");
  CHECK(says_anywhere(stage, "(415) 555-0137"));
  stage.tap("Next");
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  CHECK_FALSE(says_anywhere(stage, "0137"));
}

}  // namespace
}  // namespace porchlight::kiosk::test
