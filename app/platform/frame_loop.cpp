#include "platform/frame_loop.h"

#include "platform/stop_signal.h"

namespace porchlight::platform {

FrameLoop::FrameLoop(const Clock& clock, Gui& gui, Display& display, View& view)
    : clock_(clock), gui_(gui), display_(display), view_(view) {}

void FrameLoop::run() {
  const StopSignal signal;
  FramePacer pacer;
  while (!stopping_ && !signal.raised() && !display_.closed()) {
    if (display_.take_damage()) woken_ = true;
    const FramePacer::Wants wants{gui_.events_waiting(), woken_, view_.animating(), view_.next_timer()};
    const Monotonic now = clock_.monotonic();
    if (pacer.due(now, wants)) {
      build_and_draw(pacer, wants, now);
      // Input that came while it was drawn, without a sleep.
      display_.wait({});
    } else {
      idle_();
      display_.wait(pacer.sleep(now, wants));
    }
  }
}

void FrameLoop::build_and_draw(FramePacer& pacer, const FramePacer::Wants& wants, Monotonic now) {
  // Before the frame is built: news that comes in meanwhile is for the next one.
  woken_ = false;
  pacer.begin(now, wants);
  do {
    gui_.build(view_);
    ++built_;
  } while (pacer.build_another(gui_.events_waiting(), view_.animating()));
  display_.draw(gui_.draw_data());
  ++drawn_;
  view_.shown();
}

void FrameLoop::wake() {
  woken_ = true;
  display_.wake();
}

void FrameLoop::stop() {
  stopping_ = true;
  display_.wake();
}

}  // namespace porchlight::platform
