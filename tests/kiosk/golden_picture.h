// A small gray picture of a screen, and where it differs from another. Edges of cards and buttons must lie
// where they lay; letters lie a little elsewhere with each version of Pango, FreeType and the font.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "ui/semantics.h"

namespace porchlight::kiosk::test {

struct Gray {
  int width = 0, height = 0;
  std::vector<std::uint8_t> values;  // 0 black to 255 white, row by row
  int at(int x, int y) const { return values[static_cast<std::size_t>(y) * width + x]; }
};

// Of a PNG file; nothing: there is none that can be read.
std::optional<Gray> read_gray(const std::filesystem::path& file);
// False: it could not be written.
bool write_gray(const Gray& picture, const std::filesystem::path& file);

// Half as wide and high: each pixel the mean of four, in 16 steps, so that files stay small.
Gray halved(const Gray& picture);

// Where something differs, in pixels, and by how much, of 255.
struct Difference {
  int x = 0, y = 0, width = 0, height = 0;
  double by = 0;
};
// What differs by more than the letters of another version of the font do, the most different first. `texts`:
// where text lies in what was found; there only how dark each row is counts, and where the ink begins and
// ends. Pictures of two sizes differ as a whole.
std::vector<Difference> differences(const Gray& expected, const Gray& found,
                                    const std::vector<ui::Rect>& texts);

}  // namespace porchlight::kiosk::test
