// Icons: SVG files of assets/icons/, drawn white on nothing at build time (cmake/assets.cmake) and read here
// as masks.
#pragma once

#include <string_view>

#include "text/typesetter.h"

namespace porchlight::text {

// The mask of assets/icons/<name>.png at `size_px` square; empty (width 0) when there is none of that name.
Picture icon_mask(std::string_view name, int size_px);

}  // namespace porchlight::text
