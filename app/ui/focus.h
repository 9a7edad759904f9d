// Focus: which node of the screen a keypad or a pair of switches is at, and what their keys mean. It walks
// the same nodes that a finger taps (semantics.h), and Enter does what a tap does.
//
// Where it can stop: everything that can be tapped; what cannot be tapped now but says why; fields. With
// Stops::everything, for whoever listens, also each text. Where it begins on a new screen or dialog: at the
// first control in reading order, which in a dialog is the answer that changes nothing; with
// Stops::everything at the title (WCAG 2.2, 2.4.3: in an order that keeps the meaning).
//
// Which way: Right and Left, like Tab and Shift+Tab, go to the next and the previous stop in reading order,
// so that either of them alone comes to all there is; on a row of keys that is also where they point, and
// the end of a row leads to the next. Up and Down go to the nearest row above or below, there to the stop
// that is nearest in the middle, and within a part that scrolls to its end before they leave it. All wrap
// around: no focus is trapped (WCAG 2.2, 2.1.2). In a language that is read from the right, Left goes on, but
// for the keys of a keyboard, which stand from the left.
//
// It is seen only once a key was pressed: that first key shows it and does nothing else. A finger hides it.
// For as long as touches do nothing after a screen has changed (touch.h), keys do nothing either. Nothing
// happens by itself while a key is held down (VVSG 2.0, 7.2-M; EN 301 549, 5.7), and no two keys are ever
// needed at once (EN 301 549, 5.9): Shift+Tab is Left. It belongs to the visit and is forgotten with it.
// Thread: main.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ui/semantics.h"
#include "ui/touch.h"

namespace porchlight::ui {

enum class FocusKey {
  next,
  previous,
  left,
  right,
  up,
  down,
  enter,
  back,
  backspace,  // Back, unless there is a field: there it takes away a letter
  start,      // shows the focus where the screen begins
  scan,       // the first of two switches: the next that can be tapped
};

class Focus {
 public:
  enum class Stops { controls, everything };
  void set_stops(Stops stops) { stops_ = stops; }
  // Then it begins at what can be tapped: a stop that only tells something would cost a press.
  void set_two_switches(bool two) { two_switches_ = two; }
  void set_right_to_left(bool right_to_left) { right_to_left_ = right_to_left; }

  // A screen or a dialog has just replaced another.
  void scene_changed() { placed_ = false; }
  // A finger has touched the screen.
  void hide();
  // Forgets where it was: the end of a visit.
  void forget() { hide(); }

  // One frame: the keys that went down, none while touches do nothing. Brings what has the focus into sight.
  // The tap to carry out, if one came of it.
  std::optional<Tap> update(const std::vector<FocusKey>& keys, const Semantics& semantics,
                            const std::vector<ScrollArea>& areas, float margin_px);

  // The node that has the focus, as of the last update; nothing: none is shown.
  std::optional<std::size_t> at() const { return at_; }
  // Enter was pressed on what cannot be tapped now, and no key since: its hint is to be told.
  bool refused() const { return refused_; }

  bool can_stop_at(const Node& node) const;

 private:
  using Index = std::size_t;

  void find_again(const Semantics& semantics);
  void put(std::optional<Index> index, const Semantics& semantics);
  std::optional<Index> begin(const Semantics& semantics) const;
  std::optional<Tap> press(FocusKey key, const Semantics& semantics);
  std::optional<Tap> enter(const Node& node);
  std::optional<Index> from_here(FocusKey key, const Semantics& semantics) const;
  std::optional<Index> in_reading_order(const Semantics& semantics, Index from, int direction,
                                        bool tappable_only = false) const;
  std::optional<Index> above_or_below(const Semantics& semantics, int direction) const;

  Stops stops_ = Stops::controls;
  bool two_switches_ = false, right_to_left_ = false;
  bool shown_ = false, placed_ = false, refused_ = false;
  std::optional<Index> at_;
  // What it was at in the last frame, by which it is found again on a screen that is made anew. Of its name
  // only a hash: it may be the visitor's own.
  Role role_ = Role::text;
  std::size_t name_hash_ = 0;
  Rect box_;
};

// Lets `area` glide, as little as brings the whole of `box` between its edges; of what is higher than that,
// the top.
void bring_into_sight(const ScrollArea& area, const Rect& box, float margin_px);

}  // namespace porchlight::ui
