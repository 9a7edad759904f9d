#include <algorithm>

#include "platform/window.h"

namespace porchlight::platform {
namespace {

constexpr float kLeastPxPerMm = 2;     // 50 dpi: a 40 inch television at 1920x1080 has 2.2
constexpr float kMostPxPerMm = 10;     // 254 dpi: a small tablet; 160x90 mm, a well-known untruth, has 12
constexpr float kMostUnsquare = 1.1F;  // EDIDs round to whole centimetres

}  // namespace

std::optional<PxPerMm> believable_density(PixelSize pixels, Millimetres width, Millimetres height) {
  if (width.value <= 0 || height.value <= 0) return std::nullopt;
  const float across = static_cast<float>(pixels.width) / width.value;
  const float down = static_cast<float>(pixels.height) / height.value;
  const auto [least, most] = std::minmax(across, down);
  if (least < kLeastPxPerMm || most > kMostPxPerMm || most > least * kMostUnsquare) return std::nullopt;
  return PxPerMm{(across + down) / 2};
}

}  // namespace porchlight::platform
