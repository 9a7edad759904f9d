// Clock: the two times there are. Wall time says which meeting is on and can be wrong or set back; monotonic
// time runs every timer (idle warning, touch guard, retries) and never jumps. Nothing else in the program
// asks the system for the time, so a test holds all of it with FakeClock.
#pragma once

#include <atomic>
#include <chrono>

namespace porchlight {

using Instant = std::chrono::sys_seconds;  // UTC
using Monotonic = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class Clock {
 public:
  virtual ~Clock() = default;

  virtual Instant now() const = 0;
  virtual Monotonic monotonic() const = 0;

  // Whether now() may be shown to a visitor as "now" and "today": the kernel says that it is synchronised, or
  // it is at least not before the day this program was built.
  virtual bool trusted() const = 0;
};

class SystemClock final : public Clock {
 public:
  // Unless the kernel vouches for it, a time before this is not believed: the last one that was seen, kept by
  // storage. Thread: any.
  void not_before(Instant last_seen) { last_seen_ = last_seen; }

  Instant now() const override;
  Monotonic monotonic() const override;
  bool trusted() const override;

 private:
  std::atomic<Instant> last_seen_{Instant{}};
};

// Stands still until told otherwise. Used by the tests and by the tour. Thread: any.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant start, bool trusted = true) : start_(start), trusted_(trusted) {}

  Instant now() const override { return start_.load() + std::chrono::floor<seconds>(passed_.load()); }
  Monotonic monotonic() const override { return Monotonic(passed_.load()); }
  bool trusted() const override { return trusted_; }

  void advance(milliseconds by) { passed_ = passed_.load() + by; }
  void set(Instant now) { start_ = now - std::chrono::floor<seconds>(passed_.load()); }
  void set_trusted(bool trusted) { trusted_ = trusted; }

 private:
  std::atomic<Instant> start_;
  std::atomic<milliseconds> passed_{milliseconds(0)};
  std::atomic<bool> trusted_;
};

// Runs on from a chosen instant with the system's monotonic clock: `porchlight run --at`.
class ShiftedClock final : public Clock {
 public:
  explicit ShiftedClock(Instant start);
  Instant now() const override;
  Monotonic monotonic() const override;
  bool trusted() const override { return true; }

 private:
  Instant start_;
  Monotonic began_;
};

}  // namespace porchlight
