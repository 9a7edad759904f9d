#include "schedule/fold.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight::schedule;
using Words = std::vector<std::string>;

TEST_CASE("case, accents, apostrophes and punctuation make no difference") {
  CHECK(fold("St. Brendan’s  Outreach-Center") == "st brendans outreach center");
  CHECK(fold("Women's") == fold("WOMEN’S"));
  CHECK(fold("Iglesia de San José, Año Nuevo ÑANDÚ") == "iglesia de san jose ano nuevo nandu");
  CHECK(fold("Straße ŁÓDŹ Œuvre Ærø İstanbul") == "strasse lodz oeuvre aero istanbul");
  CHECK(fold("cafe\u0301") == "cafe");
  CHECK(fold("12&12") == "12 12");
  CHECK(fold("a\u2013b\u00A0c") == "a b c");
  CHECK(fold("") == "");
  CHECK(fold(" \t—… ") == "");
}

TEST_CASE("case and accents make no difference in Russian, Vietnamese, Arabic and Greek either") {
  CHECK(fold("Группа “Надёжный ПУТЬ”") == "группа надежныи путь");
  CHECK(fold("ОБЪЕЗД, Ёлка") == fold("объезд елка"));
  CHECK(fold("Hy Vọng — ĐƯỜNG MỚI, Nguyễn") == "hy vong duong moi nguyen");
  CHECK(fold("Nguye\u0302\u0303n") == fold("NGUYỄN"));
  CHECK(fold("الأَمَل، مدرســة") == fold("الامل مدرسه"));
  CHECK(fold("مستشفى ١٢") == fold("مستشفي 12"));
  CHECK(fold("Ελπίδα") == fold("ΕΛΠΙΔΑ"));
  CHECK(fold("Ｎｅｗ　１２") == "new 12");
}

TEST_CASE("each letter of Chinese is a word, and Korean has words of its own") {
  CHECK(folded_words("东区戒酒会 AA，12号") == Words{"东", "区", "戒", "酒", "会", "aa", "12", "号"});
  CHECK(folded_words("희망 모임") == Words{"희망", "모임"});
}

TEST_CASE("bytes that are no UTF-8 end a word and do no harm") {
  CHECK(folded_words("ab\xFF"
                     "cd\xC3") == Words{"ab", "cd"});
  CHECK(folded_words("\xE2\x82") == Words{});
  CHECK(folded_words(std::string_view("a\0b", 3)) == Words{"a", "b"});
}
