// Buttons side by side that share a width.
#include <algorithm>

#include "ui/elements.h"
#include "ui/shares.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

class RowOfButtons final : public Element {
 public:
  RowOfButtons(Millimetres gap, std::vector<float> weights, Views buttons)
      : gap_(gap), weights_(std::move(weights)), buttons_(std::move(buttons)) {}

  float natural_width(Ui& ui) override {
    float sum = gaps(ui);
    for (const View& button : buttons_) sum += button->natural_width(ui);
    return sum;
  }

  void draw(Ui& ui, Rect box) override {
    const std::vector<float> wide = widths(ui, box.width);
    float x = box.x;
    for (std::size_t i = 0; i < buttons_.size(); ++i) {
      buttons_[i]->draw(ui, {x, box.y, wide[i], box.height});
      x += wide[i] + ui.px(gap_);
    }
  }

 protected:
  float measure(Ui& ui, float width) override {
    const std::vector<float> wide = widths(ui, width);
    float highest = 0;
    for (std::size_t i = 0; i < buttons_.size(); ++i)
      highest = std::max(highest, buttons_[i]->height(ui, wide[i]));
    return highest;
  }

 private:
  float gaps(Ui& ui) const { return ui.px(gap_) * static_cast<float>(buttons_.size() - 1); }
  std::vector<float> widths(Ui& ui, float width) const {
    std::vector<Element*> elements;
    for (const View& button : buttons_) elements.push_back(button.get());
    return shared_widths(ui, width - gaps(ui), weights_, elements);
  }

  Millimetres gap_;
  std::vector<float> weights_;
  Views buttons_;
};

}  // namespace

View row_of_buttons(Millimetres gap, std::vector<float> weights, Views buttons) {
  return std::make_unique<RowOfButtons>(gap, std::move(weights), std::move(buttons));
}

}  // namespace porchlight::ui
