#include <algorithm>
#include <cmath>

#include "ui/elements.h"
#include "ui/shares.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

using namespace porchlight::literals;

// From the edge of what erases to the centre of what keeps it is then more than 30 mm.
constexpr Millimetres apart = 24_mm;
constexpr Millimetres step = 4_mm;

class Dialog final : public Element {
 public:
  Dialog(std::string name, View question, View keep, View erase, View bottom)
      : name_(std::move(name)),
        question_(std::move(question)),
        keep_(std::move(keep)),
        erase_(std::move(erase)),
        bottom_(std::move(bottom)) {}
  float natural_width(Ui& ui) override { return question_->natural_width(ui); }

  void draw(Ui& ui, Rect screen) override {
    const float bottom = bottom_->height(ui, screen.width);
    const Rect room{screen.x, screen.y, screen.width, screen.height - bottom};
    const Rect box = place(ui, room);
    ui.canvas().fill(box, ui.theme().surface, ui.px(11_mm));
    if (ui.theme().outlined)
      ui.canvas().stroke(box, ui.theme().line, ui.px({2 * ui.theme().border_mm}), ui.px(11_mm));
    ui.say({.role = Role::dialog, .name = name_, .box = box});
    ui.push_bounds(box);
    const Rect inner = box.inset(padding(ui));
    question_->draw(ui, {inner.x, inner.y, inner.width, question_->height(ui, inner.width)});
    keep_->draw(ui, keep_box(ui, box));
    erase_->draw(ui, erase_box(ui, box));
    ui.pop_bounds();
    bottom_->draw(ui, {screen.x, room.bottom(), screen.width, bottom});
  }

 protected:
  float measure(Ui& ui, float) override { return ui.look().height_px; }

 private:
  static float padding(Ui& ui) { return ui.px(ui.small_panel() ? 8_mm : 14_mm); }
  static float gap(Ui& ui) { return ui.px(ui.small_panel() ? 4_mm : 8_mm); }

  // What keeps is large and comes first; what erases stands far from it: under it where the screen is high,
  // on its left where the screen is wide, since Next is on the right there.
  Rect keep_box(Ui& ui, const Rect& box) {
    const Rect inner = box.inset(padding(ui));
    if (ui.landscape()) {
      const float wide = widths(ui, inner.width)[1], high = buttons_height(ui, inner.width);
      return {inner.right() - wide, inner.bottom() - high, wide, high};
    }
    const float below = erase_->height(ui, inner.width) + ui.px(apart), high = keep_->height(ui, inner.width);
    return {inner.x, inner.bottom() - below - high, inner.width, high};
  }

  Rect erase_box(Ui& ui, const Rect& box) {
    const Rect inner = box.inset(padding(ui));
    const float high = ui.landscape() ? buttons_height(ui, inner.width) : erase_->height(ui, inner.width);
    const float wide = ui.landscape() ? widths(ui, inner.width)[0] : inner.width;
    return {inner.x, inner.bottom() - high, wide, high};
  }

  float buttons_height(Ui& ui, float inner_width) {
    if (!ui.landscape())
      return keep_->height(ui, inner_width) + ui.px(apart) + erase_->height(ui, inner_width);
    const std::vector<float> wide = widths(ui, inner_width);
    return std::max(erase_->height(ui, wide[0]), keep_->height(ui, wide[1]));
  }

  // Where the screen is wide: of what erases, and of what keeps.
  std::vector<float> widths(Ui& ui, float inner_width) {
    return shared_widths(ui, inner_width - ui.px(apart), {0.42f, 0.58f}, {erase_.get(), keep_.get()});
  }

  // In the middle of what is in reach, or as near to it as what erases does not lie where the main button of
  // the screen before was: a hand that goes on tapping there must not erase anything.
  Rect place(Ui& ui, const Rect& room) {
    const float wide = std::min(ui.px(ui.landscape() ? 260_mm : 220_mm), room.width - 2 * ui.px(8_mm));
    const float inner = wide - 2 * padding(ui);
    const float high = std::min(
        room.height, question_->height(ui, inner) + gap(ui) + buttons_height(ui, inner) + 2 * padding(ui));
    const float too_high = std::min(ui.look().too_high_px, room.height - high);
    const float reach = (room.height - too_high - high) / 2;
    const Rect middle{room.centre_x() - wide / 2, room.y + too_high + reach, wide, high};
    for (float away = 0; away <= reach; away += ui.px(step))
      for (const float direction : {1.0f, -1.0f}) {
        const Rect moved{middle.x, middle.y + direction * away, wide, high};
        if (!ui.lies_where_main_was(erase_box(ui, moved))) return moved;
      }
    return middle;
  }

  std::string name_;
  View question_, keep_, erase_, bottom_;
};

}  // namespace

View dialog(std::string name, View question, View keep, View erase, View bottom) {
  return std::make_unique<Dialog>(std::move(name), std::move(question), std::move(keep), std::move(erase),
                                  std::move(bottom));
}

}  // namespace porchlight::ui
