// Touch: what a finger means. A tap acts on release inside the target it began in. A finger that moves
// further than the slop drags what scrolls under it, and no tap comes of it. After a screen or a dialog
// changed, touches do nothing for a while, and a press must begin after that: a hand that shakes taps twice.
// On a key that takes something away the second of two quick taps does nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "ui/semantics.h"

namespace porchlight::ui {

// Longer than the gap of an unintended second tap (80 to 500 ms in people with tremor).
inline constexpr milliseconds touch_guard{700};

// A key that takes something away counts a second press so soon after the first one as a tremor's: half of
// those come sooner, and who means it waits to see what the first one did.
inline constexpr milliseconds repeat_guard{250};

// What is held rather than tapped is for staff, who know of it: longer than a finger rests anywhere by
// chance.
inline constexpr milliseconds hold_for{5000};

struct ScrollArea {
  Rect viewport;
  Scroll* scroll = nullptr;
};

// Moves a scroll that goes on by itself, as far as it gets in `passed_s` seconds. True while it does.
bool glide(Scroll& scroll, float passed_s);

class Touch {
 public:
  struct Pointer {
    float x = 0, y = 0;
    bool down = false;
  };

  explicit Touch(float slop_px) : slop_px_(slop_px) {}
  void set_slop(float px) { slop_px_ = px; }

  // A screen or a dialog has just replaced another.
  void scene_changed(Monotonic now);

  // One frame: where the finger is, what lies there. The tap to carry out, if one came of it.
  std::optional<Tap> update(Monotonic now, Pointer pointer, const Semantics& semantics,
                            const std::vector<ScrollArea>& areas);

  // Forgets the finger: what it touched is gone.
  void forget() { press_.reset(); }

  // Where the last tap was carried out.
  const Rect& last_tapped() const { return last_tapped_; }

  // Whether the finger is on this target, which is then drawn pressed.
  bool pressed(const Node& node) const;

  bool guarded(Monotonic now) const { return now < guard_until_; }
  Monotonic guard_ends() const { return guard_until_; }

  // When what is being held has been held for long enough; nothing: nothing is.
  std::optional<Monotonic> hold_ends() const;

 private:
  struct Press {
    float x = 0, y = 0;
    bool dragging = false;
    std::string target;  // name of the node; empty: none
    Role role = Role::text;
    Scroll* scroll = nullptr;
    float scroll_began_px = 0;
    std::optional<Monotonic> hold_ends;
  };
  float slop_px_;
  Monotonic guard_until_{};
  Rect last_tapped_;
  std::string last_target_;
  Monotonic last_tap_{};
  bool was_down_ = false;
  bool ignore_until_up_ = false;
  std::optional<Press> press_;
  Monotonic last_move_{};
  float last_y_ = 0, velocity_px_s_ = 0;
};

}  // namespace porchlight::ui
