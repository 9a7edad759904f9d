#include "ui/shares.h"

#include <cmath>
#include <numeric>

namespace porchlight::ui {

std::vector<float> shared_widths(Ui& ui, float width_px, const std::vector<float>& weights,
                                 const std::vector<Element*>& elements) {
  std::vector<float> widths(elements.size(), -1);  // < 0: shares in what is left
  float left = width_px, shares = std::accumulate(weights.begin(), weights.end(), 0.0f);
  const float all_shares = shares;
  for (bool narrow = true; narrow;) {
    narrow = false;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (widths[i] >= 0) continue;
      const float least = std::ceil(elements[i]->least_width(ui));
      if (left * weights[i] / shares >= least) continue;
      widths[i] = least;
      left -= least;
      shares -= weights[i];
      narrow = true;
    }
  }
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (left < 0)
      widths[i] = width_px * weights[i] / all_shares;  // too little for all: then nobody gives way
    else if (widths[i] < 0)
      widths[i] = left * weights[i] / shares;
  }
  return widths;
}

}  // namespace porchlight::ui
