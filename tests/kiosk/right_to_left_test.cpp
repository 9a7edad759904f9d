// Where one reads from the right, every screen is the mirror image of the same screen in English: seen in
// Hebrew, which has no catalog, with the English pages, so that the words are the same.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "kiosk/stage.h"
#include "language/direction.h"

namespace porchlight::kiosk::test {
namespace {

constexpr float tolerance_px = 1.5f;  // boxes lie on whole pixels

struct Look {
  std::string screen;
  std::vector<ui::Node> nodes;
};

std::shared_ptr<const site::Site> with_hebrew_pages() {
  site::Site site = *example_site();
  site.pages["he"] = site.pages.at("en");
  for (guide::Page& page : site.pages["he"]) {
    page.language = "he";
    page.native_review = true;  // else it would say that nobody has read the translation
  }
  site.call_backs.languages = {"en", "he"};  // else it would say that no caller speaks it
  // Else its words would be shown with their language named.
  LocalText& who = site.call_backs.who;
  if (!who.empty()) who.versions.push_back({"he", who.in("en").text});
  return std::make_shared<const site::Site>(std::move(site));
}

std::vector<Look> walk(const Language& language, platform::PixelSize size) {
  Stage stage({.size = size, .language = language, .site = with_hebrew_pages()});
  std::vector<Look> looks;
  const auto look = [&](const std::string& screen) {
    stage.visitor.settle();
    looks.push_back({screen, stage.visitor.see().nodes});
  };
  look("home");
  stage.tap("The 12 steps");
  look("steps");
  REQUIRE(stage.visitor.tap(stage.kiosk.site().page("step-08", "en")->title).ok());
  look("step");
  stage.tap("Help now: call or text");
  look("now");
  stage.tap("Start over");
  stage.tap("Ask us to call you");
  look("ask");
  stage.kiosk.visit()->go(screens::ScreenId::name);
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
  stage.tap("Start over");
  look("start over?");
  return looks;
}

TEST_CASE("in a language read from the right every screen is mirrored, in the same reading order") {
  for (const platform::PixelSize size : {platform::PixelSize{1080, 1920}, {1920, 1080}}) {
    const std::vector<Look> english = walk("en", size), hebrew = walk("he", size);
    REQUIRE(english.size() == hebrew.size());
    for (std::size_t i = 0; i < english.size(); ++i) {
      INFO(size.width << "x" << size.height << " " << english[i].screen);
      REQUIRE(english[i].nodes.size() == hebrew[i].nodes.size());
      int compared = 0;
      for (std::size_t n = 0; n < english[i].nodes.size(); ++n) {
        const ui::Node &here = english[i].nodes[n], &there = hebrew[i].nodes[n];
        CHECK(here.role == there.role);
        // Times and dates are written as in Hebrew, and words of staff name their language.
        if (here.name != there.name || here.role == ui::Role::key) continue;
        if (std::abs(here.box.width - there.box.width) > tolerance_px) continue;
        INFO(here.name);
        const float mirrored = static_cast<float>(size.width) - here.box.right();
        CHECK(std::abs(there.box.x - mirrored) <= tolerance_px);
        ++compared;
      }
      CHECK(compared >= 5);
    }
  }
}

TEST_CASE("the keys of keyboard and digit pad stand where everybody knows them, also read from the right") {
  for (const char* screen : {"name", "phone"}) {
    Stage stage({.language = "he"});
    stage.visit().go(std::string_view(screen) == "name" ? screens::ScreenId::name : screens::ScreenId::phone);
    stage.visitor.settle();
    const bool pad = std::string_view(screen) == "phone";
    const ui::Node *left = stage.visitor.find(pad ? "1" : "Q"), *right = stage.visitor.find(pad ? "3" : "P");
    REQUIRE(left != nullptr);
    REQUIRE(right != nullptr);
    INFO(screen);
    CHECK(left->box.right() < right->box.x);
  }
}

TEST_CASE("in Arabic every number to call stands as it is dialled, and the page says why to call in Arabic") {
  Stage stage({.language = "ar"});
  stage.tap("Help now: call or text");
  for (const guide::Helpline* line : guide::for_help_screen(stage.kiosk.site().helplines)) {
    INFO(line->number);
    CHECK(stage.visitor.find(line->number) != nullptr);
  }
  for (const ui::Node& node : stage.visitor.see().nodes) {
    INFO(node.name);
    if (node.role == ui::Role::heading && node.language.empty() &&
        node.name != stage.kiosk.site().facility.name)
      CHECK(language::has_right_to_left(node.name));
  }
}

// The middle of all that differs between two pictures of the same place, across.
float middle_of_change(const platform::Picture& before, const platform::Picture& after, const ui::Rect& box) {
  double sum = 0, count = 0;
  for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y)
    for (int x = static_cast<int>(box.x); x < static_cast<int>(box.right()); ++x) {
      const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(before.width) +
                       static_cast<std::size_t>(x)) *
                      4;
      if (before.rgba[at] == after.rgba[at]) continue;
      sum += x;
      ++count;
    }
  return count == 0 ? 0 : static_cast<float>(sum / count);
}

