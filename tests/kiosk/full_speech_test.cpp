// Full speech mode: the whole kiosk by headphones and keypad, with the screen dark.
#include <catch2/catch_test_macros.hpp>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;
using ui::FocusKey;

constexpr seconds rest_after{30};

std::string last(const Stage& stage) {
  std::string all;
  if (!stage.speech.said.empty())
    for (const ui::Phrase& phrase : stage.speech.said.back().phrases)
      all += (all.empty() ? "" : " | ") + phrase.text;
  return all;
}

std::string everything(const Stage& stage) {
  std::string all;
  for (const ui::Utterance& utterance : stage.speech.said)
    for (const ui::Phrase& phrase : utterance.phrases) all += phrase.text + "\n";
  return all;
}

void plug(Stage& stage, bool in = true) {
  stage.kiosk.set_headphones(in);
  stage.visitor.settle();
}

// Walks on by one key until what is heard begins so.
void walk_to(Stage& stage, std::string_view words) {
  constexpr int most_stops = 300;
  for (int stops = 0; stops < most_stops; ++stops) {
    if (stage.kiosk.focused() != nullptr && last(stage).starts_with(words)) return;
    stage.visitor.press(FocusKey::right);
  }
  FAIL("never heard “" << words << "”; heard:\n" << everything(stage));
}

void choose(Stage& stage, std::string_view words) {
  walk_to(stage, words);
  stage.visitor.press(FocusKey::enter);
}

void type(Stage& stage, std::string_view text) {
  for (const char letter : text) choose(stage, std::string(1, letter) + ", key");
}

TEST_CASE("headphones that are plugged in begin full speech mode where the visitor is") {
  Stage stage;
  stage.tap("The 12 steps");
  plug(stage);
  CHECK(last(stage).starts_with("Speech is on."));
  CHECK(last(stage).ends_with("The 12 steps, heading"));
  // It stops at texts, too.
  stage.visitor.press(FocusKey::right);
  stage.visitor.press(FocusKey::right);
  CHECK(stage.kiosk.focused()->role == ui::Role::text);
}

TEST_CASE("the start key begins it without headphones, and says where one is when it is on") {
  Stage stage;
  stage.visitor.press(FocusKey::start);
  CHECK(last(stage).starts_with("Speech is on."));
  INFO(last(stage));
  CHECK(last(stage).ends_with("heading"));
  stage.visitor.press(FocusKey::right);
  const std::size_t said = stage.speech.said.size();
  stage.visitor.press(FocusKey::start);
  CHECK(stage.speech.said.size() == said + 1);
  INFO(last(stage));
  CHECK(last(stage).ends_with("heading"));
}

TEST_CASE("a request for a call is made by ears and keys alone, and what is typed is heard") {
  Stage stage;
  plug(stage);
  choose(stage, "Ask us to call you");
  choose(stage, "Go on");
  REQUIRE(stage.visit().here().screen == ScreenId::name);
  type(stage, "S");
  CHECK(last(stage) == "S");
  type(stage, "A");
  choose(stage, "Next");
  type(stage, "4155550137");
  CHECK(last(stage) == "7");
  choose(stage, "Next");
  choose(stage, "As soon as someone can");
  CHECK(last(stage) == "As soon as someone can, chosen, choice");
  choose(stage, "Next");
  REQUIRE(stage.visit().here().screen == ScreenId::check);
  choose(stage, "Yes, call me");
  // Of the number its end, as it is shown there.
  INFO(everything(stage));
  CHECK(everything(stage).find("-0137") != std::string::npos);
  REQUIRE(stage.visitor.answer().ok());
  stage.visitor.settle();
  CHECK(stage.visit().here().screen == ScreenId::thanks);
  CHECK(last(stage) == "Saved here. Not sent yet., heading");
}

TEST_CASE("through the loudspeaker nothing of what is typed is heard") {
  Stage stage;
  stage.visitor.press(FocusKey::start);
  choose(stage, "Ask us to call you");
  choose(stage, "Go on");
  type(stage, "S");
  CHECK(last(stage) == "typed");
  stage.visitor.press(FocusKey::backspace);
  stage.visit().draft.name.clear();
  REQUIRE(stage.visitor.type("Zanzibar").ok());
  stage.visitor.press(FocusKey::start);
  for (int stop = 0; stop < 10; ++stop) stage.visitor.press(FocusKey::right);
  CHECK(everything(stage).find("Zanzibar") == std::string::npos);
  CHECK(everything(stage).find("filled in") != std::string::npos);
}

TEST_CASE("headphones that are pulled out end it at once") {
  Stage stage;
  plug(stage);
  REQUIRE(stage.speech.speaking());
  stage.kiosk.set_headphones(false);
  CHECK_FALSE(stage.speech.speaking());
  const std::size_t said = stage.speech.said.size();
  stage.visitor.press(FocusKey::right);
  stage.visitor.press(FocusKey::right);
  CHECK(stage.speech.said.size() == said);
}

