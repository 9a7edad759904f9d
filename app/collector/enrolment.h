// How a kiosk becomes known: a code that a person carries to it works once, for 15 minutes. The code is kept
// as its hash, so that who reads the store cannot enrol. Thread: any.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "intake/hash.h"

namespace porchlight::collector {

inline constexpr minutes code_works_for{15};

// "7K2M-9XQR-4HTW": 12 of 30 letters and digits, none of which looks like another; 58 bits.
std::string draw_code(Random& random);

// Of a code as a person types it: small letters, spaces and hyphens do not matter. Nothing: this cannot be
// one.
std::optional<intake::Hash> code_hash(std::string_view typed);

// How often codes may be tried, over all callers: in the 15 minutes of a code, 450 tries at 5 * 10^17
// possibilities.
class CodeAttempts {
 public:
  static constexpr int most = 30;
  static constexpr seconds window{60};

  // Zero: counted, go on; else how long to wait.
  seconds take(Monotonic now);

 private:
  std::mutex mutex_;
  std::optional<Monotonic> began_;
  int taken_ = 0;
};

}  // namespace porchlight::collector
