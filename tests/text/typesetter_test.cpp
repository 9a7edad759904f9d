#include "text/typesetter.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

namespace porchlight::text {
namespace {

const Style body{.size_px = 32};

long ink(const Picture& picture) {
  long sum = 0;
  for (const std::uint32_t pixel : picture.pixels) sum += pixel >> 24;
  return sum;
}

TEST_CASE("a long text wraps within its width and grows in height") {
  Typesetter typesetter;
  const std::string_view words = "Twelve things people do, one at a time, with others who have been there.";
  const Block one = typesetter.shape({{words}}, body, "en", 0);
  const Block wrapped = typesetter.shape({{words}}, body, "en", 400);
  CHECK(one.lines() == 1);
  CHECK(wrapped.lines() > 2);
  CHECK(wrapped.width() <= 400);
  CHECK(wrapped.height() > 2 * one.height());
  CHECK_FALSE(wrapped.broke_a_word());
}

TEST_CASE("a word that is too wide is broken rather than cut, and says so") {
  Typesetter typesetter;
  const Block block = typesetter.shape({{"Farmacodependencia"}}, body, "es", 120);
  CHECK(block.broke_a_word());
  CHECK(block.width() <= 120);
  CHECK(block.lines() > 1);
}

TEST_CASE("the longest word is as wide as the width at which nothing breaks any more") {
  Typesetter typesetter;
  for (const std::string_view words :
       {"Start over", "Effacer et recommencer", "مساعدة الآن اتصال", "Heute-morgen"}) {
    INFO(words);
    const float longest = typesetter.shape({{words}}, body, "en", 0).longest_word();
    CHECK(longest > 30);
    CHECK_FALSE(typesetter.shape({{words}}, body, "en", longest + 1).broke_a_word());
    CHECK(typesetter.shape({{words}}, body, "en", longest * 0.85f).broke_a_word());
  }
  CHECK(typesetter.shape({{""}}, body, "en", 0).longest_word() == 0);
}

TEST_CASE("bold runs are wider than plain ones") {
  Typesetter typesetter;
  CHECK(typesetter.shape({{"Open", true}}, body, "en", 0).width() >
        typesetter.shape({{"Open"}}, body, "en", 0).width());
}

TEST_CASE("the picture holds ink, and the same text gives the same picture") {
  Typesetter typesetter;
  const Block block = typesetter.shape({{"You’re welcome here."}}, body, "en", 0);
  const Picture picture = block.draw(block.width());
  CHECK(ink(picture) > 10'000);
  CHECK(picture.width >= static_cast<int>(block.width()));
  CHECK(picture.pixels ==
        typesetter.shape({{"You’re welcome here."}}, body, "en", 0).draw(block.width()).pixels);
  CHECK(ink(typesetter.shape({{" "}}, body, "en", 0).draw(20)) == 0);
}

TEST_CASE("a capital letter is as high as the theme reckons") {
  Typesetter typesetter;
  const Block block = typesetter.shape({{"H"}}, Style{.size_px = 200}, "en", 0);
  const Picture picture = block.draw(block.width());
  int first = -1, last = -1;
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x)
      if (picture.pixels[static_cast<std::size_t>(y) * picture.width + x] >> 24 > 128) {
        if (first < 0) first = y;
        last = y;
      }
  const int height = last - first + 1;
  CHECK(height >= 200 * capital_per_em - 2);
  CHECK(height <= 200 * capital_per_em + 2);
}

TEST_CASE("scripts without a glyph in Inter are still drawn") {
  Typesetter typesetter;
  CHECK(ink(typesetter.shape({{"مرحبا"}}, body, "ar", 0).draw(300)) > 1'000);
  CHECK(ink(typesetter.shape({{"Привет"}}, body, "ru", 0).draw(300)) > 1'000);
}

// The share of the ink that lies in the right half.
double at_the_right(const Picture& picture) {
  long right = 0;
  for (int y = 0; y < picture.height; ++y)
    for (int x = picture.width / 2; x < picture.width; ++x)
      right += picture.pixels[static_cast<std::size_t>(y) * picture.width + x] >> 24;
  return static_cast<double>(right) / static_cast<double>(ink(picture));
}

const Style from_the_right{.size_px = 32, .right_to_left = true};

TEST_CASE("a line begins where its reader does, in whatever script it is written") {
  Typesetter typesetter;
  for (const std::string_view words : {"AA", "مرحبا", "7:00"}) {
    INFO(words);
    CHECK(at_the_right(typesetter.shape({{words}}, body, "en", 0).draw(400)) == 0);
    CHECK(at_the_right(typesetter.shape({{words}}, from_the_right, "ar", 0).draw(400)) == 1);
    Style end = body, end_from_the_right = from_the_right;
    end.align = end_from_the_right.align = Align::end;
    CHECK(at_the_right(typesetter.shape({{words}}, end, "en", 0).draw(400)) == 1);
    CHECK(at_the_right(typesetter.shape({{words}}, end_from_the_right, "ar", 0).draw(400)) == 0);
  }
}

TEST_CASE("a phone number and a foreign name keep their order where one reads from the right") {
  Typesetter typesetter;
  for (const std::string_view words : {"(11) 888-8888-8888", "1, 88888888", "i i i i i i ########"}) {
    INFO(words);
    const Block there = typesetter.shape({{words}}, from_the_right, "ar", 0);
    const Block here = typesetter.shape({{words}}, body, "ar", 0);
    CHECK(at_the_right(here.draw(here.width())) > 0.53);
    CHECK(std::abs(at_the_right(there.draw(there.width())) - at_the_right(here.draw(here.width()))) < 0.02);
  }
}

TEST_CASE("an Arabic sentence that begins with a foreign word still runs from the right") {
  Typesetter typesetter;
  const auto at_right = [&](std::string_view words, const Style& style) {
    const Block block = typesetter.shape({{words}}, style, "ar", 0);
    return at_the_right(block.draw(block.width()));
  };
  CHECK(at_right("MMMM: ا ا ا ا ا ا ا ا", from_the_right) > 0.6);
  CHECK(at_right("ا ا ا ا ا ا ا ا :MMMM", from_the_right) < 0.4);
  // In an English sentence an Arabic word does not turn the line around.
  CHECK(at_right("ا ا ا ا ا ا ا ا :MMMM", body) > 0.6);
}

TEST_CASE("marks of isolation cannot be seen") {
  Typesetter typesetter;
  const Block with = typesetter.shape({{"اتصل بـ \u2068(415) 555-0137\u2069 الآن"}}, from_the_right, "ar", 0);
  const Block letters = typesetter.shape({{"اتصل بـ  الآن"}}, from_the_right, "ar", 0);
  const Block number = typesetter.shape({{"(415) 555-0137"}}, from_the_right, "ar", 0);
  CHECK(std::abs(with.width() - letters.width() - number.width()) < 2);
}

TEST_CASE("lines of different scripts are as far apart as the style says") {
  Typesetter typesetter;
  const Style spaced{.size_px = 100, .line_height = 1.5f};
  const auto two_lines = [&](std::string_view words) { return typesetter.shape({{words}}, spaced, "en", 0); };
  const float latin = two_lines("Elm\nElm").height(), one = two_lines("Elm").height();
  CHECK(latin - one == 150);
  CHECK(two_lines("Elm\n你好").height() >= latin);
  CHECK(two_lines("مرحبا\nElm").height() >= latin);
  // A tall font takes the room of its ink, not what it would like to have.
  CHECK(two_lines("مرحبا").height() <= 150);
  CHECK(two_lines("مرحبا\nElm").height() <= 2 * 150);
}

TEST_CASE("nothing that sticks out of its line is cut") {
  Typesetter typesetter;
  const Style tight{.face = Face::display, .weight = 700, .size_px = 120, .line_height = 1.0f};
  for (const std::string_view words : {"Ế Ẫ Ộ ỵ", "Ågj", "إِلَّا ٱللّٰه", "你好", "Й"}) {
    INFO(words);
    const Block block = typesetter.shape({{words}}, tight, "vi", 0);
    const Picture picture = block.draw(block.width());
    long edge = 0;
    for (int x = 0; x < picture.width; ++x)
      edge += (picture.pixels[static_cast<std::size_t>(x)] >> 24) +
              (picture.pixels[static_cast<std::size_t>(picture.height - 1) * picture.width + x] >> 24);
    CHECK(edge == 0);
  }
}

TEST_CASE("a Han character takes the shape that its language has for it, also when it is drawn later") {
  Typesetter typesetter;
  const Block chinese = typesetter.shape({{"直骨"}}, body, "zh-Hans", 0);
  const Block japanese = typesetter.shape({{"直骨"}}, body, "ja", 0);
  const Block among_english = typesetter.shape({{"直骨"}}, body, "en", 0);
  const auto same = [](const Block& a, const Block& b) { return a.draw(100).pixels == b.draw(100).pixels; };
  CHECK_FALSE(same(chinese, japanese));
  CHECK(same(chinese, among_english));
}

}  // namespace
}  // namespace porchlight::text
