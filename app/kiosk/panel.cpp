#include "kiosk/panel.h"

#include <algorithm>

#include "base/reach.h"

namespace porchlight::kiosk {
namespace {

// A 21.5 inch panel, for which the screens were drawn.
constexpr Millimetres usual_long_side{476};
// 1280 pixels on 332 mm: a 15.4 inch panel, the smallest supported.
constexpr PxPerMm small{1280.0f / 332.0f};

}  // namespace

PxPerMm px_per_mm(platform::PixelSize size, std::optional<std::pair<float, float>> stated_mm,
                  std::optional<PxPerMm> panel_says) {
  if (stated_mm && stated_mm->first > 0 && stated_mm->second > 0) {
    // Staff may have written the sides of a panel that stands upright the other way round.
    const float long_mm = std::max(stated_mm->first, stated_mm->second);
    return {static_cast<float>(std::max(size.width, size.height)) / long_mm};
  }
  if (panel_says) return *panel_says;
  const int long_px = std::max(size.width, size.height), short_px = std::min(size.width, size.height);
  // 16:10 up to 1280 pixels is the small panel; anything else is drawn as if it were the usual one, only
  // coarser: a window on a developer's desk shows the whole screen.
  if (long_px <= 1280 && long_px * 10 == short_px * 16) return small;
  return {static_cast<float>(long_px) / usual_long_side.value};
}

std::optional<std::pair<float, float>> stated_panel_mm(const site::ScreenSettings& screen) {
  if (!screen.panel_width_mm || !screen.panel_height_mm) return std::nullopt;
  return std::pair(*screen.panel_width_mm, *screen.panel_height_mm);
}

Millimetres too_high(platform::PixelSize size, PxPerMm px, const site::ScreenSettings& screen) {
  if (!screen.bottom_from_floor_mm) return {0};
  const Millimetres top =
      Millimetres{*screen.bottom_from_floor_mm} + px.to_mm(static_cast<float>(size.height));
  return std::max(Millimetres{0}, top - reach::highest);
}

}  // namespace porchlight::kiosk
