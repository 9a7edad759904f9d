// A visit from its first touch to its end: what it outlives, what ends it, and what must never carry over to
// the next visitor.
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <future>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

// What the example's kiosk.toml says, and the design.
constexpr seconds idle{120}, idle_form{180}, countdown{45}, rest_after{30};

std::shared_ptr<const site::Site> changed(const std::function<void(site::Site&)>& change) {
  site::Site site = *example_site();
  change(site);
  return std::make_shared<const site::Site>(std::move(site));
}

// --- Time without a touch ---

TEST_CASE(
    "after two minutes without a touch the screen asks whether somebody is there, and after 45 seconds it "
    "rests") {
  Stage stage;
  stage.choose_language("es");
  stage.choose_text_size("Large text");
  stage.tap("The 12 steps");
  stage.visitor.wait(idle - seconds(1));
  CHECK_FALSE(stage.kiosk.asking_still_there());
  stage.visitor.wait(seconds(1));
  CHECK(stage.kiosk.asking_still_there());
  CHECK(stage.visitor.find(stage.say("Are you still there?")) != nullptr);
  CHECK(stage.visitor.find("45") != nullptr);

  stage.visitor.wait(countdown - seconds(1));
  CHECK(stage.kiosk.asking_still_there());
  CHECK(stage.visitor.find("1") != nullptr);
  CHECK_FALSE(stage.kiosk.resting());
  stage.visitor.wait(seconds(1));
  CHECK(stage.kiosk.resting());
  // What the visitor chose has gone with them.
  CHECK(stage.visit().language == "en");
  CHECK(stage.visit().text_size == ui::TextSize::m);
  CHECK(stage.visit().trail.size() == 1);
}

TEST_CASE("while something is typed the screen waits three minutes") {
  Stage stage;
  stage.to_the_name();
  stage.type("Sam");
  stage.visitor.wait(idle_form - seconds(1));
  CHECK_FALSE(stage.kiosk.asking_still_there());
  stage.visitor.wait(seconds(1));
  CHECK(stage.kiosk.asking_still_there());
  stage.visitor.wait(countdown);
  CHECK(stage.kiosk.resting());
  CHECK_FALSE(stage.visit().something_typed());
  CHECK(stage.name_typed().empty());
}

TEST_CASE("an empty form does not make the screen wait longer") {
  Stage stage;
  stage.to_the_name();
  stage.visitor.wait(idle);
  CHECK(stage.kiosk.asking_still_there());
}

TEST_CASE("every touch begins the two minutes anew") {
  Stage stage;
  stage.tap("The 12 steps");
  stage.visitor.wait(idle - seconds(1));
  stage.visitor.touch_at(5, 5);  // on nothing
  stage.visitor.wait(idle - seconds(1));
  CHECK_FALSE(stage.kiosk.asking_still_there());
  stage.visitor.wait(seconds(1));
  CHECK(stage.kiosk.asking_still_there());
}

TEST_CASE("“I’m still here” keeps everything") {
  Stage stage;
  stage.choose_language("es");
  stage.to_the_name();
  stage.type("Sam");
  stage.visitor.wait(idle_form + seconds(40));
  REQUIRE(stage.kiosk.asking_still_there());
  stage.tap("I’m still here");
  CHECK_FALSE(stage.kiosk.asking_still_there());
  CHECK(stage.name_typed() == "Sam");
  CHECK(stage.visit().here().screen == ScreenId::name);
  CHECK(stage.visit().language == "es");
  // And the time begins anew.
  stage.visitor.wait(idle_form - seconds(1));
  CHECK_FALSE(stage.kiosk.asking_still_there());
}

TEST_CASE("in answer to “Are you still there?” a touch anywhere will do") {
  Stage stage;
  stage.to_the_name();
  stage.type("Sam");
  stage.visitor.wait(idle_form + seconds(5));
  REQUIRE(stage.kiosk.asking_still_there());
  stage.visitor.touch_at(10, 10);
  CHECK_FALSE(stage.kiosk.asking_still_there());
  CHECK(stage.name_typed() == "Sam");
}

TEST_CASE("“Clear it now” ends the visit at once") {
  Stage stage;
  stage.to_the_name();
  stage.type("Sam");
  stage.visitor.wait(idle_form + seconds(5));
  stage.tap("Clear it now");
  CHECK_FALSE(stage.kiosk.asking_still_there());
  CHECK(stage.visit().here().screen == ScreenId::home);
  CHECK(stage.name_typed().empty());
}

TEST_CASE("a home screen that nobody has touched rests after half a minute and asks nobody") {
  Stage stage;
  stage.visitor.wait(rest_after - seconds(1));
  CHECK_FALSE(stage.kiosk.resting());
  stage.visitor.wait(seconds(1));
  CHECK(stage.kiosk.resting());
  stage.visitor.wait(idle + countdown);
  CHECK(stage.kiosk.resting());
}

