// FrameLoop: the main thread's loop. Sleeps until input, a timer of the view, a wake() or a signal; builds,
// draws once, sleeps again. See FramePacer for when.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "base/clock.h"
#include "platform/display.h"
#include "platform/frame_pacer.h"
#include "platform/gui.h"
#include "platform/view.h"

namespace porchlight::platform {

struct FrameCounts {
  std::uint64_t built = 0;
  std::uint64_t drawn = 0;
};

class FrameLoop {
 public:
  // All of them must outlive the loop.
  FrameLoop(const Clock& clock, Gui& gui, Display& display, View& view);

  // Called whenever no frame is owed, before the loop sleeps: at least once in FramePacer::kLongestSleep. A
  // loop that hangs, and one that cannot draw what it owes, does not come here. Must be short.
  void on_idle(std::function<void()> idle) { idle_ = std::move(idle); }

  // Runs until stop(), SIGTERM, SIGINT, or a closed window. Thread: main.
  void run();

  // A message for the view has arrived: build a frame. Many wakes before one frame are one. Thread: any.
  void wake();

  // Thread: any.
  void stop();

  // Thread: any.
  FrameCounts counts() const { return {built_.load(), drawn_.load()}; }

 private:
  void build_and_draw(FramePacer& pacer, const FramePacer::Wants& wants, Monotonic now);

  const Clock& clock_;
  Gui& gui_;
  Display& display_;
  View& view_;
  std::function<void()> idle_ = [] {};
  std::atomic<bool> woken_{false};
  std::atomic<bool> stopping_{false};
  std::atomic<std::uint64_t> built_{0};
  std::atomic<std::uint64_t> drawn_{0};
};

}  // namespace porchlight::platform
