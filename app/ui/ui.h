// Ui: one frame of the screen. It knows the look that was chosen, measures and draws the elements of a View,
// collects what they say they are, and finds out which of them was tapped. Thread: main.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "language/catalog.h"
#include "language/format.h"
#include "ui/canvas.h"
#include "ui/element.h"
#include "ui/focus.h"
#include "ui/semantics.h"
#include "ui/texts.h"
#include "ui/theme.h"
#include "ui/touch.h"

namespace porchlight::ui {

// What a frame looks like.
struct Look {
  const Theme* theme = nullptr;
  TextSize text_size = TextSize::m;
  Language language = "en";
  PxPerMm px;
  float width_px = 0, height_px = 0;
  // The strip at the top of the panel that cannot be reached from a wheelchair (base/reach.h).
  float too_high_px = 0;
};

class Ui {
 public:
  Ui();

  // Draws `root` over the whole screen and `dialog`, when there is one, above it: then only the dialog can be
  // touched. `scene` names what is shown; another name than the last frame's starts the touch guard. Returns
  // the tap to carry out, within this frame of ImGui; typing on a keyboard with real keys is one as well.
  std::optional<Tap> frame(Monotonic now, const Look& look, std::string_view scene, View root,
                           View dialog = {});

  // Whether a finger is on the screen, as of this frame's input.
  bool finger_down() const;
  // Whether a key went down in this frame, whatever it means.
  bool key_pressed() const;

  // What has the focus of a keypad, as of the last frame; nullptr: none is shown.
  const Node* focused() const { return focus_.at() ? &semantics_.nodes[*focus_.at()] : nullptr; }
  // Enter was pressed on what cannot be tapped now.
  bool refused() const { return focus_.refused(); }
  // Where the keypad stops, and whether two switches are used instead.
  void set_focus_stops(Focus::Stops stops) { focus_.set_stops(stops); }
  void set_two_switches(bool two);
  // What is being read aloud, of the last frame's nodes: from the next frame on it has a ring around it and
  // is kept in sight.
  void mark(std::optional<std::size_t> node) { marked_ = node; }
  // Nothing of the next frames is seen; all of it is there, to be heard and used by keys.
  void set_dark(bool dark) { dark_ = dark; }
  // Whether something moves by itself.
  bool animating() const { return animating_; }
  // When the touch guard ends; nothing when it is over.
  std::optional<Monotonic> guard_ends(Monotonic now) const;

  // When what is being held has been held for long enough; nothing: nothing is.
  std::optional<Monotonic> hold_ends() const { return touch_.hold_ends(); }

  const Semantics& semantics() const { return semantics_; }
  bool fonts_installed() const { return texts_.fonts_installed(); }

  // Forgets every word of the last frame, the finger and the focus: the end of a visit.
  void forget();

  // --- For elements, while a frame is drawn ---

  const Look& look() const { return look_; }
  // For a part of the screen that shows another look; who sets it sets it back.
  void set_look(const Look& look) { look_ = look; }
  const Theme& theme() const { return *look_.theme; }
  float px(Millimetres length) const { return look_.px(length); }
  bool landscape() const { return look_.width_px > look_.height_px; }
  // A panel on which the bottom bar's labels stop growing at `l`: shorter than 250 mm on its shorter side.
  bool small_panel() const;
  text::Style style(TextRole role, text::Align align = text::Align::start) const;
  Canvas& canvas() { return canvas_; }
  // Whether what is drawn now is read from the right; see Canvas.
  bool right_to_left() const { return canvas_.mirrored(); }
  Texts& texts() { return texts_; }

  // Boxes come in the layout and are kept as they are on the screen.

  // Adds a node; what is drawn until leave() belongs to it and adds no nodes of its own.
  void enter(Node node);
  void leave();
  bool inside_node() const { return open_node_.has_value(); }
  // Adds a node that nothing belongs to.
  std::size_t say(Node node);
  void ink(Rect box, std::size_t node, bool cut);
  std::size_t open_node() const { return *open_node_; }
  bool pressed(const Node& node) const;

  // What is drawn until pop_bounds() must stay within `bounds`; when it scrolls it may leave it.
  void push_bounds(Rect bounds, Scroll* scroll = nullptr);
  void pop_bounds();
  // Whether any of `box` can be seen.
  bool visible(Rect box) const;

  // Whether a box lies over a main button of the screen that was shown before the dialog.
  bool lies_where_main_was(const Rect& box) const;

  // A part of the screen that scrolls; moves it on if it is moving.
  void add_area(ScrollArea area);

 private:
  void remember_main_buttons();
  std::optional<Tap> move_focus(Monotonic now);
  void draw_focus();
  void tell_why_not(const std::string& why, const Rect& refused);
  std::optional<Tap> typed() const;
  void draw_mark();
  void draw_ring(const Node& node);

  struct Bounds {
    Rect box;  // on the screen
    Scroll* scroll;
  };
  Look look_;
  Textures textures_;
  Texts texts_;
  Canvas canvas_;
  Touch touch_;
  Focus focus_;
  std::optional<std::size_t> marked_;
  bool dark_ = false;
  bool two_switches_ = false;
  Semantics semantics_;
  std::vector<Bounds> bounds_;
  std::vector<ScrollArea> areas_;
  std::vector<Rect> main_boxes_;  // of the last frame without a dialog
  std::optional<std::size_t> open_node_;
  std::string scene_;
  float last_x_ = 0, last_y_ = 0;
  Monotonic last_frame_{};
  float passed_s_ = 0;
  bool animating_ = false;
};

// As long as it lives, what is drawn within a box reads in its own direction, whatever the screen's: a
// keyboard, a QR code, a phone number.
class Reading {
 public:
  Reading(Ui& ui, Rect box, bool right_to_left);
  ~Reading();
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  // The box, in the layout of this direction.
  const Rect& box() const { return box_; }

 private:
  Canvas& canvas_;
  bool before_;
  Rect box_;
};

}  // namespace porchlight::ui