TEST_CASE("what facilities write in kiosk.toml about the times holds") {
  Stage stage({.site = changed([](site::Site& site) {
                 site.session = {.idle = seconds(60),
                                 .idle_form = seconds(90),
                                 .countdown = seconds(20),
                                 .rest_after = seconds(10)};
               })});
  stage.tap("The 12 steps");
  stage.visitor.wait(seconds(59));
  CHECK_FALSE(stage.kiosk.asking_still_there());
  stage.visitor.wait(seconds(1));
  CHECK(stage.kiosk.asking_still_there());
  stage.visitor.wait(seconds(20));
  CHECK(stage.kiosk.resting());
}

// --- Start over ---

TEST_CASE("Start over asks first when something is typed") {
  Stage stage;
  stage.to_the_name();
  stage.type("Sam");
  stage.tap("Start over");
  CHECK(stage.visitor.find(stage.say("What you typed will be erased. Nothing is sent.")) != nullptr);
  CHECK(stage.name_typed() == "Sam");
  stage.tap("Keep what I typed");
  CHECK(stage.visit().here().screen == ScreenId::name);
  CHECK(stage.name_typed() == "Sam");
  stage.tap("Start over");
  stage.tap("Erase and start over");
  CHECK(stage.visit().here().screen == ScreenId::home);
  CHECK(stage.name_typed().empty());
  CHECK(stage.counts().waiting == 0);
}

TEST_CASE("Start over asks nothing when nothing is typed, and brings back the usual language and text size") {
  Stage stage;
  stage.choose_language("es");
  stage.choose_text_size("Large text");
  stage.tap("The 12 steps");
  REQUIRE(stage.visit().text_size == ui::TextSize::l);
  stage.tap("Start over");
  CHECK(stage.visit().here().screen == ScreenId::home);
  CHECK(stage.visit().language == "en");
  CHECK(stage.visit().text_size == ui::TextSize::m);
}

TEST_CASE("colors and text size are shown before they are chosen, chosen by one tap, and go with the visit") {
  Stage stage;
  stage.tap("Text and colors");
  for (const char* message : {"Small text", "Normal text", "Large text", "Largest text", "Light", "Dark",
                              "White on black", "Black on white"}) {
    INFO(message);
    const ui::Node* choice = stage.visitor.find(stage.say(message));
    REQUIRE(choice != nullptr);
    CHECK(choice->role == ui::Role::radio);
    CHECK(choice->on == (std::string_view(message) == "Normal text" || std::string_view(message) == "Light"));
  }
  // Each size is seen as large as it will be.
  const auto letters_high = [&](std::string_view name) {
    const ui::Semantics& seen = stage.visitor.see();
    for (const ui::Ink& ink : seen.inks)
      if (seen.nodes[ink.node].name == name) return ink.box.height;
    return 0.0f;
  };
  CHECK(letters_high("Largest text") > 2 * letters_high("Small text"));
  stage.tap("White on black");
  CHECK(stage.visit().theme == ui::ThemeName::white_on_black);
  stage.tap("Largest text");
  CHECK(stage.visit().text_size == ui::TextSize::xl);
  stage.tap("Text and colors");
  CHECK(stage.visit().here().screen == ScreenId::home);
  stage.visitor.wait(idle + countdown);
  CHECK(stage.visit().theme == ui::ThemeName::standard);
  CHECK(stage.visit().text_size == ui::TextSize::m);
}

TEST_CASE("a screen in other colors counts as touched: it is cleared like any visit") {
  Stage stage;
  stage.tap("Text and colors");
  stage.tap("Dark");
  stage.tap("‹ Back");
  stage.visitor.wait(stage.kiosk.site().session.rest_after + seconds(1));
  CHECK_FALSE(stage.kiosk.resting());
  stage.visitor.wait(idle + countdown);
  CHECK(stage.kiosk.resting());
  CHECK(stage.visit().theme == ui::ThemeName::standard);
}

TEST_CASE("of three languages each is named in itself, two taps away, and leads back to where one was") {
  const auto three = changed([](site::Site& site) { site.languages = {"en", "es", "he"}; });
  Stage stage({.site = three});
  stage.tap("The 12 steps");
  stage.tap("Language");
  for (const char* name : {"English", "Español", "עברית"}) {
    INFO(name);
    const ui::Node* choice = stage.visitor.find(name);
    REQUIRE(choice != nullptr);
    CHECK(choice->role == ui::Role::radio);
    CHECK(choice->on == (std::string_view(name) == "English"));
    CHECK(language::own_name(choice->language) == name);
  }
  REQUIRE(stage.visitor.tap("Español").ok());
  CHECK(stage.visit().language == "es");
  CHECK(stage.visit().here().screen == ScreenId::steps);
  stage.tap("Language");
  stage.tap("‹ Back");
  CHECK(stage.visit().language == "es");
  CHECK(stage.visit().here().screen == ScreenId::steps);
}

TEST_CASE("with one language there is no button for another") {
  Stage stage({.site = changed([](site::Site& site) { site.languages = {"en"}; })});
  CHECK(stage.visitor.find("Español") == nullptr);
  CHECK(stage.visitor.find(stage.say("Language")) == nullptr);
}

