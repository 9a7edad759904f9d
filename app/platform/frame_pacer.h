// FramePacer: decides when a frame is built, when it is drawn and how long to sleep. Pure: it has no clock
// and no window.
//
// Nothing happened, nothing is built: an idle kiosk draws zero frames. What happened (input, a timer, a
// message from another thread) is built until no input is queued and the layout has settled, and only the
// last frame is drawn: a press takes ImGui 2 frames and a tap 3, building one costs less than 1 ms and
// drawing it 17 to 32 ms on a CPU.
#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"

namespace porchlight::platform {

class FramePacer {
 public:
  // Frames built after the last event, until sizes that depend on the frame before no longer change.
  static constexpr int kSettleFrames = 4;
  // Between two frames that only time asks for: 60 a second at most, also where the driver does not wait for
  // the monitor, and if a view's timers are always in the past.
  static constexpr std::chrono::nanoseconds kStep = std::chrono::microseconds(16'600);
  // A signal only sets a flag: this is how soon the loop sees it at the latest.
  static constexpr std::chrono::nanoseconds kLongestSleep = std::chrono::seconds(1);

  struct Wants {
    bool events = false;             // input is queued
    bool woken = false;              // another thread has news, or the window lost its picture
    bool animating = false;          // View::animating
    std::optional<Monotonic> timer;  // View::next_timer
  };

  // Whether frames must be built and one drawn now.
  bool due(Monotonic now, const Wants& wants) const;

  // Tells that a batch of frames begins for `wants`; the timer that is due counts as served.
  void begin(Monotonic now, const Wants& wants);

  // Tells that one frame was built, and what is wanted after it. True: build another before drawing.
  bool build_another(bool events, bool animating);

  // How long the loop may sleep; zero if a frame is due.
  std::chrono::nanoseconds sleep(Monotonic now, const Wants& wants) const;

 private:
  // When time alone asks for a frame.
  std::optional<Monotonic> due_at(const Wants& wants) const;

  int settle_left_ = kSettleFrames;  // the first frame of all is due without an event
  std::optional<Monotonic> served_timer_;
  std::optional<Monotonic> last_begin_;
};

}  // namespace porchlight::platform
