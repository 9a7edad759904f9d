// The row of filters above a list of meetings: one tap each, several at once.
#pragma once

#include <vector>

#include "screens/scene.h"

namespace porchlight::screens {

// Those that are on, then those that would narrow the list further; where distances are known, also “Nearest
// first”. What does not stand in so many lines is folded away behind “More…”.
ui::View filter_chips(Scene& scene, const std::vector<schedule::Filter>& offered, int most_lines);

}  // namespace porchlight::screens
