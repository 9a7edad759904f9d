#include <algorithm>
#include <cmath>

#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

using namespace porchlight::literals;

// More moves on by a little less than what is seen, so that a line read last is still there to be found.
constexpr float page_share = 0.85f;
constexpr Millimetres more_size = 20_mm;
// By so much the smoothed edge of a border lies outside its box: without it, borders at the sides look cut.
constexpr float soft_edge_px = 1;

class ScrollView final : public Element {
 public:
  ScrollView(Scroll& state, ScrollNames names, View child)
      : state_(state), names_(std::move(names)), child_(std::move(child)) {}

  float natural_width(Ui& ui) override { return child_->natural_width(ui); }
  float stretch() const override { return 1; }

  void draw(Ui& ui, Rect box) override {
    if (child_->height(ui, box.width) <= box.height + 0.5f) {
      state_ = {};
      child_->draw(ui, box);
      return;
    }
    // The buttons have a strip of their own: beside the content where the screen is wide, below it where it
    // is high. They never lie over a word.
    const float strip = ui.px(more_size), gap = ui.px(size::gap);
    Rect viewport = box, controls = box;
    if (ui.landscape()) {
      viewport.width -= strip + gap;
      controls = {viewport.right() + gap, box.y, strip, box.height};
    } else {
      viewport.height -= strip + gap;
      controls = {box.x, viewport.bottom() + gap, box.width, strip};
    }
    const float whole = child_->height(ui, viewport.width);
    state_.reach_px = std::max(0.0f, whole - viewport.height);
    state_.viewport_px = viewport.height;
    state_.offset_px = std::clamp(state_.offset_px, 0.0f, state_.reach_px);
    ui.add_area({viewport, &state_});

    ui.push_bounds(viewport, &state_);
    ui.canvas().push_clip({viewport.x - soft_edge_px, viewport.y - soft_edge_px,
                           viewport.width + 2 * soft_edge_px, viewport.height + 2 * soft_edge_px});
    child_->draw(ui, {viewport.x, viewport.y - std::round(state_.offset_px), viewport.width, whole});
    ui.canvas().pop_clip();
    ui.pop_bounds();
    draw_controls(ui, controls);
  }

 protected:
  float measure(Ui& ui, float width) override { return child_->height(ui, width); }

 private:
  void draw_controls(Ui& ui, Rect strip) {
    const bool at_top = state_.offset_px <= 0.5f, at_end = state_.offset_px >= state_.reach_px - 0.5f;
    View up = control(-1, names_.up, "up", at_top, false),
         more = control(+1, names_.more, "down", at_end, !ui.landscape());
    const float gap = ui.px(size::gap);
    if (ui.landscape()) {
      const float high = (strip.height - gap) / 2;
      up->draw(ui, {strip.x, strip.y, strip.width, high});
      more->draw(ui, {strip.x, strip.y + high + gap, strip.width, high});
    } else {
      const float narrow = (strip.width - gap) * 0.32f;
      up->draw(ui, {strip.x, strip.y, narrow, strip.height});
      more->draw(ui, {strip.x + narrow + gap, strip.y, strip.width - narrow - gap, strip.height});
    }
  }

  View control(int direction, const std::string& name, const char* icon_name, bool disabled, bool with_word) {
    Node node{.role = Role::button, .name = name, .disabled = disabled};
    node.scrolls = direction;
    Scroll* state = &state_;
    node.tap = [state, direction] {
      const float from = state->goal_px >= 0 ? state->goal_px : state->offset_px;
      state->goal_px = std::clamp(from + static_cast<float>(direction) * state->viewport_px * page_share,
                                  0.0f, state->reach_px);
      state->speed_px_s = 0;
    };
    static const Surface live{
        .fill = &Theme::primary, .radius = 6_mm, .padding_x = 2_mm, .padding_y = 1_mm, .centred = true};
    static const Surface off{.fill = &Theme::sunken,
                             .border = &Theme::edge,
                             .radius = 6_mm,
                             .padding_x = 2_mm,
                             .padding_y = 1_mm,
                             .dashed = true,
                             .centred = true};
    Color Theme::*color = disabled ? &Theme::muted : &Theme::on_primary;
    View arrow = icon(icon_name, 9_mm, color);
    // Beside the content there is room for the arrow alone; below it, for the word as well.
    if (with_word)
      arrow = row(3_mm, {0, 0},
                  views(std::move(arrow), text_block(name, {.role = TextRole::label, .color = color})));
    return pressable(std::move(node), disabled ? off : live, std::move(arrow));
  }

  Scroll& state_;
  ScrollNames names_;
  View child_;
};

}  // namespace

View scroll(Scroll& state, ScrollNames names, View child) {
  return std::make_unique<ScrollView>(state, std::move(names), std::move(child));
}

}  // namespace porchlight::ui
