#include "platform/frame_pacer.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

namespace porchlight::platform {
namespace {

using std::chrono::milliseconds;

constexpr Monotonic at(milliseconds since_start) {
  return Monotonic(since_start);
}

// One batch as the frame loop runs it; `queued` frames still find input in the queue. Returns the frames it
// built.
int batch(FramePacer& pacer, Monotonic now, const FramePacer::Wants& wants, int queued = 0) {
  pacer.begin(now, wants);
  int built = 0;
  bool more = true;
  while (more) {
    ++built;
    more = pacer.build_another(built < queued, wants.animating);
  }
  return built;
}

// A pacer that has built its first frames and has nothing to do.
FramePacer settled() {
  FramePacer pacer;
  batch(pacer, at(milliseconds(0)), {});
  return pacer;
}

TEST_CASE("the first frame is drawn without anybody touching the screen") {
  const FramePacer pacer;
  CHECK(pacer.due(at(milliseconds(0)), {}));
  CHECK(pacer.sleep(at(milliseconds(0)), {}).count() == 0);
}

TEST_CASE("an idle kiosk builds no frame and sleeps") {
  const FramePacer pacer = settled();
  for (int second = 1; second <= 3600; ++second)
    REQUIRE_FALSE(pacer.due(at(std::chrono::seconds(second)), {}));
  CHECK(pacer.sleep(at(std::chrono::seconds(5)), {}) == FramePacer::kLongestSleep);
}

TEST_CASE("after an event four more frames let the layout settle, and one is drawn") {
  FramePacer pacer = settled();
  const FramePacer::Wants touched{.events = true, .timer = {}};
  REQUIRE(pacer.due(at(milliseconds(50)), touched));
  CHECK(batch(pacer, at(milliseconds(50)), touched) == 1 + FramePacer::kSettleFrames);
  CHECK_FALSE(pacer.due(at(milliseconds(51)), {}));
}

TEST_CASE("a tap that takes three frames to arrive settles after the third") {
  FramePacer pacer = settled();
  CHECK(batch(pacer, at(milliseconds(50)), {.events = true, .timer = {}}, 3) ==
        3 + FramePacer::kSettleFrames);
}

TEST_CASE("a timer wakes the kiosk at its time, once") {
  FramePacer pacer = settled();
  const FramePacer::Wants minute{.timer = at(milliseconds(300))};
  CHECK_FALSE(pacer.due(at(milliseconds(299)), minute));
  CHECK(pacer.sleep(at(milliseconds(299)), minute) == milliseconds(1));
  REQUIRE(pacer.due(at(milliseconds(300)), minute));
  CHECK(batch(pacer, at(milliseconds(300)), minute) == 1 + FramePacer::kSettleFrames);
  CHECK_FALSE(pacer.due(at(milliseconds(400)), minute));
  CHECK(pacer.sleep(at(milliseconds(400)), minute) == FramePacer::kLongestSleep);
  CHECK(pacer.due(at(milliseconds(60'300)), {.timer = at(milliseconds(60'300))}));
}

TEST_CASE("a touch before the timer does not use the timer up") {
  FramePacer pacer = settled();
  const auto minute = at(milliseconds(300));
  batch(pacer, at(milliseconds(200)), {.events = true, .timer = minute});
  CHECK(pacer.due(at(milliseconds(300)), {.timer = minute}));
}

TEST_CASE("timers that are always in the past cost 60 frames a second at most") {
  FramePacer pacer = settled();
  int drawn = 0;
  for (int ms = 1; ms <= 1000; ++ms) {
    const FramePacer::Wants past{.timer = at(milliseconds(-ms))};
    if (!pacer.due(at(milliseconds(ms)), past)) continue;
    batch(pacer, at(milliseconds(ms)), past);
    ++drawn;
  }
  CHECK(drawn > 50);
  CHECK(drawn <= 60);
}

TEST_CASE("what moves is drawn each 16.6 ms, one frame built for one drawn, and settles when it stops") {
  FramePacer pacer = settled();
  const FramePacer::Wants moving{.animating = true, .timer = {}};
  REQUIRE(pacer.due(at(milliseconds(100)), moving));
  CHECK(batch(pacer, at(milliseconds(100)), moving) == 1);
  CHECK_FALSE(pacer.due(at(milliseconds(116)), moving));
  CHECK(pacer.sleep(at(milliseconds(116)), moving) == std::chrono::microseconds(600));
  CHECK(pacer.due(at(milliseconds(117)), moving));

  REQUIRE(pacer.due(at(milliseconds(117)), {}));
  CHECK(batch(pacer, at(milliseconds(117)), {}) == FramePacer::kSettleFrames);
  CHECK_FALSE(pacer.due(at(milliseconds(118)), {}));
}

TEST_CASE("news from another thread is drawn at once") {
  const FramePacer pacer = settled();
  CHECK(pacer.due(at(milliseconds(1)), {.woken = true, .timer = {}}));
}

TEST_CASE("whoever sleeps as long as told is never late and never early") {
  REQUIRE(rc::check([](bool animating, bool has_timer) {
    const auto now = at(milliseconds(*rc::gen::inRange(0, 5000)));
    FramePacer::Wants wants{.animating = animating, .timer = {}};
    if (has_timer) wants.timer = at(milliseconds(*rc::gen::inRange(-100, 10'000)));
    const FramePacer pacer = settled();
    const auto sleep = pacer.sleep(now, wants);
    RC_ASSERT(sleep.count() >= 0);
    RC_ASSERT((sleep.count() == 0) == pacer.due(now, wants));
    RC_ASSERT(sleep == FramePacer::kLongestSleep || pacer.due(now + sleep, wants));
    if (sleep.count() > 0) RC_ASSERT(!pacer.due(now + sleep - std::chrono::nanoseconds(1), wants));
  }));
}

}  // namespace
}  // namespace porchlight::platform
