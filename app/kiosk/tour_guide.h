// The way of the tour through a kiosk: all screens in an order that a visitor could take, each shown once.
#pragma once

#include <memory>

#include "base/clock.h"
#include "kiosk/tour.h"
#include "platform/offscreen.h"
#include "platform/renderer.h"
#include "site/site.h"

namespace porchlight::kiosk {

// Draws with `renderer`, and writes the picture of `offscreen` (nothing: none) and the description of each
// screen into options.out. Moves `clock` on. Error: as tour().
Result<Toured> guide_through(const TourOptions& options, FakeClock& clock, platform::Gui& gui,
                             platform::Renderer& renderer, platform::Offscreen* offscreen, PxPerMm px,
                             std::shared_ptr<const site::Site> site);

}  // namespace porchlight::kiosk
