// "Listen": the page is read aloud, marked where it is, and anything a visitor does ends it.
#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "kiosk/stage.h"
#include "kiosk/toured.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

constexpr seconds idle{120}, rest_after{30};

std::string heard(const ui::Utterance& utterance) {
  std::string all;
  for (const ui::Phrase& phrase : utterance.phrases) all += phrase.text + " ";
  return all;
}

bool was_said(const Stage& stage, std::string_view text) {
  for (const ui::Utterance& utterance : stage.speech.said)
    if (heard(utterance).find(text) != std::string::npos) return true;
  return false;
}

// What is said now comes to its end, and the next is begun.
void hear(Stage& stage) {
  stage.speech.end();
  stage.visitor.settle();
}

// Everything that is said until it ends; `look` at each part.
void listen(
    Stage& stage, const std::function<void(const ui::Node&)>& look = [](const ui::Node&) {}) {
  stage.tap("Listen");
  constexpr int most_parts = 500;
  for (int parts = 0; stage.kiosk.being_read() != nullptr; ++parts) {
    REQUIRE(parts < most_parts);
    look(*stage.kiosk.being_read());
    hear(stage);
  }
  CHECK_FALSE(stage.speech.speaking());
}

TEST_CASE("Listen reads the page from its top, and what is read is marked and in sight") {
  Stage stage;
  stage.tap("The 12 steps");
  REQUIRE(stage.visitor.tap(stage.kiosk.site().page("step-08", "en")->title).ok());
  std::vector<std::string> names;
  bool scrolled = false;
  listen(stage, [&](const ui::Node& node) {
    names.push_back(node.name);
    INFO(node.name);
    CHECK_FALSE(node.offscreen);
    if (node.scroller != nullptr) scrolled = scrolled || node.scroller->offset_px > 0;
  });
  CHECK(names.front() == stage.kiosk.site().facility.name);
  CHECK(names.back() == stage.say("Help now: call or text"));
  CHECK(names.size() > 8);
  CHECK(stage.speech.said.size() == names.size());
  // A long page has moved on by itself.
  CHECK(scrolled);
  CHECK(stage.visitor.find("Listen") != nullptr);
}

TEST_CASE("tapped again it stops") {
  Stage stage;
  stage.tap("Listen");
  REQUIRE(stage.kiosk.being_read() != nullptr);
  REQUIRE(stage.visitor.find("Listen") == nullptr);
  stage.tap("Stop");
  CHECK_FALSE(stage.speech.speaking());
  CHECK(stage.kiosk.being_read() == nullptr);
  CHECK(stage.visitor.find("Stop") == nullptr);
  // And once more it begins anew.
  const std::size_t said = stage.speech.said.size();
  stage.tap("Listen");
  CHECK(stage.speech.said.size() == said + 1);
}

TEST_CASE("any touch and any key interrupt it") {
  Stage stage;
  stage.tap("Listen");
  stage.gui.touch_down(5, 5);
  stage.visitor.settle();
  CHECK_FALSE(stage.speech.speaking());
  stage.gui.touch_up();
  stage.visitor.settle();
  CHECK(stage.kiosk.being_read() == nullptr);

  stage.tap("Listen");
  REQUIRE(stage.speech.speaking());
  stage.visitor.press(ui::FocusKey::right);
  CHECK_FALSE(stage.speech.speaking());

  // What is tapped meanwhile does what it does.
  stage.tap("Listen");
  stage.tap("The 12 steps");
  CHECK(stage.visit().here().screen == ScreenId::steps);
  CHECK_FALSE(stage.speech.speaking());
}

TEST_CASE("by keys Listen begins, and the same key stops it") {
  Stage stage;
  stage.visitor.press(ui::FocusKey::next);  // the start key would begin to speak
  while (stage.kiosk.focused()->name != "Listen") stage.visitor.press(ui::FocusKey::right);
  stage.visitor.press(ui::FocusKey::enter);
  CHECK(stage.speech.speaking());
  stage.visitor.press(ui::FocusKey::enter);
  CHECK_FALSE(stage.speech.speaking());
}

TEST_CASE("who listens is there: the time without a touch begins when the page has been heard") {
  Stage stage;
  stage.tap("The 12 steps");
  stage.tap("Listen");
  stage.visitor.wait(idle + seconds(60));
  CHECK_FALSE(stage.kiosk.asking_still_there());
  while (stage.speech.speaking()) hear(stage);
  stage.visitor.wait(idle - seconds(1));
  CHECK_FALSE(stage.kiosk.asking_still_there());
  stage.visitor.wait(seconds(1));
  CHECK(stage.kiosk.asking_still_there());
}

