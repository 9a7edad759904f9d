// The squares of a two-dimensional code (QR).
#pragma once

#include <vector>

namespace porchlight::text {

// Row by row from the top left corner, without the quiet zone around them.
struct Squares {
  int side = 0;
  std::vector<bool> dark;  // side * side
  bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)]; }
};

// The white that a reader needs around them, in squares (ISO/IEC 18004).
inline constexpr int quiet_zone = 4;

}  // namespace porchlight::text
