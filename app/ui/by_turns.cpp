// What a button says by turns, such as Listen and Stop.
#include <algorithm>
#include <cmath>

#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

class ByTurns final : public Element {
 public:
  ByTurns(View shown, View other) : shown_(std::move(shown)), other_(std::move(other)) {}

  float natural_width(Ui& ui) override {
    return std::max(shown_->natural_width(ui), other_->natural_width(ui));
  }
  float least_width(Ui& ui) override { return std::max(shown_->least_width(ui), other_->least_width(ui)); }

  void draw(Ui& ui, Rect box) override {
    const float wide = std::min(box.width, std::ceil(shown_->natural_width(ui))),
                high = shown_->height(ui, wide);
    shown_->draw(ui, {box.x + (box.width - wide) / 2, box.y + (box.height - high) / 2, wide, high});
  }

 protected:
  float measure(Ui& ui, float width) override {
    return std::max(shown_->height(ui, width), other_->height(ui, width));
  }

 private:
  View shown_, other_;
};

}  // namespace

View by_turns(View shown, View other) {
  return std::make_unique<ByTurns>(std::move(shown), std::move(other));
}

}  // namespace porchlight::ui