TEST_CASE("a search goes with the visit") {
  Stage stage;
  stage.tap("Find a meeting");
  stage.tap("Search");
  stage.type("elm");
  stage.tap("Start over");
  CHECK(stage.visit().search.empty());
  CHECK(stage.visit().filters.empty());
}

// --- Touches that mean nothing ---

TEST_CASE("the first touch on the rest screen only wakes it") {
  Stage stage;
  const ui::Rect card = stage.box_of("The 12 steps");
  stage.visitor.wait(rest_after);
  REQUIRE(stage.kiosk.resting());
  stage.visitor.touch_at(card.centre_x(), card.centre_y());
  CHECK(stage.visit().here().screen == ScreenId::home);
  // A second tap of a shaking hand means nothing either.
  stage.clock.advance(milliseconds(200));
  stage.visitor.touch_at(card.centre_x(), card.centre_y());
  CHECK(stage.visit().here().screen == ScreenId::home);
  stage.clock.advance(ui::touch_guard);
  stage.visitor.touch_at(card.centre_x(), card.centre_y());
  CHECK(stage.visit().here().screen == ScreenId::steps);
}

TEST_CASE("a long first touch on the rest screen opens nothing when it is lifted") {
  Stage stage;
  const ui::Rect card = stage.box_of("The 12 steps");
  stage.visitor.wait(rest_after);
  stage.visitor.touch_at(card.centre_x(), card.centre_y(), seconds(3));
  CHECK(stage.visit().here().screen == ScreenId::home);
}

TEST_CASE("for 700 ms after a screen has changed touches do nothing") {
  Stage stage;
  stage.tap("The 12 steps");
  const ui::Rect back = stage.box_of("‹ Back");
  // Each touch takes 90 ms; the last of these begins 649 ms after the change.
  for (const int pause_ms : {0, 100, 100, 179}) {
    stage.clock.advance(milliseconds(pause_ms));
    stage.visitor.touch_at(back.centre_x(), back.centre_y());
    CHECK(stage.visit().here().screen == ScreenId::steps);
  }
  // Begun before the end of that time and lifted after it: nothing.
  stage.tap("‹ Back");
  stage.tap("The 12 steps");
  stage.clock.advance(milliseconds(690));
  stage.visitor.touch_at(back.centre_x(), back.centre_y(), milliseconds(400));
  CHECK(stage.visit().here().screen == ScreenId::steps);
  // Begun after it: Back.
  stage.visitor.touch_at(back.centre_x(), back.centre_y());
  CHECK(stage.visit().here().screen == ScreenId::home);
}

TEST_CASE("a touch works right when the 700 ms are over") {
  Stage stage;
  stage.tap("The 12 steps");
  const ui::Rect back = stage.box_of("‹ Back");
  stage.clock.advance(milliseconds(701));
  stage.visitor.touch_at(back.centre_x(), back.centre_y());
  CHECK(stage.visit().here().screen == ScreenId::home);
}

TEST_CASE("a dialog is guarded like a screen") {
  Stage stage;
  stage.to_the_name();
  stage.type("Sam");
  stage.tap("Start over");
  const ui::Rect erase = stage.box_of("Erase and start over");
  stage.clock.advance(milliseconds(300));
  stage.visitor.touch_at(erase.centre_x(), erase.centre_y());
  CHECK(stage.name_typed() == "Sam");
}

// --- Help, and other ways through the form ---

TEST_CASE("Help comes back to the form with what was typed") {
  Stage stage;
  stage.to_the_name();
  stage.type("Sam");
  stage.tap("Help now: call or text");
  stage.tap("Overdose, withdrawal, safety");
  REQUIRE(stage.visit().here().screen == ScreenId::safety);
  stage.tap("‹ Back");
  stage.tap("‹ Back");
  CHECK(stage.visit().here().screen == ScreenId::name);
  CHECK(stage.name_typed() == "Sam");
  CHECK(stage.visitor.find(stage.say("First name or nickname"))->value == "Sam");
}

TEST_CASE("the review survives Help, Back and the other language") {
  Stage stage;
  stage.fill_in();
  stage.tap("Help now: call or text");
  stage.tap("‹ Back");
  REQUIRE(stage.visit().here().screen == ScreenId::check);
  stage.choose_language("es");
  stage.tap("‹ Back");
  stage.tap("‹ Back");
  stage.tap("‹ Back");
  CHECK(stage.visit().here().screen == ScreenId::name);
  for (int i = 0; i < 3; ++i) stage.tap("Next");
  CHECK(stage.visit().here().screen == ScreenId::check);
  CHECK(stage.name_typed() == "Sam");
  CHECK(stage.visit().draft.number.view() == "4155550137");
  CHECK(stage.visit().draft.when == intake::WhenToCall::as_soon_as_possible);
}

}  // namespace
}  // namespace porchlight::kiosk::test
