#include "language/direction.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight::language;

TEST_CASE("Arabic, Hebrew, Persian and Urdu begin at the right, whatever their region", "[direction]") {
  for (const char* language : {"ar", "ar-EG", "he", "fa", "ur", "pa-Arab", "yi", "uz-Arab"}) {
    CAPTURE(language);
    CHECK(right_to_left(language));
  }
  for (const char* language :
       {"en", "es", "zh-Hans", "vi", "ru", "fr", "pa", "uz", "xx", "", "-", "no such one"}) {
    CAPTURE(language);
    CHECK_FALSE(right_to_left(language));
  }
}

TEST_CASE("Letters have a direction, digits and signs have none", "[direction]") {
  CHECK(has_right_to_left("مرحبا"));
  CHECK(has_right_to_left("AA: مرحبا"));
  CHECK(has_right_to_left("שלום"));
  CHECK_FALSE(has_right_to_left("Hello, Привет, 你好"));
  CHECK_FALSE(has_right_to_left("(415) 555-0137"));
  CHECK_FALSE(has_right_to_left("٧:٠٠"));
  CHECK_FALSE(has_right_to_left(""));
  CHECK_FALSE(has_right_to_left("\xff\xd8"));
}

TEST_CASE("What is read in another direction than its sentence is isolated in it, and nothing else is",
          "[direction]") {
  CHECK(isolated_in("اتصل بـ {number}", "(415) 555-0137") == "\u2068(415) 555-0137\u2069");
  CHECK(isolated_in("Called {name}", "نور") == "\u2068نور\u2069");
  CHECK(isolated_in("Call {number}", "(415) 555-0137") == "(415) 555-0137");
  CHECK(isolated_in("بعد {time}", "خمس دقائق") == "خمس دقائق");
  CHECK(isolated_in("بعد {n}", "25") == "25");
  CHECK(isolated_in("بعد {n}", "٢٥") == "٢٥");
  CHECK(isolated_in("بعد {n}", "").empty());
}

TEST_CASE("The marks of direction are taken out of what is spoken or looked for", "[direction]") {
  CHECK(without_marks("\u2068AA\u2069 و \u2068NA\u2069") == "AA و NA");
  CHECK(without_marks("اتصلوا بـ \u200e(415) 555-0137.") == "اتصلوا بـ (415) 555-0137.");
  CHECK(without_marks("We’re “here” — at 7…") == "We’re “here” — at 7…");
  CHECK(without_marks("AA") == "AA");
  CHECK(without_marks(isolated("")).empty());
}
