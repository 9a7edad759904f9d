#include "ui/focus.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

namespace porchlight::ui {
namespace {

// Boxes lie on fractions of a pixel.
constexpr float tolerance_px = 1;

float distance(const Rect& a, const Rect& b) {
  return std::hypot(a.centre_x() - b.centre_x(), a.centre_y() - b.centre_y());
}

bool side_by_side(const Rect& a, const Rect& b) {
  return a.y < b.bottom() - tolerance_px && b.y < a.bottom() - tolerance_px;
}

bool one_above_the_other(const Rect& a, const Rect& b) {
  return a.x < b.right() - tolerance_px && b.x < a.right() - tolerance_px;
}

// The nearest of those that `wanted` holds for.
template <class Wanted>
std::optional<std::size_t> nearest(const Semantics& semantics, const Rect& to, Wanted wanted) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < semantics.nodes.size(); ++i) {
    const Node& node = semantics.nodes[i];
    if (wanted(node) && (!best || distance(node.box, to) < distance(semantics.nodes[*best].box, to)))
      best = i;
  }
  return best;
}

template <class Wanted>
std::optional<std::size_t> first(const Semantics& semantics, Wanted wanted) {
  const auto found = std::find_if(semantics.nodes.begin(), semantics.nodes.end(), wanted);
  if (found == semantics.nodes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - semantics.nodes.begin());
}

std::size_t hash_of(const std::string& name) {
  return std::hash<std::string>{}(name);
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \n") == std::string::npos;
}

}  // namespace

void bring_into_sight(const ScrollArea& area, const Rect& box, float margin_px) {
  Scroll& scroll = *area.scroll;
  const float above = area.viewport.y - (box.y - margin_px);
  const float below = box.bottom() + margin_px - area.viewport.bottom();
  float goal = scroll.offset_px;
  if (above > 0 || box.height + 2 * margin_px > area.viewport.height)
    goal -= above;
  else if (below > 0)
    goal += below;
  goal = std::clamp(goal, 0.0f, std::max(0.0f, scroll.reach_px));
  if (std::abs(goal - scroll.offset_px) > tolerance_px) scroll.goal_px = goal;
}

bool Focus::can_stop_at(const Node& node) const {
  if (node.tap) return node.tappable() || !node.hint.empty();
  if (node.role == Role::field) return true;
  return stops_ == Stops::everything && node.role != Role::dialog && !is_blank(node.name);
}

void Focus::hide() {
  shown_ = placed_ = refused_ = false;
  at_.reset();
  name_hash_ = 0;
}

std::optional<Tap> Focus::update(const std::vector<FocusKey>& keys, const Semantics& semantics,
                                 const std::vector<ScrollArea>& areas, float margin_px) {
  find_again(semantics);
  std::optional<Tap> tap;
  for (const FocusKey key : keys)
    if (!tap) tap = press(key, semantics);
  if (at_)
    for (const ScrollArea& area : areas)
      if (area.scroll == semantics.nodes[*at_].scroller)
        bring_into_sight(area, semantics.nodes[*at_].box, margin_px);
  return tap;
}

// The screen is made anew each frame, and what was tapped may have changed its name ("Bigger text"), or be
// gone: then what lies where it was has the focus.
void Focus::find_again(const Semantics& semantics) {
  at_.reset();
  if (!shown_) return;
  if (!placed_) return put(begin(semantics), semantics);
  const auto same = [&](const Node& node) { return node.role == role_ && hash_of(node.name) == name_hash_; };
  const auto alike = [&](const Node& node) { return node.role == role_ && can_stop_at(node); };
  std::optional<Index> found = nearest(semantics, box_, same);
  if (!found) found = nearest(semantics, box_, alike);
  put(found ? found : begin(semantics), semantics);
}

void Focus::put(std::optional<Index> index, const Semantics& semantics) {
  at_ = index;
  placed_ = index.has_value();
  if (!index) return;
  const Node& node = semantics.nodes[*index];
  role_ = node.role;
  name_hash_ = hash_of(node.name);
  box_ = node.box;
}

std::optional<Focus::Index> Focus::begin(const Semantics& semantics) const {
  std::optional<Index> found;
  if (stops_ == Stops::everything)
    found = first(semantics, [](const Node& node) { return node.is_title; });
  else if (two_switches_)
    found = first(semantics, [](const Node& node) { return node.tappable(); });
  return found ? found : first(semantics, [this](const Node& node) { return can_stop_at(node); });
}

