// How what is written is heard.
#include <catch2/catch_test_macros.hpp>

#include "ui/spoken_text.h"

namespace porchlight::ui {
namespace {

std::string heard(std::string_view text, const Language& language = "en") {
  return spoken_text(text, language::Catalog(language));
}

TEST_CASE("a phone number is heard digit by digit, in its groups") {
  CHECK(heard("1-800-662-4357") == "1, 8 0 0, 6 6 2, 4 3 5 7");
  CHECK(heard("(415) 555-0112") == "4 1 5, 5 5 5, 0 1 1 2");
  CHECK(heard("+1 (415) 555-0112") == "1, 4 1 5, 5 5 5, 0 1 1 2");
  CHECK(heard("Call 415.555.0112 now.") == "Call 4 1 5, 5 5 5, 0 1 1 2 now.");
  CHECK(heard("(415)\u00a0555\u20110112") == "4 1 5, 5 5 5, 0 1 1 2");
  CHECK(heard("Dial 4155550112") == "Dial 4 1 5, 5 5 5, 0 1 1 2");
}

TEST_CASE("a phone number that spells a word is heard with it and by its digits") {
  CHECK(heard("1-800-662-HELP (4357)") == "1, 8 0 0, 6 6 2, HELP (4 3 5 7)");
}

TEST_CASE("short numbers that are dialled are heard digit by digit, other numbers are not") {
  CHECK(heard("Call or text 988") == "Call or text 9 8 8");
  CHECK(heard("911") == "9 1 1");
  CHECK(heard("Text HOME to 741741.") == "Text HOME to 7 4 1, 7 4 1.");
  CHECK(heard("Room 12, 45 Elm Street") == "Room 12, 45 Elm Street");
  CHECK(heard("The 12 steps") == "The 12 steps");
  CHECK(heard("120 meetings") == "120 meetings");
  CHECK(heard("Santa Cruz, CA 95060") == "Santa Cruz, C.A. 9 5 0, 6 0");
}

TEST_CASE("a full hour is heard without its zeros") {
  CHECK(heard("7:00 PM · Tuesday Night Beginners") == "7 PM, Tuesday Night Beginners");
  CHECK(heard("7:00\u00a0PM") == "7 PM");
  CHECK(heard("7:30 PM") == "7:30 PM");
  CHECK(heard("19:00") == "19 o’clock");
  CHECK(heard("7:00\u00a0p.\u00a0m.", "es") == "7 p. m.");
}

TEST_CASE("two capitals are heard as letters") {
  CHECK(heard("AA (alcohol)") == "A.A. (alcohol)");
  CHECK(heard("NA") == "N.A.");
  CHECK(heard("SMART Recovery") == "SMART Recovery");
  CHECK(heard("7 AM") == "7 AM");
}

TEST_CASE("what only separates or points is a pause or nothing") {
  CHECK(heard("‹ Back") == "Back");
  CHECK(heard("Open · Step-free") == "Open, Step-free");
  CHECK(heard("One line\nAnother") == "One line. Another");
}

TEST_CASE("no text is lost, whatever is in it") {
  for (const std::string_view text :
       {"", "+", "(", "1", "(1", "1-", "7:", "7:0", "A", "1 2 3", "+1", "((((", "12:345"})
    CHECK(heard(text).size() >= text.size());
  CHECK(heard("日本語 1-800-662-4357 です") == "日本語 1, 8 0 0, 6 6 2, 4 3 5 7 です");
}

TEST_CASE("a character that was typed is heard by its name") {
  const language::Catalog english("en");
  CHECK(spoken_character("a", english) == "A");
  CHECK(spoken_character("Q", english) == "Q");
  CHECK(spoken_character("5", english) == "5");
  CHECK(spoken_character(" ", english) == "Space");
  CHECK(spoken_character("-", english) == "hyphen");
  CHECK(spoken_character("é", english) == "é");
}

}  // namespace
}  // namespace porchlight::ui
