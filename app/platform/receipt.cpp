#include "platform/receipt.h"

#include <algorithm>
#include <initializer_list>

namespace porchlight::platform {
namespace {

// A strip at a time: cheap printers hold no more in their memory.
constexpr int strip_rows = 128;

void put(Bytes& bytes, std::initializer_list<int> values) {
  for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
}

}  // namespace

Bytes receipt(const text::Bitmap& picture) {
  Bytes bytes;
  put(bytes, {0x1B, '@'});  // ESC @: as if just switched on
  const int wide = picture.row_bytes();
  for (int top = 0; top < picture.height; top += strip_rows) {
    const int rows = std::min(strip_rows, picture.height - top);
    put(bytes, {0x1D, 'v', '0', 0, wide % 256, wide / 256, rows % 256, rows / 256});
    const auto* from = reinterpret_cast<const std::byte*>(picture.rows.data()) + std::ptrdiff_t{top} * wide;
    bytes.insert(bytes.end(), from, from + std::ptrdiff_t{rows} * wide);
  }
  put(bytes, {0x1D, 'V', 66, 0});  // GS V B 0: feed to the knife and cut
  return bytes;
}

}  // namespace porchlight::platform
