#include "base/clock.h"

#include <sys/timex.h>

#include <algorithm>

#include "base/build_time.h"

namespace porchlight {

Instant SystemClock::now() const {
  return std::chrono::floor<seconds>(std::chrono::system_clock::now());
}

Monotonic SystemClock::monotonic() const {
  return std::chrono::steady_clock::now();
}

bool SystemClock::trusted() const {
  timex state{};
  const bool synchronised = adjtimex(&state) >= 0 && (state.status & STA_UNSYNC) == 0;
  return synchronised || now() >= std::max(build_time(), last_seen_.load());
}

ShiftedClock::ShiftedClock(Instant start) : start_(start), began_(std::chrono::steady_clock::now()) {}

Monotonic ShiftedClock::monotonic() const {
  return std::chrono::steady_clock::now();
}

Instant ShiftedClock::now() const {
  return start_ + std::chrono::floor<seconds>(monotonic() - began_);
}

}  // namespace porchlight
