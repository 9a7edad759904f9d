// Withdrawing a request: a visitor keeps 8 random digits; the envelope and the collector know only a keyed
// hash of them.
#pragma once

#include <deque>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "intake/hash.h"
#include "intake/keys.h"
#include "intake/secret.h"

namespace porchlight::intake {

using WithdrawHash = Hash;

inline constexpr std::size_t withdraw_digits = 8;

// Every 8 digits are equally likely.
SecretText draw_withdraw_digits(Random& random);

// Keyed BLAKE2b of the digits. Error: these are not 8 digits.
Result<WithdrawHash> withdraw_hash(std::string_view digits, const WithdrawKey& key);

// How often digits may be tried at one kiosk, over all visits: 100 million possibilities against some 700
// tries a day. Every try counts, a good one too: the limit must not tell which digits exist.
class AttemptLimit {
 public:
  static constexpr int attempts = 5;
  static constexpr seconds window{600};

  // Zero: may be tried now; else how long to wait.
  seconds wait(Monotonic now) const;
  // Counts one try. False, and not counted, while wait() is not zero.
  bool take(Monotonic now);

 private:
  std::deque<Monotonic> taken_;  // at most `attempts`, oldest first
};

}  // namespace porchlight::intake
