// What the tour of the example facility wrote, in each language, size and text size that the product
// promises: the JSON beside its pictures, read back. Laid out once for all tests; about a second for each of
// the 24 tours on each core.
#pragma once

#include <string>
#include <vector>

#include "ui/semantics.h"

namespace porchlight::kiosk::test {

struct SeenNode {
  std::string role, name, value, spoken, hint;
  std::string language;  // when it is not the screen's
  ui::Rect mm;
  bool tappable = false, clipped = false, offscreen = false, sends_or_erases = false;
  int scroll = 0;  // the part of the screen it scrolls with; 0: it stands still
};

struct SeenText {
  std::size_t node = 0;
  ui::Rect px;
};

struct SeenScreen {
  std::string id;     // "check"
  std::string where;  // "es 1280x800 xl 37-check": for messages
  std::string language;
  std::vector<SeenNode> nodes;
  std::vector<SeenText> texts;
};

struct Walk {
  std::string where;  // "es 1280x800 xl"
  std::string language;
  std::string trouble;              // why it stopped; empty: it went to its end
  std::vector<SeenScreen> screens;  // in the order of the tour

  const SeenScreen* screen(std::string_view id) const;
};

const std::vector<Walk>& all_walks();

// The space between two boxes; below 0 they overlap by so much.
float gap(const ui::Rect& a, const ui::Rect& b);
// From the nearest point of a box to a point.
float distance(const ui::Rect& box, float x, float y);

}  // namespace porchlight::kiosk::test
