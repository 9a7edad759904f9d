// Typing: on the keys of the screen in several scripts, and on a keyboard with real keys.
#include <imgui.h>

#include <catch2/catch_test_macros.hpp>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

void type_on_keys(Stage& stage, std::u32string_view letters) {
  for (const char32_t letter : letters) stage.gui.character(static_cast<std::uint32_t>(letter));
  stage.visitor.settle();
}

void press_backspace(Stage& stage) {
  stage.gui.key(ImGuiKey_Backspace, true);
  stage.gui.key(ImGuiKey_Backspace, false);
  stage.visitor.settle();
}

TEST_CASE("a keyboard with real keys fills the field on the screen, in any script") {
  Stage stage;
  stage.visit().go(ScreenId::name);
  stage.visitor.settle();
  type_on_keys(stage, U" José Ян نور");
  CHECK(stage.visit().draft.name.view() == "José Ян نور");  // a name does not begin with a space
  press_backspace(stage);
  CHECK(stage.visit().draft.name.view() == "José Ян نو");
  CHECK(stage.visitor.find("First name or nickname")->value == "José Ян نو");
}

TEST_CASE("shift makes a capital of one letter, also of ё, ъ, đ and ư, and of one behind another layer") {
  const auto typed = [](const Language& language, std::initializer_list<const char*> keys) {
    Stage stage({.language = language});
    stage.visit().go(ScreenId::name);
    stage.visitor.settle();
    for (const char* key : keys) stage.tap(key);
    return std::string(stage.visit().draft.name.view());
  };
  CHECK(typed("ru", {"Ё", "ъ", "Capital letters", "Ъ", "ё"}) == "ЁъЪё");
  CHECK(typed("vi", {"Đ", "ư", "Capital letters", "Ư", "đ"}) == "ĐưƯđ");
  CHECK(typed("vi", {"Letters with accents", "Ế", "ê"}) == "Ếê");
}

TEST_CASE("on a keyboard with real keys only digits go into a phone number, and no more than there may be") {
  Stage stage;
  stage.visit().go(ScreenId::phone);
  stage.visitor.settle();
  type_on_keys(stage, U"(415) 555-0137 x");
  CHECK(stage.visit().draft.number.view() == "4155550137");
  type_on_keys(stage, U"999999999999");
  CHECK(stage.visit().draft.number.view().size() == 15);
}

TEST_CASE("where nothing is to be typed, and behind a question, a keyboard does nothing") {
  Stage stage;
  type_on_keys(stage, U"abc");
  CHECK(stage.visit().here().screen == ScreenId::home);
  stage.visit().go(ScreenId::name);
  stage.visitor.settle();
  type_on_keys(stage, U"Sam");
  stage.tap("Start over");
  type_on_keys(stage, U"xyz");
  press_backspace(stage);
  CHECK(stage.visit().draft.name.view() == "Sam");
}

TEST_CASE("somebody who types on a keyboard is there") {
  Stage stage;
  stage.visit().go(ScreenId::name);
  stage.visitor.settle();
  const auto almost = stage.kiosk.site().session.idle_form - seconds(2);
  type_on_keys(stage, U"S");
  stage.visitor.wait(almost);
  type_on_keys(stage, U"a");
  stage.visitor.wait(almost);
  CHECK_FALSE(stage.kiosk.asking_still_there());
}

TEST_CASE("a trembling hand that presses delete twice deletes one letter") {
  Stage stage;
  stage.visit().go(ScreenId::name);
  stage.visit().draft.name.append("Sam");
  stage.visitor.wait(seconds(1));
  const ui::Rect key = stage.visitor.find(stage.say("Delete"))->box;
  const auto press = [&](milliseconds pause) {
    stage.clock.advance(pause);
    stage.visitor.touch_at(key.centre_x(), key.centre_y());
  };
  press(seconds(1));
  press(milliseconds(100));
  CHECK(stage.visit().draft.name.view() == "Sa");
  press(ui::repeat_guard);
  CHECK(stage.visit().draft.name.view() == "S");
}

}  // namespace
}  // namespace porchlight::kiosk::test
