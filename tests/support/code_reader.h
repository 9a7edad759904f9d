// What a phone reads: a QR code in a picture, found and decoded by ZXing, the reader that many phones have.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace porchlight::support {

// `luminance`: 0 black to 255 white, row by row. Empty: it reads none.
std::string read_code(const std::vector<std::uint8_t>& luminance, int width, int height);

}  // namespace porchlight::support
