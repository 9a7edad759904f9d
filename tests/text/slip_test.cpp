#include "text/slip.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace porchlight::text {
namespace {

using namespace porchlight::literals;

constexpr PxPerMm dots{8};
constexpr Millimetres paper = 72_mm;

struct Ink {
  int left = -1, right = -1, top = -1, bottom = -1;
  long black = 0;
};

Ink ink_of(const Bitmap& picture) {
  Ink ink;
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x) {
      if (!picture.black(x, y)) continue;
      ++ink.black;
      if (ink.top < 0) ink.top = y;
      ink.bottom = y;
      ink.left = ink.left < 0 ? x : std::min(ink.left, x);
      ink.right = std::max(ink.right, x);
    }
  return ink;
}

Bitmap picture_of_words(std::string words, Language language, SlipRole role = SlipRole::body) {
  Slip slip{std::move(language), {}};
  slip.say(std::move(words), role);
  return picture_of(slip, paper, dots);
}

TEST_CASE("a slip is as wide as the paper, and as long as what stands on it") {
  const Bitmap one = picture_of_words("Every Tuesday", "en");
  CHECK(one.width == 576);
  CHECK(one.row_bytes() == 72);
  CHECK(one.rows.size() == static_cast<std::size_t>(one.height) * 72);
  const std::string long_text =
      "Every Tuesday, 7:00 to 8:00 PM, in Room 2, down the hall, second door on the left.";
  CHECK(picture_of_words(long_text, "en").height > 2 * one.height);
  CHECK(picture_of(Slip{"en", {}}, paper, dots).height == 0);
}

TEST_CASE("a capital letter on paper is three millimetres high, for eyes that need them") {
  const Ink ink = ink_of(picture_of_words("H", "en"));
  const float high_mm = static_cast<float>(ink.bottom - ink.top + 1) / dots.value;
  CHECK(high_mm >= 2.9f);
  CHECK(high_mm <= 3.3f);
}

TEST_CASE("Arabic begins at the right edge of the paper, Chinese has its letters") {
  const Ink english = ink_of(picture_of_words("You’re welcome here.", "en"));
  CHECK(english.left < 16);
  CHECK(english.right < 400);
  const Ink arabic = ink_of(picture_of_words("مرحبًا بك هنا.", "ar"));
  CHECK(arabic.right > 576 - 24);
  CHECK(arabic.left > 176);
  // Two different characters, and neither is the box of a letter that no font has.
  const Ink chinese = ink_of(picture_of_words("你好", "zh-Hans")),
            other = ink_of(picture_of_words("一一", "zh-Hans"));
  CHECK(chinese.black > 2 * other.black);
  CHECK(other.black > 30);
}

TEST_CASE("the squares of a code are whole dots, all of one size, with white around them") {
  Squares squares{21, std::vector<bool>(21 * 21)};
  for (int i = 0; i < 21; ++i) squares.dark[static_cast<std::size_t>(i * 21 + i)] = true;
  Slip slip{"en", {}};
  slip.parts.emplace_back(SlipCode{squares});
  slip.parts.emplace_back(SlipRule{});
  const Bitmap picture = picture_of(slip, paper, dots);
  // 44 mm for 21 and twice 4 squares: 12 dots each.
  constexpr int dot = 12, left = (576 - 21 * dot) / 2;
  for (int y = 0; y < 21; ++y)
    for (int x = 0; x < 21; ++x) {
      CHECK(picture.black(left + x * dot, y * dot) == (x == y));
      CHECK(picture.black(left + x * dot + dot - 1, y * dot + dot - 1) == (x == y));
    }
  // Below them there is white for 4 squares and more, and then the rule across the paper.
  const int end = 21 * dot;
  for (int y = end; y < end + 4 * dot; ++y) CHECK_FALSE(picture.black(left + 20 * dot, y));
  CHECK(picture.black(0, picture.height - 1));
  CHECK(picture.black(575, picture.height - 1));
}

}  // namespace
}  // namespace porchlight::text
