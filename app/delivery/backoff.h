// Backoff: how long to wait after a failure, so that a thousand kiosks do not all come back in the same
// second: a random part of 5 s, of twice as long each time, up to 15 minutes; hourly after a day. There is no
// last attempt. Source: PROTOCOL.md, "Limits". Thread: one.
#pragma once

#include <optional>

#include "base/clock.h"
#include "base/random.h"

namespace porchlight::delivery {

inline constexpr milliseconds first_backoff{5'000}, longest_backoff{900'000};
inline constexpr std::chrono::hours hourly_after{24};
inline constexpr milliseconds hourly{3'600'000};

// Zero to `longest`, each equally likely.
milliseconds random_part(milliseconds longest, Random& random);

// An hour or up to a tenth less. Also how soon what was refused is offered again.
milliseconds about_an_hour(Random& random);

class Backoff {
 public:
  // It failed once more.
  milliseconds wait(Monotonic now, Random& random);
  void succeeded() { failures_ = 0, since_.reset(); }
  bool failing() const { return failures_ > 0; }

 private:
  int failures_ = 0;
  std::optional<Monotonic> since_;
};

}  // namespace porchlight::delivery
