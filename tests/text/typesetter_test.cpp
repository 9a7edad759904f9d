#include "text/typesetter.h"

#include <catch2/catch_test_macros.hpp>

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

}  // namespace
}  // namespace porchlight::text
