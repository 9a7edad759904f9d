// How many pixels a millimetre has: what the panel says, what kiosk.toml says, or the usual panel of that
// resolution.
#pragma once

#include <optional>
#include <utility>

#include "base/millimetres.h"
#include "platform/gui.h"
#include "site/site.h"

namespace porchlight::kiosk {

// `stated_mm`: width and height, from kiosk.toml or --panel-mm. They count before what the panel says of
// itself.
PxPerMm px_per_mm(platform::PixelSize size, std::optional<std::pair<float, float>> stated_mm,
                  std::optional<PxPerMm> panel_says);

// What kiosk.toml states; nothing: it leaves that to the panel.
std::optional<std::pair<float, float>> stated_panel_mm(const site::ScreenSettings& screen);

// How much of the panel's top is out of reach from a wheelchair where it hangs; 0 when nobody stated that.
Millimetres too_high(platform::PixelSize size, PxPerMm px, const site::ScreenSettings& screen);

}  // namespace porchlight::kiosk
