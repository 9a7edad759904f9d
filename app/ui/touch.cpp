#include "ui/touch.h"

#include <algorithm>
#include <cmath>

namespace porchlight::ui {
namespace {

// Momentum halves about every quarter of a second: a flick travels two screens, and comes to rest before it
// is annoying.
constexpr float friction_per_s = 2.8f;
constexpr float least_speed_px_s = 24;
// More glides to its goal in about a fifth of a second, so that the eye can follow.
constexpr float glide_per_s = 14;

float seconds_between(Monotonic from, Monotonic to) {
  return std::chrono::duration<float>(to - from).count();
}

const Node* target_at(const Semantics& semantics, float x, float y, const std::vector<ScrollArea>& areas) {
  // Later nodes lie above earlier ones.
  for (auto node = semantics.nodes.rbegin(); node != semantics.nodes.rend(); ++node) {
    if (!node->tappable() || !node->box.holds(x, y)) continue;
    // A part of a list that is scrolled out of its viewport is not there to be touched.
    const bool hidden = std::any_of(areas.begin(), areas.end(), [&](const ScrollArea& area) {
      return node->scroller == area.scroll && !area.viewport.holds(x, y);
    });
    if (!hidden) return &*node;
  }
  return nullptr;
}

// What can be held here. Nothing that can be tapped lies above it.
const Node* held_at(const Semantics& semantics, float x, float y) {
  for (const Node& node : semantics.nodes)
    if (node.held && node.box.holds(x, y)) return &node;
  return nullptr;
}

}  // namespace

void Touch::scene_changed(Monotonic now) {
  guard_until_ = now + touch_guard;
  press_.reset();
  ignore_until_up_ = was_down_;
}

bool Touch::pressed(const Node& node) const {
  return press_ && !press_->dragging && !press_->target.empty() && press_->target == node.name &&
         press_->role == node.role;
}

std::optional<Monotonic> Touch::hold_ends() const {
  return press_ ? press_->hold_ends : std::nullopt;
}

std::optional<Tap> Touch::update(Monotonic now, Pointer pointer, const Semantics& semantics,
                                 const std::vector<ScrollArea>& areas) {
  const bool went_down = pointer.down && !was_down_, went_up = !pointer.down && was_down_;
  was_down_ = pointer.down;
  if (went_up && ignore_until_up_) {
    ignore_until_up_ = false;
    return std::nullopt;
  }
  if (ignore_until_up_) return std::nullopt;

  if (went_down) {
    if (guarded(now)) {
      ignore_until_up_ = true;
      return std::nullopt;
    }
    Press press{.x = pointer.x, .y = pointer.y};
    for (const ScrollArea& area : areas)
      if (area.viewport.holds(pointer.x, pointer.y)) press.scroll = area.scroll;
    const bool caught_moving = press.scroll != nullptr && press.scroll->moving();
    if (press.scroll != nullptr) {
      press.scroll->speed_px_s = 0;
      press.scroll->goal_px = -1;
      press.scroll_began_px = press.scroll->offset_px;
    }
    // A finger put on a moving list stops it and means nothing else.
    if (const Node* node = caught_moving ? nullptr : target_at(semantics, pointer.x, pointer.y, areas)) {
      if (node->guards_repeat && node->name == last_target_ && now - last_tap_ < repeat_guard) {
        ignore_until_up_ = true;
        return std::nullopt;
      }
      press.target = node->name;
      press.role = node->role;
    } else if (held_at(semantics, pointer.x, pointer.y) != nullptr) {
      press.hold_ends = now + hold_for;
    }
    press_ = press;
    last_move_ = now;
    last_y_ = pointer.y;
    velocity_px_s_ = 0;
    return std::nullopt;
  }

  if (pointer.down && press_) {
    const float moved = std::hypot(pointer.x - press_->x, pointer.y - press_->y);
    if (press_->scroll != nullptr && press_->scroll->reach_px > 0 && moved > slop_px_)
      press_->dragging = true;
    if (press_->dragging) {
      press_->scroll->offset_px =
          std::clamp(press_->scroll_began_px - (pointer.y - press_->y), 0.0f, press_->scroll->reach_px);
      const float passed_s = seconds_between(last_move_, now);
      if (passed_s > 0) {
        const float speed = -(pointer.y - last_y_) / passed_s;
        velocity_px_s_ = velocity_px_s_ * 0.4f + speed * 0.6f;
        last_move_ = now;
        last_y_ = pointer.y;
      }
    }
    if (moved > slop_px_) press_->hold_ends.reset();
    if (!press_->hold_ends || now < *press_->hold_ends) return std::nullopt;
    const Node* node = held_at(semantics, press_->x, press_->y);
    press_.reset();
    ignore_until_up_ = true;
    return node != nullptr ? std::optional(node->held) : std::nullopt;
  }

  if (went_up && press_) {
    const Press press = *press_;
    press_.reset();
    if (press.dragging) {
      // A finger that rested before it was lifted does not throw.
      const bool rested = now - last_move_ > milliseconds(120);
      press.scroll->speed_px_s = rested ? 0 : velocity_px_s_;
      return std::nullopt;
    }
    const Node* node = target_at(semantics, pointer.x, pointer.y, areas);
    if (node != nullptr && node->name == press.target && node->role == press.role) {
      last_tapped_ = node->box;
      last_target_ = node->name;
      last_tap_ = now;
      return node->tap;
    }
  }
  return std::nullopt;
}

bool glide(Scroll& scroll, float passed_s) {
  scroll.offset_px = std::clamp(scroll.offset_px, 0.0f, std::max(0.0f, scroll.reach_px));
  if (scroll.goal_px >= 0) {
    scroll.goal_px = std::min(scroll.goal_px, scroll.reach_px);
    scroll.offset_px += (scroll.goal_px - scroll.offset_px) * std::min(1.0f, glide_per_s * passed_s);
    if (std::abs(scroll.goal_px - scroll.offset_px) < 1) {
      scroll.offset_px = scroll.goal_px;
      scroll.goal_px = -1;
    }
  } else if (scroll.speed_px_s != 0) {
    const float before = scroll.offset_px;
    scroll.offset_px = std::clamp(before + scroll.speed_px_s * passed_s, 0.0f, scroll.reach_px);
    scroll.speed_px_s *= std::exp(-friction_per_s * passed_s);
    const bool at_an_end = passed_s > 0 && scroll.offset_px == before;
    if (std::abs(scroll.speed_px_s) < least_speed_px_s || at_an_end) scroll.speed_px_s = 0;
  }
  return scroll.moving();
}

}  // namespace porchlight::ui