TEST_CASE("where nothing can be heard there is no Listen") {
  Stage stage;
  REQUIRE(stage.visitor.find("Listen") != nullptr);
  stage.speech.works = false;
  stage.visitor.settle();
  CHECK(stage.visitor.find("Listen") == nullptr);
  // Or in a language without a voice.
  stage.speech.works = true;
  stage.speech.languages = {"en"};
  stage.choose_language("es");
  CHECK(stage.visitor.find(stage.say("Listen")) == nullptr);
  stage.choose_language("en");
  CHECK(stage.visitor.find("Listen") != nullptr);
}

TEST_CASE("a button that says another word leaves those beside it where they are") {
  for (const Language& language : example_site()->languages) {
    Stage stage({.size = {1920, 1080}, .language = language, .text_size = ui::TextSize::xl});
    auto hung = std::make_shared<site::Site>(stage.kiosk.site());
    hung->screen.bottom_from_floor_mm = 1070;
    const auto as_it_was = stage.kiosk.take(hung);
    stage.visitor.settle();
    const auto beside = [&] { return stage.box_of("Help now: call or text"); };
    const ui::Rect before = beside();
    for (const char* tapped : {"Listen", "Stop", "Lower page", "Raise page"}) {
      stage.tap(tapped);
      const ui::Rect now = beside();
      INFO(language << ", after " << tapped);
      CHECK(now.x == before.x);
      CHECK(now.y == before.y);
      CHECK(now.width == before.width);
      CHECK(now.height == before.height);
    }
  }
}

TEST_CASE("when the sound breaks off the reading ends and the button goes") {
  Stage stage;
  stage.tap("Listen");
  stage.speech.works = false;
  stage.speech.end(false);
  stage.visitor.settle();
  CHECK(stage.kiosk.being_read() == nullptr);
  CHECK(stage.visitor.find("Listen") == nullptr);
  CHECK(stage.visitor.find("Stop") == nullptr);
}

TEST_CASE("a page is read in the visitor's language") {
  Stage stage;
  stage.choose_language("es");
  listen(stage);
  for (const ui::Utterance& utterance : stage.speech.said)
    for (const ui::Phrase& phrase : utterance.phrases) {
      INFO(phrase.text);
      CHECK(phrase.language == "es");
    }
}

TEST_CASE("what a visitor typed is not said through the loudspeaker") {
  Stage stage;
  stage.tap("Ask us to call you");
  stage.tap("Go on");
  REQUIRE(stage.visitor.type("Zanzibar").ok());
  listen(stage);
  stage.tap("Next");
  REQUIRE(stage.visitor.type("4155550137").ok());
  listen(stage);
  stage.tap("Next");
  stage.tap("As soon as someone can");
  stage.tap("Next");
  REQUIRE(stage.visit().here().screen == ScreenId::check);
  listen(stage);
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  const std::string digits(stage.visit().withdraw_code.view());
  listen(stage);
  CHECK(was_said(stage, "read aloud only in headphones"));
  CHECK_FALSE(was_said(stage, "Zanzibar"));
  CHECK_FALSE(was_said(stage, "Zanz"));
  CHECK_FALSE(was_said(stage, "0137"));
  CHECK_FALSE(was_said(stage, "0 1 3 7"));
  CHECK_FALSE(was_said(stage, digits.substr(0, 4)));
  CHECK_FALSE(was_said(stage, std::string{digits[0], ' ', digits[1], ' ', digits[2], ' ', digits[3]}));
}

TEST_CASE("the end of a visit silences and forgets what was said") {
  Stage stage;
  stage.tap("The 12 steps");
  stage.tap("Listen");
  const int forgotten = stage.speech.forgotten;
  stage.kiosk.clear();
  CHECK_FALSE(stage.speech.speaking());
  CHECK(stage.speech.forgotten == forgotten + 1);
}

TEST_CASE("every part of every screen can be heard", "[layout]") {
  std::string silent;
  std::size_t parts = 0;
  for (const Walk& walk : all_walks())
    for (const SeenScreen& screen : walk.screens)
      for (const SeenNode& node : screen.nodes) {
        if (node.name == "•") continue;  // a mark before what is heard
        ++parts;
        if (node.spoken.find_first_not_of(" ,.") == std::string::npos)
          silent += "\n" + screen.where + ": " + node.role + " “" + node.name + "”";
      }
  INFO("nothing is heard of:" << silent);
  CHECK(silent.empty());
  CHECK(parts > 10'000);
}

}  // namespace
}  // namespace porchlight::kiosk::test
