// What the theme promises (tests/ui/theme_test.cpp), held against pixels: in each box of text on these
// screens the ink differs from the ground as much as a visitor with poor eyes needs.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstdlib>
#include <unordered_map>

#include "kiosk/stage.h"
#include "language/catalog.h"
#include "platform/picture.h"
#include "ui/color.h"

namespace porchlight::kiosk::test {
namespace {

using ui::Color;

constexpr ui::ThemeName all_themes[] = {ui::ThemeName::standard, ui::ThemeName::dark,
                                        ui::ThemeName::white_on_black, ui::ThemeName::black_on_white};

constexpr double least_contrast = 10, least_high_contrast = 20;

Color pixel(const platform::Picture& picture, int x, int y) {
  const std::uint8_t* at =
      &picture.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                     static_cast<std::size_t>(x)) *
                    4];
  return {at[0], at[1], at[2]};
}

std::uint32_t number(Color c) {
  return std::uint32_t{c.red} << 16 | std::uint32_t{c.green} << 8 | c.blue;
}

// Of the pixel that differs most from the most frequent one: the middle of a stroke against the ground around
// it.
double contrast_in(const platform::Picture& picture, const ui::Rect& box) {
  const int left = std::max(0, static_cast<int>(box.x)),
            right = std::min(picture.width, static_cast<int>(box.right()));
  const int top = std::max(0, static_cast<int>(box.y)),
            bottom = std::min(picture.height, static_cast<int>(box.bottom()));
  std::unordered_map<std::uint32_t, int> counts;
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) ++counts[number(pixel(picture, x, y))];
  if (counts.empty()) return 0;
  const Color ground =
      Color::hex(std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                   return a.second < b.second;
                 })->first);
  double most = 1;
  for (const auto& [color, count] : counts) most = std::max(most, ui::contrast(Color::hex(color), ground));
  return most;
}

// Where the part that `node` scrolls with ends; below it its text is not drawn.
float lower_end(const Stage& stage, const ui::Semantics& seen, std::size_t node) {
  if (seen.nodes[node].scroller == nullptr) return 1e9f;
  const auto more = std::find_if(seen.nodes.begin() + static_cast<std::ptrdiff_t>(node), seen.nodes.end(),
                                 [](const ui::Node& other) { return other.scrolls != 0; });
  return more == seen.nodes.end() ? 1e9f : more->box.y - stage.px(ui::size::gap);
}

void look_at(Stage& stage, const std::string& name, double least) {
  stage.visitor.settle();
  stage.renderer->draw(stage.gui.draw_data());
  const platform::Picture picture = stage.offscreen->read();
  const ui::Semantics& seen = stage.visitor.see();
  std::string poor;
  int looked_at = 0;
  for (const ui::Ink& ink : seen.inks) {
    const ui::Node& node = seen.nodes[ink.node];
    if (node.offscreen || ink.box.bottom() > lower_end(stage, seen, ink.node)) continue;
    if (node.name == stage.say("Space")) continue;  // a key without a mark, as everywhere
    ++looked_at;
    if (const double found = contrast_in(picture, ink.box); found < least)
      poor += "\n“" + node.name + "”: " + std::to_string(found);
  }
  INFO(name << ": less than " << least << " to 1:" << poor);
  CHECK(poor.empty());
  CHECK(looked_at >= 3);
}

