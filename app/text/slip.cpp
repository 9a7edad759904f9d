#include "text/slip.h"

#include <hb.h>
#include <pango/pango.h>

#include <algorithm>
#include <cmath>

#include "text/typesetter.h"

namespace porchlight::text {
namespace {

using namespace porchlight::literals;

struct RoleLook {
  Millimetres capital;  // height of a capital letter
  int weight;
  Millimetres above;  // space before it
  Face face = Face::text;
};

// A slip is read by the same eyes as the screen, but held near: 12 points and up, except the last line.
RoleLook look_of(SlipRole role) {
  switch (role) {
    case SlipRole::title:
      return {4.6_mm, 700, 3_mm, Face::display};
    case SlipRole::heading:
      return {3.6_mm, 700, 4.5_mm, Face::display};
    case SlipRole::number:
      return {5.4_mm, 800, 1.5_mm, Face::display};
    case SlipRole::body:
      return {3.1_mm, 450, 1.8_mm};
    case SlipRole::small:
      return {2.6_mm, 450, 1.8_mm};
  }
  return {3.1_mm, 450, 1.8_mm};
}

constexpr float line_height_em = 1.3f;
constexpr Millimetres code_side = 44_mm, code_above = 4_mm;
constexpr Millimetres rule_height = 0.4_mm, rule_above = 4_mm;
// Of full coverage; less than half, since thin strokes fade on thermal paper.
constexpr std::uint32_t black_from = 100;

// As the script of the language is written.
bool begins_at_the_right(const Language& language) {
  int count = 0;
  const PangoScript* scripts =
      pango_language_get_scripts(pango_language_from_string(language.c_str()), &count);
  if (count == 0) return false;
  const auto script =
      hb_script_from_iso15924_tag(g_unicode_script_to_iso15924(static_cast<GUnicodeScript>(scripts[0])));
  return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

// Paper grows as it is written on.
class Paper {
 public:
  Paper(Millimetres width, PxPerMm dots) : dots_(dots) {
    bitmap_.width = static_cast<int>(std::floor(dots(width)));
  }

  void write(const Slip& slip, Typesetter& typesetter) {
    for (const auto& part : slip.parts) {
      if (const auto* text = std::get_if<SlipText>(&part)) write(*text, slip.language, typesetter);
      if (const auto* code = std::get_if<SlipCode>(&part)) write(code->squares);
      if (std::holds_alternative<SlipRule>(part)) rule();
    }
  }

  Bitmap take() { return std::move(bitmap_); }

 private:
  int px(Millimetres length) const { return static_cast<int>(std::lround(dots_(length))); }

  // The first part begins at the edge.
  int grow(Millimetres above, int height) {
    const int top = bitmap_.height + (bitmap_.height == 0 ? 0 : px(above));
    bitmap_.height = top + height;
    bitmap_.rows.resize(static_cast<std::size_t>(bitmap_.height) * bitmap_.row_bytes());
    return top;
  }

  void ink(int x, int y) {
    if (x < 0 || x >= bitmap_.width || y < 0 || y >= bitmap_.height) return;
    bitmap_.rows[static_cast<std::size_t>(y) * bitmap_.row_bytes() + x / 8] |=
        static_cast<std::uint8_t>(0x80 >> x % 8);
  }

  void ink(int x, int y, int wide, int high) {
    for (int row = y; row < y + high; ++row)
      for (int column = x; column < x + wide; ++column) ink(column, row);
  }

  void write(const SlipText& text, const Language& language, Typesetter& typesetter) {
    const RoleLook look = look_of(text.role);
    const Style style{.face = look.face,
                      .weight = look.weight,
                      .size_px = dots_(look.capital) / capital_per_em,
                      .line_height = line_height_em,
                      .right_to_left = begins_at_the_right(language)};
    std::vector<Span> spans;
    for (const auto& [words, bold] : text.runs) spans.push_back({words, bold});
    const float width = static_cast<float>(bitmap_.width);
    const Block block =
        typesetter.shape(spans, style, text.language.empty() ? language : text.language, width);
    const Picture picture = block.draw(width);
    const int top = grow(look.above, static_cast<int>(std::ceil(block.height())));
    for (int y = 0; y < picture.height; ++y)
      for (int x = 0; x < picture.width; ++x)
        if (picture.pixels[static_cast<std::size_t>(y) * picture.width + x] >> 24 >= black_from)
          ink(x - picture.bleed, top + y - picture.bleed);
  }

  // In the middle, each square of whole dots.
  void write(const Squares& squares) {
    if (squares.side == 0) return;
    const int all = squares.side + 2 * quiet_zone;
    const int dot = std::max(1, std::min(px(code_side), bitmap_.width) / all);
    const int top = grow(code_above, dot * squares.side), left = (bitmap_.width - dot * squares.side) / 2;
    for (int y = 0; y < squares.side; ++y)
      for (int x = 0; x < squares.side; ++x)
        if (squares.is_dark(x, y)) ink(left + x * dot, top + y * dot, dot, dot);
    grow(code_above, 0);
  }

  void rule() {
    const int high = std::max(1, px(rule_height));
    ink(0, grow(rule_above, high), bitmap_.width, high);
  }

  PxPerMm dots_;
  Bitmap bitmap_;
};

}  // namespace

Bitmap picture_of(const Slip& slip, Millimetres width, PxPerMm dots) {
  Typesetter typesetter;
  Paper paper(width, dots);
  paper.write(slip, typesetter);
  return paper.take();
}

}  // namespace porchlight::text
