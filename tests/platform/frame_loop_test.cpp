#include "platform/frame_loop.h"

#include <csignal>
#include <deque>
#include <functional>
#include <stdexcept>
#include <thread>
#include <utility>

#include <catch2/catch_test_macros.hpp>

#include "views.h"

namespace porchlight::platform::test {
namespace {

// A display whose sleep moves the fake clock. When nothing is left of its script, it is closed.
class FakeDisplay final : public Display {
 public:
  using Step = std::function<void()>;
  static constexpr int kMostDraws = 1000;

  explicit FakeDisplay(FakeClock& clock) : clock_(clock) {}

  void draw(ImDrawData* data) override {
    if (++drawn > kMostDraws) throw std::runtime_error("the loop never sleeps");
    null_.draw(data);
  }
  void wait(std::chrono::nanoseconds at_most) override {
    if (at_most.count() == 0) return;
    ++sleeps;
    clock_.advance(std::chrono::ceil<milliseconds>(at_most));
    if (steps.empty()) {
      is_closed = true;
      return;
    }
    const Step step = steps.front();
    steps.pop_front();
    step();
  }
  void wake() override { ++wakes; }
  bool take_damage() override { return std::exchange(damaged, false); }
  bool closed() const override { return is_closed; }

  std::deque<Step> steps;  // what happens in each sleep, one after the other
  int drawn = 0;
  int sleeps = 0;
  std::atomic<int> wakes{0};
  bool damaged = false;
  bool is_closed = false;

 private:
  FakeClock& clock_;
  NullRenderer null_;
};

struct Kiosk {
  FakeClock clock{kStart};
  Gui gui{clock, {400, 600}};
  FakeDisplay display{clock};
  ScriptedView view;
  FrameLoop loop{clock, gui, display, view};

  void sleep_times(int count) {
    display.steps.assign(static_cast<size_t>(count), [] {});
  }
};

TEST_CASE("an untouched kiosk draws one frame and then none") {
  Kiosk kiosk;
  kiosk.sleep_times(30);
  kiosk.loop.run();
  CHECK(kiosk.display.sleeps == 31);
  CHECK(kiosk.loop.counts().drawn == 1);
  CHECK(kiosk.loop.counts().built == FramePacer::kSettleFrames);
  CHECK(kiosk.view.shown_frames == 1);
}

TEST_CASE("a whole tap is built through and drawn once") {
  Kiosk kiosk;
  kiosk.display.steps = {[&] {
    kiosk.gui.touch_down(10, 10);
    kiosk.gui.touch_up();
  }};
  kiosk.loop.run();
  CHECK(kiosk.loop.counts().drawn == 2);
  CHECK_FALSE(kiosk.gui.events_waiting());
  // The finger arrives, presses, lifts and leaves: each of the four needs a frame of its own.
  CHECK(kiosk.view.frames >= FramePacer::kSettleFrames + 3 + FramePacer::kSettleFrames);
}

TEST_CASE("the minute tick draws one frame a minute") {
  Kiosk kiosk;
  kiosk.view.timer = kiosk.clock.monotonic() + minutes(1);
  kiosk.view.on_shown = [&] {
    if (kiosk.clock.monotonic() >= *kiosk.view.timer) *kiosk.view.timer += minutes(1);
  };
  kiosk.sleep_times(5 * 60);
  kiosk.loop.run();
  CHECK(kiosk.loop.counts().drawn == 1 + 5);
}

TEST_CASE("a loop that owes no frame says so before each sleep, and not while it owes one") {
  Kiosk kiosk;
  int idle = 0;
  kiosk.loop.on_idle([&] { ++idle; });
  kiosk.view.on_shown = [&] { CHECK(idle == kiosk.display.sleeps); };
  kiosk.display.steps = {[] {}, [&] { kiosk.display.damaged = true; }, [] {}};
  kiosk.loop.run();
  CHECK(kiosk.loop.counts().drawn == 2);
  CHECK(idle == kiosk.display.sleeps);
}

TEST_CASE("a window that was uncovered is drawn again") {
  Kiosk kiosk;
  kiosk.display.steps = {[&] { kiosk.display.damaged = true; }, [] {}};
  kiosk.loop.run();
  CHECK(kiosk.loop.counts().drawn == 2);
}

TEST_CASE("a message from another thread wakes the loop and is drawn") {
  Kiosk kiosk;
  kiosk.display.steps = {[&] { std::thread([&] { kiosk.loop.wake(); }).join(); }, [] {}};
  kiosk.loop.run();
  CHECK(kiosk.display.wakes == 1);
  CHECK(kiosk.loop.counts().drawn == 2);
}

TEST_CASE("stop from another thread ends the loop though the window is open") {
  Kiosk kiosk;
  kiosk.display.steps = {[&] { std::thread([&] { kiosk.loop.stop(); }).join(); }, [] {}};
  kiosk.loop.run();
  CHECK_FALSE(kiosk.display.is_closed);
  CHECK(kiosk.display.sleeps == 1);
}

TEST_CASE("the service manager's SIGTERM, and Ctrl-C, end the loop and not the process") {
  for (const int signal : {SIGTERM, SIGINT}) {
    Kiosk kiosk;
    kiosk.display.steps = {[signal] { std::raise(signal); }, [] {}};
    kiosk.loop.run();
    CHECK_FALSE(kiosk.display.is_closed);
    CHECK(kiosk.display.sleeps == 1);
  }
}

}  // namespace
}  // namespace porchlight::platform::test
