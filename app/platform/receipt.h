// What a receipt printer takes: ESC/POS, the commands that nearly all of them share.
#pragma once

#include "base/bytes.h"
#include "text/slip.h"

namespace porchlight::platform {

// Prints the picture at the left edge, feeds it out and cuts.
// Source: ESC/POS command reference (Epson), GS v 0 "print raster bit image", GS V "select cut mode".
Bytes receipt(const text::Bitmap& picture);

}  // namespace porchlight::platform