TEST_CASE("a touch interrupts what is said") {
  Stage stage;
  plug(stage);
  REQUIRE(stage.speech.speaking());
  stage.visitor.touch_at(5, 5);
  CHECK_FALSE(stage.speech.speaking());
  CHECK(stage.visit().full_speech.on);
}

TEST_CASE("three rates and five steps of loudness, and each visit begins with the usual ones") {
  Stage stage;
  plug(stage);
  CHECK(stage.speech.said.back().rate == ui::SpeechRate::normal);
  CHECK(stage.speech.said.back().loudness.percent() == 50);
  choose(stage, "Speech, button");
  REQUIRE(stage.visit().here().screen == ScreenId::speech);
  choose(stage, "Fast");
  CHECK(stage.speech.said.back().rate == ui::SpeechRate::fast);
  CHECK(last(stage) == "Fast, chosen, choice");
  choose(stage, "Louder");
  INFO(last(stage));
  CHECK(last(stage).starts_with("Louder, "));
  CHECK(stage.speech.said.back().loudness.percent() == 100);
  // It is at its end, and says so.
  stage.visitor.press(FocusKey::right);
  stage.visitor.press(FocusKey::left);
  CHECK(last(stage).ends_with("This is the loudest."));
  choose(stage, "Softer");
  choose(stage, "Softer");
  CHECK(stage.speech.said.back().loudness.percent() == 25);
  stage.kiosk.clear();
  stage.visitor.settle();
  CHECK(stage.visit().full_speech.rate == ui::SpeechRate::normal);
  CHECK(stage.visit().full_speech.loudness.step == ui::Loudness::usual);
}

TEST_CASE("speech can be turned off, and the usual bar is back") {
  Stage stage;
  plug(stage);
  CHECK(stage.visitor.find("Listen") == nullptr);
  choose(stage, "Speech, button");
  choose(stage, "Turn speech off");
  CHECK_FALSE(stage.visit().full_speech.on);
  CHECK_FALSE(stage.speech.speaking());
  CHECK(stage.visit().here().screen == ScreenId::home);
  CHECK(stage.visitor.find("Listen") != nullptr);
}

TEST_CASE("begun by the start key it ends with the visit; with headphones the next visit is heard as well") {
  Stage stage;
  stage.visitor.press(FocusKey::start);
  choose(stage, "The 12 steps");
  stage.kiosk.clear();
  stage.visitor.settle();
  CHECK_FALSE(stage.visit().full_speech.on);
  CHECK_FALSE(stage.speech.speaking());

  plug(stage);
  stage.kiosk.clear();
  stage.visitor.settle();
  CHECK(stage.visit().full_speech.on);
  CHECK(last(stage).starts_with("Speech is on."));
}

TEST_CASE("headphones wake a screen that rests; while it rests it says nothing") {
  Stage stage;
  stage.visitor.wait(rest_after);
  REQUIRE(stage.kiosk.resting());
  plug(stage);
  CHECK_FALSE(stage.kiosk.resting());
  CHECK(last(stage).starts_with("Speech is on."));
  stage.speech.end();
  stage.visitor.wait(rest_after);
  REQUIRE(stage.kiosk.resting());
  CHECK_FALSE(stage.speech.speaking());
}

TEST_CASE("where nothing can be heard, headphones and start key change nothing") {
  Stage stage;
  stage.speech.works = false;
  plug(stage);
  stage.visitor.press(FocusKey::start);
  CHECK_FALSE(stage.visit().full_speech.on);
  CHECK(stage.speech.said.empty());
}

TEST_CASE(
    "the dark screen shows nothing, is used all the same, and a touch brings it back and does no more") {
  Stage stage({.pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  const auto is_dark = [&] {
    stage.visitor.settle();
    stage.renderer->draw(stage.gui.draw_data());
    const platform::Picture picture = stage.offscreen->read();
    for (std::size_t at = 0; at < picture.rgba.size(); ++at)
      if (at % 4 != 3 && picture.rgba[at] != 0) return false;
    return true;
  };
  plug(stage);
  choose(stage, "Speech, button");
  CHECK_FALSE(is_dark());
  choose(stage, "Make the screen dark");
  CHECK(is_dark());
  stage.visitor.press(FocusKey::back);
  choose(stage, "The 12 steps");
  CHECK(stage.visit().here().screen == ScreenId::steps);
  CHECK(is_dark());
  const ui::Rect back = stage.visitor.find(stage.say("‹ Back"))->box;
  stage.visitor.touch_at(back.centre_x(), back.centre_y());
  CHECK(stage.visit().here().screen == ScreenId::steps);
  CHECK_FALSE(is_dark());
}

}  // namespace
}  // namespace porchlight::kiosk::test