std::optional<Tap> Focus::press(FocusKey key, const Semantics& semantics) {
  const bool types = first(semantics, [](const Node& node) { return node.role == Role::field; }).has_value();
  if (key == FocusKey::backspace && types) return std::nullopt;
  const bool was_shown = std::exchange(shown_, true);
  refused_ = false;
  if (key == FocusKey::back || key == FocusKey::backspace) {
    const auto back = first(semantics, [](const Node& node) { return node.goes_back && node.tappable(); });
    return back ? std::optional(semantics.nodes[*back].tap) : std::nullopt;
  }
  if (!was_shown || key == FocusKey::start || !at_)
    put(begin(semantics), semantics);
  else if (key == FocusKey::enter)
    return enter(semantics.nodes[*at_]);
  else
    put(from_here(key, semantics), semantics);
  return std::nullopt;
}

std::optional<Focus::Index> Focus::from_here(FocusKey key, const Semantics& semantics) const {
  // Keys stand from left to right in every language.
  const int right = right_to_left_ && role_ != Role::key ? -1 : 1;
  switch (key) {
    case FocusKey::next:
      return in_reading_order(semantics, *at_, +1);
    case FocusKey::previous:
      return in_reading_order(semantics, *at_, -1);
    case FocusKey::right:
      return in_reading_order(semantics, *at_, right);
    case FocusKey::left:
      return in_reading_order(semantics, *at_, -right);
    case FocusKey::scan:
      return in_reading_order(semantics, *at_, +1, true);
    case FocusKey::up:
      return above_or_below(semantics, -1);
    case FocusKey::down:
      return above_or_below(semantics, +1);
    default:
      return at_;
  }
}

std::optional<Tap> Focus::enter(const Node& node) {
  refused_ = node.disabled;
  // Nothing is done that nobody can see (WCAG 2.2, 2.4.11): it is still on its way into sight.
  if (!node.tappable() || node.offscreen) return std::nullopt;
  return node.tap;
}

std::optional<Focus::Index> Focus::in_reading_order(const Semantics& semantics, Index from, int direction,
                                                    bool tappable_only) const {
  const std::size_t count = semantics.nodes.size();
  for (std::size_t steps = 1; steps <= count; ++steps) {
    const Index index = (direction > 0 ? from + steps : from + count - steps) % count;
    const Node& node = semantics.nodes[index];
    if (tappable_only ? node.tappable() : can_stop_at(node)) return index;
  }
  return at_;
}

std::optional<Focus::Index> Focus::above_or_below(const Semantics& semantics, int direction) const {
  const std::vector<Node>& nodes = semantics.nodes;
  const Node& from = nodes[*at_];
  const auto further = [&](const Rect& box) {
    return direction > 0 ? box.y >= from.box.bottom() - tolerance_px
                         : box.bottom() <= from.box.y + tolerance_px;
  };
  const auto nearer_row = [&](Index a, Index b) {
    return direction > 0 ? nodes[a].box.y < nodes[b].box.y : nodes[a].box.bottom() > nodes[b].box.bottom();
  };
  // Of two that are as near, below a card that is as wide as both, the one that is read first.
  const auto nearer_middle = [&](Index a, Index b) {
    const auto away = [&](Index i) {
      return std::round(std::abs(nodes[i].box.centre_x() - from.box.centre_x()));
    };
    return away(a) < away(b);
  };
  // First what scrolls with it, seen or not, then what is seen elsewhere; of either first what is straight
  // above or below.
  for (const bool same_part : {true, false})
    for (const bool straight : {true, false}) {
      std::vector<Index> candidates;
      for (Index i = 0; i < nodes.size(); ++i) {
        const bool there = same_part ? nodes[i].scroller == from.scroller : !nodes[i].offscreen;
        const bool right_way = !straight || one_above_the_other(nodes[i].box, from.box);
        if (there && right_way && can_stop_at(nodes[i]) && further(nodes[i].box)) candidates.push_back(i);
      }
      // What stands still has the rest of the screen around it, not behind it.
      if (candidates.empty() || (same_part && from.scroller == nullptr)) continue;
      const Rect row = nodes[*std::min_element(candidates.begin(), candidates.end(), nearer_row)].box;
      std::erase_if(candidates, [&](Index i) { return !side_by_side(nodes[i].box, row); });
      return *std::min_element(candidates.begin(), candidates.end(), nearer_middle);
    }
  // Nothing is further that way: around to the other end.
  return in_reading_order(semantics, direction > 0 ? nodes.size() - 1 : 0, direction);
}

}  // namespace porchlight::ui
