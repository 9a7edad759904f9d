// The sentences that every screen is made of.
#include "screens/form_parts.h"
#include "screens/help_parts.h"
#include "screens/helpline_card.h"
#include "screens/making.h"

namespace porchlight::screens::test {

TEST_CASE("a sentence is filled wherever a part is named, and never twice", "[screens]") {
  CHECK(fill("In {n} minutes", {{"n", "5"}}) == "In 5 minutes");
  CHECK(fill("{a}, {b}, {a}", {{"a", "1"}, {"b", "2"}}) == "1, 2, 1");
  CHECK(fill("{a}", {{"a", "{a}"}}) == "{a}");
  CHECK(fill("{unknown}", {{"a", "1"}}) == "{unknown}");
}

TEST_CASE("parts of a line are joined without gaps and without their full stops", "[screens]") {
  CHECK(joined({"free", "", "open now"}) == "free · open now");
  CHECK(joined({"You need not give a name.", "free"}) == "You need not give a name · free");
  CHECK(joined({"AA", "Room 2"}, ". ") == "AA. Room 2");
  CHECK(joined({"", ""}).empty());
}

TEST_CASE("a text of staff in another language never goes on in a line of the visitor's", "[screens]") {
  Stage stage;
  const LocalText spanish{{{"es", "Voluntarios"}}}, nobodys{{{"", "Alex"}}};
  CHECK(own_text(stage.scene(), spanish).empty());
  CHECK(own_text(stage.scene(), nobodys) == "Alex");
  CHECK(own_text(stage.scene(), {}).empty());
  stage.visit.language = "es";
  CHECK(own_text(stage.scene(), spanish) == "Voluntarios");
}

TEST_CASE("bold words are taken out of a sentence with marks", "[screens]") {
  const auto runs = emphasised("Tap **Help now**.").runs;
  REQUIRE(runs.size() == 3);
  CHECK(runs[0] == std::pair(std::string("Tap "), false));
  CHECK(runs[1] == std::pair(std::string("Help now"), true));
  CHECK(runs[2] == std::pair(std::string("."), false));
  CHECK(emphasised("plain").plain() == "plain");
}

TEST_CASE("the digits to take a request back stand in two groups, also half typed", "[screens]") {
  CHECK(in_groups_of_four("47291836") == "4729 1836");
  CHECK(in_groups_of_four("4729") == "4729");
  CHECK(in_groups_of_four("47291") == "4729 1");
  CHECK(in_groups_of_four("").empty());
}

TEST_CASE("a number is dialled without the signs it is written with", "[screens]") {
  CHECK(digits_to_dial("1-800-662-4357") == "18006624357");
  CHECK(digits_to_dial("+1 (415) 555-0112") == "+14155550112");
}

TEST_CASE("a language is spoken whatever its region", "[screens]") {
  CHECK(speaks({"en", "es-MX"}, "es"));
  CHECK_FALSE(speaks({"en"}, "es"));
  CHECK_FALSE(speaks({}, "en"));
  CHECK(language_names({"en", "es"}) == "English, Español");
}

}  // namespace porchlight::screens::test
