// An icon and the word for it, on a button that has little room.
#include <algorithm>
#include <cmath>

#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

using namespace porchlight::literals;

class IconAndWord final : public Element {
 public:
  IconAndWord(View icon, View word) : icon_(std::move(icon)), word_(std::move(word)) {}

  float least_width(Ui& ui) override { return icon_->natural_width(ui); }
  float natural_width(Ui& ui) override { return icon_->natural_width(ui) + ui.px(beside) + word_width(ui); }

  void draw(Ui& ui, Rect box) override {
    const float side = icon_->natural_width(ui), word = word_width(ui);
    switch (shape(ui, box.width)) {
      case Shape::beside:
        icon_->draw(ui, {box.x, box.y, side, box.height});
        draw_word(ui, {box.x + side + ui.px(beside), box.y, word, box.height});
        break;
      case Shape::below:
        icon_->draw(ui, {box.centre_x() - side / 2, box.y, side, side});
        draw_word(ui, {box.centre_x() - word / 2, box.y + side + ui.px(below), word,
                       box.height - side - ui.px(below)});
        break;
      case Shape::word_alone:
        draw_word(ui,
                  {box.centre_x() - in_lines(ui, box.width) / 2, box.y, in_lines(ui, box.width), box.height});
        break;
      case Shape::icon_alone:
        icon_->draw(ui, box);
        break;
    }
  }

 protected:
  float measure(Ui& ui, float width) override {
    const float side = icon_->natural_width(ui), word = word_->height(ui, word_width(ui));
    switch (shape(ui, width)) {
      case Shape::beside:
        return std::max(side, word);
      case Shape::below:
        return side + ui.px(below) + word;
      case Shape::word_alone:
        return word_->height(ui, in_lines(ui, width));
      case Shape::icon_alone:
        break;
    }
    return side;
  }

 private:
  enum class Shape { beside, below, word_alone, icon_alone };
  static constexpr Millimetres beside = 3_mm, below = 0.5_mm;
  // A line that reaches from edge to edge looks as if it were cut.
  static constexpr Millimetres around_a_line = 3_mm;

  // A word says more than an icon: it gives way last, when not even two lines hold it.
  Shape shape(Ui& ui, float width) {
    if (natural_width(ui) <= width) return Shape::beside;
    if (word_width(ui) + ui.px(around_a_line) <= width) return Shape::below;
    const float high = word_->height(ui, word_width(ui));
    const bool two_lines =
        word_->least_width(ui) <= width && word_->height(ui, in_lines(ui, width)) < 2.5f * high;
    return two_lines ? Shape::word_alone : Shape::icon_alone;
  }
  // How wide the word is where it takes more than a line.
  float in_lines(Ui& ui, float width) {
    return std::max(std::ceil(word_->least_width(ui)), width - ui.px(around_a_line));
  }
  float word_width(Ui& ui) { return std::ceil(word_->natural_width(ui)); }
  void draw_word(Ui& ui, Rect box) {
    const float high = word_->height(ui, box.width);
    word_->draw(ui, {box.x, box.y + (box.height - high) / 2, box.width, high});
  }

  View icon_, word_;
};

}  // namespace

View icon_and_word(View icon, View word) {
  return std::make_unique<IconAndWord>(std::move(icon), std::move(word));
}

}  // namespace porchlight::ui
