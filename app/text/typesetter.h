// Typesetter: turns a string into lines of glyphs, and those into a picture. Any script, any direction,
// kerning, line breaking and bold runs are Pango's; nothing here knows what draws the picture. Lengths are
// pixels. Thread: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/local_text.h"

namespace porchlight::text {

enum class Face { text, display };        // Inter; Inter Display, cut for headings
enum class Align { start, center, end };  // start is right where the reader begins at the right

struct Style {
  Face face = Face::text;
  int weight = 400;          // 100..900, as in CSS
  float size_px = 16;        // of the em square
  float line_height = 1.3f;  // baseline to baseline, in em
  float tracking_px = 0;     // added between letters
  Align align = Align::start;
  bool right_to_left = false;  // the reader begins at the right
  friend bool operator==(const Style&, const Style&) = default;
};

// A stretch of text, plain or bold.
struct Span {
  std::string_view text;
  bool bold = false;
};

// Premultiplied white with coverage as alpha, so that the one who draws it chooses the color. Rows follow
// each other without a gap. The picture is larger than the lines by `bleed` pixels on each side, so that what
// sticks out of them is not cut: an accent upon an accent, the tail of a letter.
struct Picture {
  int width = 0, height = 0, bleed = 0;
  std::vector<std::uint32_t> pixels;  // 0xAABBGGRR
};

// Lines of glyphs, ready to be measured and drawn.
class Block {
 public:
  Block();
  Block(Block&&) noexcept;
  Block& operator=(Block&&) noexcept;
  ~Block();

  float width() const { return width_; }  // of the widest line
  float height() const { return height_; }
  int lines() const { return lines_; }
  float first_baseline() const { return first_baseline_; }
  float longest_word() const;  // how wide; of a block of one line
  // A word was wider than the room it had and was broken between letters.
  bool broke_a_word() const { return broke_a_word_; }

  // `box_width_px`: within which the lines are aligned; not less than width().
  Picture draw(float box_width_px) const;

 private:
  friend class Typesetter;
  struct Layout;
  void measure(float size_px);
  float measure_longest_word() const;

  std::unique_ptr<Layout> layout_;
  float width_ = 0, height_ = 0, first_baseline_ = 0;
  float line_height_ = 0;  // from baseline to baseline
  int lines_ = 0, bleed_ = 0;
  bool broke_a_word_ = false;
  mutable std::optional<float> longest_word_;  // once somebody has asked: each frame asks again
};

class Typesetter {
 public:
  Typesetter();
  ~Typesetter();
  Typesetter(const Typesetter&) = delete;
  Typesetter& operator=(const Typesetter&) = delete;

  // `language`: decides which shapes a Han character takes, and where lines may break. `max_width_px` <= 0:
  // one line. The words run in the direction of their own letters, and in a text of both directions in that
  // of `style`; digits and signs alone run to the right, as a phone number does everywhere.
  Block shape(const std::vector<Span>& spans, const Style& style, std::string_view language,
              float max_width_px);

  // Whether the fonts the theme asks for are installed. Otherwise the system's sans serif stands in.
  bool fonts_installed() const;

 private:
  struct Pango;
  std::unique_ptr<Pango> pango_;
};

// The part of the em square that a capital letter takes in Inter: its cap height is 1490 of 2048 units.
inline constexpr float capital_per_em = 1490.0f / 2048.0f;

}  // namespace porchlight::text
