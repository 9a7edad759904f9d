// Picture: the pixels of a drawn frame, and the PNG file made of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"

namespace porchlight::platform {

struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;  // 4 bytes a pixel, row by row from the top left corner
};

// Writes a PNG without transparency, as a screen has none. The same picture gives the same bytes.
// Error: the file cannot be written.
Outcome write_png(const Picture& picture, const std::filesystem::path& file);

}  // namespace porchlight::platform
