// "Start over?" is asked over each question of the form: what erases lies neither where that question's main
// button was, nor where Start over itself was tapped, on every panel, in the usual and the largest text.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "kiosk/stage.h"
#include "kiosk/toured.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

ui::Rect main_button(const Stage& stage) {
  const auto& nodes = stage.visitor.see().nodes;
  const auto found = std::ranges::find_if(nodes, &ui::Node::main);
  REQUIRE(found != nodes.end());
  return found->box;
}

void start_over_from(Stage& stage, ScreenId screen) {
  stage.visit().go(screen);
  stage.visitor.settle();
  INFO(screens::name_of(screen));
  const ui::Rect main = main_button(stage), start_over = stage.visitor.find(stage.say("Start over"))->box;
  stage.tap("Start over");
  const auto& nodes = stage.visitor.see().nodes;
  const auto erases = std::ranges::find_if(nodes, &ui::Node::sends_or_erases);
  REQUIRE(erases != nodes.end());
  CHECK(gap(erases->box, main) >= 0);
  CHECK(gap(erases->box, start_over) >= 0);
  stage.tap("Keep what I typed");
}

TEST_CASE("what erases all lies nowhere that a hand was on any question of the form", "[layout]") {
  for (const platform::PixelSize size : {platform::PixelSize{1080, 1920}, {1920, 1080}, {1280, 800}})
    for (const ui::TextSize text_size : {ui::TextSize::m, ui::TextSize::xl})
      for (const Language language : {"en", "ar"}) {
        INFO(size.width << "x" << size.height << " " << ui::name_of(text_size) << " " << language);
        Stage stage({.size = size, .language = language, .text_size = text_size});
        stage.visit().draft.name.append("Sam");
        stage.visit().draft.number.append("4155550137");
        stage.visit().draft.when = intake::WhenToCall::evenings;
        for (const ScreenId screen : {ScreenId::name, ScreenId::phone, ScreenId::when, ScreenId::check})
          start_over_from(stage, screen);
      }
}

}  // namespace
}  // namespace porchlight::kiosk::test