void look_around(ui::ThemeName theme, double least, const Language& language) {
  Stage stage({.language = language, .theme = theme, .pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  INFO(ui::name_of(theme) << ", " << language);
  const auto look = [&](const std::string& name) { look_at(stage, name, least); };
  const auto home = [&] {
    stage.kiosk.set_defaults({language, ui::TextSize::m, theme});
    stage.visitor.settle();
  };
  look("home");
  stage.tap("Find a meeting");
  look("meetings");
  stage.visit().go(screens::ScreenId::meeting, "tuesday-night-beginners@2026-11-24");
  look("meeting");
  home();
  stage.tap("The 12 steps");
  look("steps");
  REQUIRE(stage.visitor.tap(stage.kiosk.site().page("step-08", language)->title).ok());
  look("step");
  home();
  stage.tap("Help now: call or text");
  look("now");
  home();
  stage.tap("Who answers?");
  look("who-answers");
  home();
  stage.tap("Ask us to call you");
  stage.visit().go(screens::ScreenId::name);
  REQUIRE(stage.visitor.type("Sam").ok());
  look("name");
  stage.tap("Next");
  REQUIRE(stage.visitor.type("4155550137").ok());
  look("phone");
  stage.tap("Next");
  stage.tap("As soon as someone can");
  look("when");
  stage.tap("Next");
  look("check");
  home();
  stage.tap("Text and colors");
  // The four themes stand on it side by side, each in its own colors.
  look_at(stage, "text-and-colors", least_contrast);
  home();
  stage.visitor.wait(stage.kiosk.site().session.rest_after + seconds(1));
  REQUIRE(stage.kiosk.resting());
  // Nobody has chosen a theme while it rests: it is dark in each of them.
  look_at(stage, "rest", least_contrast);
}

// One language for each theme; every language in all of them when there is time.
void look_around_in(ui::ThemeName theme, double least, const Language& usual) {
  if (std::getenv("PORCHLIGHT_LONG") == nullptr) return look_around(theme, least, usual);
  for (const Language& language : language::available_languages()) look_around(theme, least, language);
}

TEST_CASE("text stands out from its ground ten times in the pixels", "[contrast]") {
  look_around_in(ui::ThemeName::standard, least_contrast, "en");
}

TEST_CASE("text stands out from its ground ten times in the pixels of the dark theme", "[contrast]") {
  look_around_in(ui::ThemeName::dark, least_contrast, "zh-Hans");
}

TEST_CASE("text stands out from its ground twenty times in the pixels of a high-contrast theme",
          "[contrast]") {
  look_around_in(ui::ThemeName::white_on_black, least_high_contrast, "ar");
}

TEST_CASE("text stands out from its ground twenty times in the pixels of the other high-contrast theme",
          "[contrast]") {
  look_around_in(ui::ThemeName::black_on_white, least_high_contrast, "vi");
}

platform::Picture draw(Stage& stage) {
  stage.gui.build_until_settled(stage.kiosk);
  stage.renderer->draw(stage.gui.draw_data());
  return stage.offscreen->read();
}

TEST_CASE("a finger on a button can be seen in every theme", "[contrast]") {
  for (const ui::ThemeName theme : all_themes) {
    Stage stage({.theme = theme, .pixels = true});
    if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
    stage.visitor.wait(seconds(1));
    for (const char* message : {"Help now: call or text", "Who answers?", "The 12 steps"}) {
      const ui::Node* button = stage.visitor.find(stage.say(message));
      REQUIRE(button != nullptr);
      const ui::Rect box = button->box;
      const platform::Picture before = draw(stage);
      stage.gui.touch_down(box.centre_x(), box.centre_y());
      const platform::Picture pressed = draw(stage);
      double most = 1;
      for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y)
        for (int x = static_cast<int>(box.x); x < static_cast<int>(box.right()); ++x)
          most = std::max(most, ui::contrast(pixel(before, x, y), pixel(pressed, x, y)));
      INFO(ui::name_of(theme) << ": " << message << " changes by " << most << " to 1");
      CHECK(most >= 3);
      stage.gui.touch_move(box.centre_x(), box.y - 300);
      stage.gui.touch_up();
      stage.visitor.settle();
    }
  }
}

// Every pixel on the middle line of the ring around `box`, without its corners.
template <class Look>
void along_ring(const Stage& stage, const ui::Rect& box, Look look) {
  const float out = stage.px(ui::size::focus_space) + stage.px(ui::size::focus_ring) / 2;
  const float corner = std::min({stage.px(ui::size::button_radius) * 2, box.width / 2, box.height / 2});
  for (float x = box.x + corner; x <= box.right() - corner; ++x)
    for (const float y : {box.y - out, box.bottom() + out}) look(static_cast<int>(x), static_cast<int>(y));
  for (float y = box.y + corner; y <= box.bottom() - corner; ++y)
    for (const float x : {box.x - out, box.right() + out}) look(static_cast<int>(x), static_cast<int>(y));
}

// How many pixels of the ring lie beside the middle of the box.
int thickness(const Stage& stage, const platform::Picture& picture, const ui::Rect& box, Color ring) {
  int pixels = 0;
  const int from = static_cast<int>(box.x - stage.px(ui::size::gap));
  for (int x = std::max(0, from); x < static_cast<int>(box.x); ++x)
    if (pixel(picture, x, static_cast<int>(box.centre_y())) == ring) ++pixels;
  return pixels;
}

// Of each pixel: what it was without the ring against what it is (WCAG 2.2, 2.4.13). A word or a neighbour
// that the ring lies over, or an end of it that is cut off, has too little.
void look_at_rings(Stage& stage, const std::string& screen, const ui::Theme& theme) {
  stage.visitor.wait(seconds(1));
  const platform::Picture before = draw(stage);
  stage.visitor.press(ui::FocusKey::next);
  REQUIRE(stage.kiosk.focused() != nullptr);
  const std::string first = stage.kiosk.focused()->name;
  int looked_at = 0;
  do {
    const ui::Node node = *stage.kiosk.focused();
    if (node.scroller == nullptr || node.scroller->offset_px == 0) {
      const platform::Picture after = draw(stage);
      double least = 21;
      along_ring(stage, node.box, [&](int x, int y) {
        least = std::min(least, ui::contrast(pixel(before, x, y), pixel(after, x, y)));
      });
      INFO(screen << ": the ring around “" << node.name << "” differs by " << least << " to 1");
      CHECK(least >= 3);
      CHECK(thickness(stage, after, node.box, theme.focus) >=
            static_cast<int>(stage.px(ui::size::focus_ring)));
      ++looked_at;
    }
    stage.visitor.press(ui::FocusKey::right);
  } while (stage.kiosk.focused()->name != first);
  CHECK(looked_at >= 3);
}

TEST_CASE("the ring of the focus is 2 mm thick, whole, over no word, and seen in every theme", "[contrast]") {
  for (const ui::ThemeName theme : all_themes) {
    Stage stage({.size = {540, 960}, .theme = theme, .pixels = true});
    if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
    INFO(ui::name_of(theme));
    look_at_rings(stage, "home", ui::theme(theme));
    stage.tap("Ask us to call you");
    look_at_rings(stage, "ask", ui::theme(theme));
    stage.tap("Go on");
    look_at_rings(stage, "name", ui::theme(theme));
    stage.tap("Help now: call or text");
    look_at_rings(stage, "now", ui::theme(theme));
    stage.tap("‹ Back");  // a finger hides the focus
    stage.visitor.wait(stage.kiosk.site().session.idle + seconds(1));
    REQUIRE(stage.kiosk.asking_still_there());
    look_at_rings(stage, "still", ui::theme(theme));
  }
}

}  // namespace
}  // namespace porchlight::kiosk::test
