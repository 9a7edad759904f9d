#include "intake/request.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

using namespace porchlight::intake;
using enum NumberProblem;

TEST_CASE("A number that somebody can be called at is taken") {
  for (const char* number :
       {"4155550137", "14155550137", "+14155550137", "2125551234", "+447400123456", "9175550100"})
    CHECK(check_number(number, "US") == none);
  CHECK(check_number("07400123456", "GB") == none);
  CHECK(check_number("6475550123", "CA") == none);
}

TEST_CASE("An area code that libphonenumber is too old to know is taken") {
  // 975 (Missouri), 227 (Maryland) and 835 (Pennsylvania) came into use after its data was made.
  for (const char* number : {"9755550137", "2275550137", "8355550137"})
    CHECK(check_number(number, "US") == none);
}

TEST_CASE("A number with digits missing is incomplete") {
  const std::string whole = "4155550137";
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK(check_number(whole.substr(0, size), "US") == incomplete);
}

TEST_CASE("Emergency numbers and help lines are not a visitor’s phone") {
  for (const char* number : {"911", "988", "211", "411", "611", "112"})
    CHECK(check_number(number, "US") == emergency);
  CHECK(check_number("999", "GB") == emergency);
  CHECK(check_number("112", "DE") == emergency);
  CHECK(check_number("116123", "DE") == emergency);
}

TEST_CASE("Numbers that cost the caller money are refused") {
  CHECK(check_number("9002345678", "US") == premium);
  CHECK(check_number("19002345678", "US") == premium);
  CHECK(check_number("09098790000", "GB") == premium);
}

TEST_CASE("Numbers that no telephone can have are impossible") {
  for (const char* number : {"41555501370", "415555013712345678", "0005550137", "9115550137", "4150550137",
                             "+99912345678", "+4915112345678901"})
    CHECK(check_number(number, "US") == impossible);
  for (const char* number : {"415-555-0137", "hello", "4155550137x", "４１５５５５０１３７", "+"})
    CHECK(check_number(number, "US") != none);
}

TEST_CASE("Digits are grouped as far as they are typed") {
  CHECK(format_as_typed("", "US").empty());
  CHECK(format_as_typed("415", "US").view() == "415");
  CHECK(format_as_typed("41555501", "US").view() == "(415) 555-01");
  CHECK(format_as_typed("4155550137", "US").view() == "(415) 555-0137");
}

TEST_CASE("Callers get the number in international form") {
  CHECK(international("4155550137", "US").view() == "+14155550137");
  CHECK(international("14155550137", "US").view() == "+14155550137");
  CHECK(international("07400123456", "GB").view() == "+447400123456");
}

TEST_CASE("Anything counts as typed, a chosen time too") {
  Draft draft;
  CHECK_FALSE(draft.anything_typed());
  draft.when = WhenToCall::mornings;
  CHECK(draft.anything_typed());
}
