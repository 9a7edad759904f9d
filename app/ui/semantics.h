// Semantics: what is on the screen, in words. Every widget emits a node as it draws itself. Speech reads
// these nodes, the keypad walks them, tests tap them by name: one tree, three uses.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::ui {

// Pixels; y grows downwards.
struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
  float right() const { return x + width; }
  float bottom() const { return y + height; }
  float centre_x() const { return x + width / 2; }
  float centre_y() const { return y + height / 2; }
  bool holds(float px, float py) const { return px >= x && py >= y && px < right() && py < bottom(); }
  bool holds(const Rect& inner, float tolerance = 0.5f) const {
    return inner.x >= x - tolerance && inner.y >= y - tolerance && inner.right() <= right() + tolerance &&
           inner.bottom() <= bottom() + tolerance;
  }
  // The part of it that lies in another; empty where they do not meet.
  Rect within(const Rect& other) const {
    const float left = std::max(x, other.x), top = std::max(y, other.y);
    return {left, top, std::max(0.0f, std::min(right(), other.right()) - left),
            std::max(0.0f, std::min(bottom(), other.bottom()) - top)};
  }
  Rect inset(float by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
};

// A scrolling area: how far it is scrolled, and how it goes on by itself. Belongs to whom it scrolls for (the
// Visit), so that Back finds a list where it was left.
struct Scroll {
  float offset_px = 0;
  float speed_px_s = 0;   // momentum after a drag
  float goal_px = -1;     // where More is gliding to; < 0: nowhere
  float reach_px = 0;     // the largest offset; set by drawing
  float viewport_px = 0;  // height of what is seen; set by drawing
  bool moving() const { return speed_px_s != 0 || goal_px >= 0; }
};

enum class Role { heading, text, button, toggle, radio, field, key, image, dialog };
std::string_view name_of(Role);

using Tap = std::function<void()>;

// What a keyboard does to what is typed. `type` gets UTF-8.
struct Typing {
  std::function<void(std::string_view)> type;
  Tap remove;  // the last letter
};

struct Node {
  Role role = Role::text;
  std::string name;
  std::string value;     // of a field: what is typed
  std::string hint;      // what a tap does, where the name alone does not say
  std::string language;  // of the name, when it is not the screen's
  bool on = false;       // toggle, radio: chosen
  bool disabled = false;
  bool private_value = false;  // the visitor's own: spoken in headphones only
  bool sends_or_erases = false;
  bool main = false;       // a screen's main button: where a hand is that goes on
  int scrolls = 0;         // More: +1, Up: -1
  bool is_title = false;   // what the screen is called
  bool goes_back = false;  // what the Back key of a keypad does: Back, or in a dialog what changes nothing
  float corner_px = 0;     // radius of its shape
  bool guards_repeat = false;  // a second tap right behind the first is not meant; see touch.h
  Rect box;
  Tap tap;                           // empty: nothing happens
  Tap held;                          // staff's way in: a finger rests on it for `hold_for`, see touch.h
  Typing typing;                     // of a field: what a keyboard with real keys does to it
  const Scroll* scroller = nullptr;  // what it scrolls with; nullptr: it stands still
  bool clipped = false;              // text is cut, or the box leaves a container that cannot scroll
  bool offscreen = false;            // its centre is outside its scrolling viewport
  bool tappable() const { return static_cast<bool>(tap) && !disabled; }
};

// Where text was drawn, for the test that no two overlap.
struct Ink {
  Rect box;
  std::size_t node = 0;  // whose it is
};

struct Semantics {
  std::vector<Node> nodes;  // in reading order
  std::vector<Ink> inks;
  void clear() {
    nodes.clear();
    inks.clear();
  }
};

}  // namespace porchlight::ui
