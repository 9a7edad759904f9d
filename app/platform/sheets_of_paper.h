// What any other printer takes: a PDF of whole sheets.
#pragma once

#include "base/bytes.h"
#include "base/millimetres.h"
#include "base/result.h"
#include "text/slip.h"

namespace porchlight::platform {

struct SheetSize {
  Millimetres width, height;
};
inline constexpr SheetSize letter{{215.9f}, {279.4f}}, a4{{210}, {297}};
// Left empty on each side: no printer reaches the edge.
inline constexpr Millimetres sheet_margin{18};

// The picture from the top, on as many sheets as it takes, and never cut through a line of text. `dots`: of
// the picture on a millimetre. Error: there is no memory for it.
Result<Bytes> sheets_of_paper(const text::Bitmap& picture, SheetSize size, PxPerMm dots);

}  // namespace porchlight::platform
