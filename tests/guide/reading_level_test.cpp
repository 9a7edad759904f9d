#include "guide/reading_level.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace porchlight::guide;

TEST_CASE("Syllables are counted as they are spoken", "[reading]") {
  struct Word {
    const char* text;
    int syllables;
  };
  for (const auto& [text, syllables] :
       {Word{"call", 1},    Word{"people", 2},     Word{"take", 1},     Word{"takes", 1},
        Word{"moved", 1},   Word{"needed", 2},     Word{"safely", 2},   Word{"meeting", 2},
        Word{"alcohol", 3}, Word{"recovery", 4},   Word{"medicine", 3}, Word{"social", 2},
        Word{"diary", 3},   Word{"being", 2},      Word{"changes", 2},  Word{"the", 1},
        Word{"don't", 1},   Word{"nation", 2},     Word{"create", 2},   Word{"quiet", 2},
        Word{"useful", 2},  Word{"supplement", 3}, Word{"911", 1},      Word{"anonymous", 4},
        Word{"little", 2},  Word{"you", 1}}) {
    CAPTURE(text);
    CHECK(count_syllables(text) == syllables);
  }
}

TEST_CASE("Sentences, words and syllables of a text", "[reading]") {
  const auto level = measure_reading("You’re not alone. Call 1-800-662-4357 now!\nIt costs 3.5 cents");
  CHECK(level.sentences == 3);
  CHECK(level.words == 10);
  CHECK(measure_reading("Ask “Are you okay?” and wait.").sentences == 2);
  CHECK(measure_reading("").words == 0);
  CHECK(measure_reading(" ... - \n\n").sentences == 0);
}

TEST_CASE("The grade is Flesch and Kincaid's", "[reading]") {
  const ReadingLevel level{.sentences = 2, .words = 20, .syllables = 30};
  CHECK(level.grade() == Catch::Approx(0.39 * 10 + 11.8 * 1.5 - 15.59));
  CHECK(ReadingLevel{}.grade() == 0);
}

TEST_CASE("Plain words are easier than an office's", "[reading]") {
  const auto plain =
      measure_reading("Call 911. Stay with them. Give naloxone if you have it. You will not be blamed.");
  const auto office = measure_reading(
      "Individuals experiencing problematic utilization of substances should immediately initiate "
      "communication with "
      "appropriate emergency medical personnel and subsequently administer an opioid antagonist, if "
      "available.");
  CHECK(plain.grade() < 4);
  CHECK(office.grade() > 16);
}
