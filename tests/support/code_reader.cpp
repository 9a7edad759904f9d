#include "support/code_reader.h"

#define ZX_USE_UTF8  // texts as std::string, in every version
#include <ZXing/ReadBarcode.h>

namespace porchlight::support {

std::string read_code(const std::vector<std::uint8_t>& luminance, int width, int height) {
  const auto found =
      ZXing::ReadBarcode(ZXing::ImageView(luminance.data(), width, height, ZXing::ImageFormat::Lum));
  if (!found.isValid()) return {};
  return {found.bytes().begin(), found.bytes().end()};
}

}  // namespace porchlight::support
