// Shares: how elements that stand side by side share a width. Thread: main, inside a frame.
#pragma once

#include <vector>

#include "ui/element.h"

namespace porchlight::ui {

// By weight; but none is so narrow that a word in it breaks, as long as the others can give way. `width_px`:
// without the gaps.
std::vector<float> shared_widths(Ui& ui, float width_px, const std::vector<float>& weights,
                                 const std::vector<Element*>& elements);

}  // namespace porchlight::ui
