// Slip: a piece of paper for a visitor to take along: what stands on it, and its picture in black and white.
// It is a picture even for a printer that has letters of its own, since none has those of every language.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/local_text.h"
#include "base/millimetres.h"
#include "text/squares.h"

namespace porchlight::text {

enum class SlipRole { title, heading, number, body, small };

struct SlipText {
  std::vector<std::pair<std::string, bool>> runs;  // text, bold
  SlipRole role = SlipRole::body;
  Language language;  // when it is not the slip's
};
struct SlipCode {
  Squares squares;
};
struct SlipRule {};  // a line across the paper

struct Slip {
  Language language;
  std::vector<std::variant<SlipText, SlipCode, SlipRule>> parts;

  void say(std::string text, SlipRole role = SlipRole::body, Language in = {}) {
    if (!text.empty()) parts.push_back(SlipText{{{std::move(text), false}}, role, std::move(in)});
  }
};

// Black on white, one bit a dot, as printers take it: rows of whole bytes, the leftmost dot in the highest
// bit, 1 is black.
struct Bitmap {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rows;
  int row_bytes() const { return (width + 7) / 8; }
  bool black(int x, int y) const {
    return rows[static_cast<std::size_t>(y) * row_bytes() + x / 8] >> (7 - x % 8) & 1;
  }
};

// `width`: that can be printed on. `dots`: of the printer on a millimetre. Thread: any, with no other one in
// the same call; takes tenths of a second.
Bitmap picture_of(const Slip& slip, Millimetres width, PxPerMm dots);

}  // namespace porchlight::text