TEST_CASE("what is typed runs in its own direction: a number from the left, an Arabic name from the right") {
  Stage stage({.language = "he", .pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  const auto picture = [&] {
    stage.visitor.settle();
    stage.renderer->draw(stage.gui.draw_data());
    return stage.offscreen->read();
  };
  stage.visit().go(screens::ScreenId::phone);
  stage.visit().draft.number.append("415");
  const platform::Picture three = picture();
  const ui::Rect number = stage.visitor.find("Phone number")->box;
  stage.visit().draft.number.append("555");
  CHECK(middle_of_change(three, picture(), number) < number.centre_x());

  stage.visit().go(screens::ScreenId::name);
  stage.visit().draft.name.append("نور");
  const platform::Picture one = picture();
  const ui::Rect name = stage.visitor.find("First name or nickname")->box;
  stage.visit().draft.name.append(" نور");
  CHECK(middle_of_change(one, picture(), name) > name.centre_x());
}

struct Night {
  platform::Picture picture;
  ui::Rect line;  // of the number
  float px_per_mm;
};

// The numbers left when the building is closed, where the NA line has this one.
Night night_with(const std::string& number) {
  site::Site site = *example_site();
  const auto line = std::ranges::find(site.helplines, "(415) 555-0143", &guide::Helpline::number);
  REQUIRE(line != site.helplines.end());
  line->number = number;
  Stage stage({.language = "ar",
               .at = "2026-11-25T02:00",
               .site = std::make_shared<const site::Site>(std::move(site)),
               .pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  stage.visitor.wait(stage.kiosk.site().session.rest_after);
  const ui::Node* node = stage.visitor.find(number);
  REQUIRE(node != nullptr);
  stage.renderer->draw(stage.gui.draw_data());
  return {stage.offscreen->read(), node->box, stage.px({1})};
}

TEST_CASE("in the dark a number keeps its order beside the Arabic name of its line") {
  const Night night = night_with("(415) 555-0143"), other = night_with("(418) 555-0143");
  // The line begins with the number at its right edge: there stand its last digits, which are the same.
  constexpr float last_digits_mm = 30;
  const auto changed = [&](int x) {
    for (int y = static_cast<int>(night.line.y); y < static_cast<int>(night.line.bottom()); ++y)
      if (const auto at = static_cast<std::size_t>(y * night.picture.width + x) * 4;
          night.picture.rgba[at] != other.picture.rgba[at])
        return true;
    return false;
  };
  int last = static_cast<int>(night.line.right());
  while (last > 0 && !changed(last)) --last;
  CHECK(last > 0);
  CHECK(static_cast<float>(last) < night.line.right() - last_digits_mm * night.px_per_mm);
}

TEST_CASE("an arrow points on to the left where one reads from the right") {
  // A row of the list of steps ends in an arrow; of its pixels the point is the narrower half.
  for (const char* language : {"en", "he"}) {
    Stage stage({.language = language, .pixels = true});
    if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
    stage.tap("Help now: call or text");
    stage.tap("Overdose, withdrawal, safety");
    stage.visitor.settle();
    const auto& nodes = stage.visitor.see().nodes;
    const auto row = std::ranges::find_if(
        nodes, [](const ui::Node& node) { return node.role == ui::Role::button && !node.hint.empty(); });
    REQUIRE(row != nodes.end());
    stage.renderer->draw(stage.gui.draw_data());
    const platform::Picture picture = stage.offscreen->read();
    const bool from_the_right = std::string_view(language) == "he";
    const float reach = stage.px({20});
    const float from = from_the_right ? row->box.x : row->box.right() - reach;
    // In the middle of its height an arrow is only its point.
    int first = -1, last = -1, first_low = -1;
    const auto dark = [&](int x, int y) {
      const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                       static_cast<std::size_t>(x)) *
                      4;
      return picture.rgba[at] < 128;
    };
    const int middle = static_cast<int>(row->box.centre_y()),
              low = middle + static_cast<int>(stage.px({2.5f}));
    for (int x = static_cast<int>(from) + 4; x < static_cast<int>(from + reach) - 4; ++x) {
      if (dark(x, middle)) {
        if (first < 0) first = x;
        last = x;
      }
      if (dark(x, low) && first_low < 0) first_low = x;
    }
    INFO(language);
    REQUIRE(first > 0);
    REQUIRE(first_low > 0);
    CHECK((from_the_right ? first < first_low : last > first_low));
  }
}

}  // namespace
}  // namespace porchlight::kiosk::test
