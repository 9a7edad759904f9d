// How what has the focus, or is being read aloud, is shown: a ring around it, above all else, and in words
// why it cannot be tapped.
#include <algorithm>
#include <cmath>

#include "ui/elements.h"
#include "ui/keypad.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

using namespace porchlight::literals;

constexpr Millimetres around{size::focus_space.value + size::focus_ring.value};
// More than the ring, so that what comes next can be guessed.
constexpr Millimetres sight_margin = 8_mm;

}  // namespace

bool Ui::key_pressed() const {
  return any_key_pressed();
}

void Ui::set_two_switches(bool two) {
  two_switches_ = two;
  focus_.set_two_switches(two);
}

std::optional<Tap> Ui::move_focus(Monotonic now) {
  if (finger_down()) focus_.hide();
  const std::vector<FocusKey> keys =
      touch_.guarded(now) ? std::vector<FocusKey>() : focus_keys_pressed(two_switches_);
  std::optional<Tap> tap = focus_.update(keys, semantics_, areas_, px(sight_margin));
  for (const ScrollArea& area : areas_) animating_ = animating_ || area.scroll->moving();
  return tap;
}

void Ui::draw_focus() {
  const Node* node = focused();
  if (node == nullptr) return;
  draw_ring(*node);
  if (focus_.refused() && !node->hint.empty()) tell_why_not(node->hint, canvas_.placed(node->box));
}

void Ui::draw_mark() {
  if (!marked_ || *marked_ >= semantics_.nodes.size()) return;
  const Node& node = semantics_.nodes[*marked_];
  for (const ScrollArea& area : areas_)
    if (area.scroll == node.scroller) bring_into_sight(area, node.box, px(sight_margin));
  draw_ring(node);
}

void Ui::draw_ring(const Node& node) {
  // Nodes say where they are on the screen; what is drawn is given as it lies in the layout.
  const Rect box = canvas_.placed(node.box);
  // Of what is scrolling past, as much as is seen; the ring itself stands out over the edge.
  Rect seen{0, 0, look_.width_px, look_.height_px};
  for (const ScrollArea& area : areas_)
    if (area.scroll == node.scroller) seen = canvas_.placed(area.viewport).inset(-px(size::gap));
  // Whole pixels: what lies between them is paler than the color that the contrast was computed from.
  const float thick = std::ceil(px(size::focus_ring)), out = px(size::focus_space) + thick;
  const float left = std::floor(box.x - out), top = std::floor(box.y - out);
  const Rect ring{left, top, std::ceil(box.right() + out) - left, std::ceil(box.bottom() + out) - top};
  canvas_.push_clip(seen);
  canvas_.stroke(ring, theme().focus, thick, node.corner_px + out);
  canvas_.pop_clip();
}

// Above it, where a hand that reaches for it does not hide it; below it where there is no room.
void Ui::tell_why_not(const std::string& why, const Rect& refused) {
  View note = card(paragraph(why, &Theme::on_note), surface::note);
  const float wide = std::min(refused.width, px(size::margin) * 10);
  const float high = note->height(*this, wide), away = 2 * px(around);
  const float above = refused.y - away - high;
  note->draw(*this,
             {refused.centre_x() - wide / 2, above >= 0 ? above : refused.bottom() + away, wide, high});
}

}  // namespace porchlight::ui
