// ScriptedVisitor: a hand and an eye for whoever drives the kiosk by name: the tour and the tests. It touches
// where a node of the semantic tree is, through the same input path as a finger, and waits out the touch
// guard as a person would. Thread: main. Time is a FakeClock that it moves on by itself.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "kiosk/kiosk.h"
#include "kiosk/mailbox.h"
#include "platform/gui.h"
#include "platform/renderer.h"
#include "ui/focus.h"

namespace porchlight::kiosk {

class ScriptedVisitor {
 public:
  ScriptedVisitor(FakeClock& clock, platform::Gui& gui, Kiosk& kiosk, platform::Renderer& renderer,
                  Mailbox& mailbox)
      : clock_(clock), gui_(gui), kiosk_(kiosk), view_(&kiosk), renderer_(renderer), mailbox_(mailbox) {}

  // From now on frames are built through this view, which passes them on to the kiosk: to take their time.
  void look_through(platform::View& view) { view_ = &view; }

  // Builds frames until nothing moves any more.
  void settle();

  // Taps the target of this name; scrolls to it by More where it is out of sight. Error: there is none, or it
  // cannot be tapped now; names what there is instead.
  Outcome tap(std::string_view name);
  // The first target whose name begins like this: "7:00 PM".
  Outcome tap_first(std::string_view beginning);
  // Taps the keys one by one: letters on the keyboard (in capitals or not, as it stands), digits on the pad.
  // On a keyboard of another script goes to its Latin letters first.
  Outcome type(std::string_view text);

  // Where somebody is told who will call: the button that goes on, which says so where the caller speaks
  // another language than theirs.
  std::string go_on_name() const;

  // A finger at a place, without looking what is there.
  void touch_at(float x, float y, milliseconds held = milliseconds(90));
  void drag(float x, float from_y, float to_y, milliseconds lasting);

  // A key of a keypad, pressed and let go.
  void press(ui::FocusKey key, milliseconds held = milliseconds(90));

  // Nobody touches anything for so long; what the screen does by itself happens.
  void wait(milliseconds time);

  // Waits (in real time, at most 10 s) until another thread has answered, then settles. Error: no answer.
  Outcome answer();

  const ui::Semantics& see() const { return kiosk_.semantics(); }
  // The text of the first node whose name begins like this; empty: there is none.
  const ui::Node* find(std::string_view beginning) const;

 private:
  Outcome tap_where(const std::function<bool(const ui::Node&)>& wanted, const std::string& described);
  bool has_key(char letter) const;
  void frames();

  FakeClock& clock_;
  platform::Gui& gui_;
  Kiosk& kiosk_;
  platform::View* view_;
  platform::Renderer& renderer_;
  Mailbox& mailbox_;
};

}  // namespace porchlight::kiosk
