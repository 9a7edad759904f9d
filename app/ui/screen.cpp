// The whole screen.
#include <algorithm>
#include <cmath>

#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

class Screen final : public Element {
 public:
  Screen(View top, View middle, View bottom, Scroll* lowered)
      : top_(std::move(top)), middle_(std::move(middle)), bottom_(std::move(bottom)), lowered_(lowered) {}
  float natural_width(Ui& ui) override { return middle_->natural_width(ui); }
  void draw(Ui& ui, Rect box) override {
    const float bottom = bottom_->height(ui, box.width);
    const Rect page{box.x, box.y, box.width, box.height - bottom};
    if (lowered_ == nullptr)
      draw_page(ui, page);
    else
      draw_lowered(ui, page);
    bottom_->draw(ui, {box.x, page.bottom(), box.width, bottom});
  }

 protected:
  float measure(Ui& ui, float) override { return ui.look().height_px; }

 private:
  void draw_page(Ui& ui, Rect page) {
    const float top = top_->height(ui, page.width);
    top_->draw(ui, {page.x, page.y, page.width, top});
    middle_->draw(ui, {page.x, page.y + top, page.width, page.height - top});
  }

  // A finger that draws the page up again draws it as it would a list. It comes down until its first control
  // is in reach, and no further: nothing may be too high before and behind the bottom afterwards.
  void draw_lowered(Ui& ui, Rect page) {
    const float too_high = ui.look().too_high_px, top = top_->height(ui, page.width);
    lowered_->reach_px = too_high > top ? too_high - top : too_high;
    lowered_->viewport_px = page.height;
    lowered_->offset_px = std::clamp(lowered_->offset_px, 0.0f, lowered_->reach_px);
    ui.add_area({page, lowered_});
    ui.push_bounds(page, lowered_);
    ui.canvas().push_clip(page);
    const float down = std::round(lowered_->reach_px - lowered_->offset_px);
    draw_page(ui, {page.x, page.y + down, page.width, page.height});
    ui.canvas().pop_clip();
    ui.pop_bounds();
  }

  View top_, middle_, bottom_;
  Scroll* lowered_;  // nullptr: the page is where it belongs
};

}  // namespace

View screen(View top, View middle, View bottom, Scroll* lowered) {
  return std::make_unique<Screen>(std::move(top), std::move(middle), std::move(bottom), lowered);
}

}  // namespace porchlight::ui
