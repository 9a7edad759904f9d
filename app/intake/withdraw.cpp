#include "intake/withdraw.h"

#include <algorithm>
#include <cstdint>

namespace porchlight::intake {

SecretText draw_withdraw_digits(Random& random) {
  constexpr std::uint32_t possibilities = 100'000'000;
  // The largest multiple that fits 32 bits: numbers above it would make low digits likelier, so they are
  // drawn again.
  constexpr std::uint32_t limit = UINT32_MAX / possibilities * possibilities;
  SecretBytes drawn(sizeof(std::uint32_t));
  std::uint32_t number = limit;
  while (number >= limit) {
    random.fill(drawn.bytes());
    number = 0;
    for (const std::byte byte : drawn.bytes()) number = number << 8 | std::to_integer<std::uint32_t>(byte);
  }
  SecretText digits;
  for (std::uint32_t place = possibilities / 10; place > 0; place /= 10) {
    const char digit = static_cast<char>('0' + number / place % 10);
    digits.append({&digit, 1});
  }
  return digits;
}

Result<WithdrawHash> withdraw_hash(std::string_view digits, const WithdrawKey& key) {
  if (digits.size() != withdraw_digits ||
      !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
    return Error{"A withdrawal needs exactly 8 digits."};
  return blake2b(std::as_bytes(std::span(digits)), key.bytes());
}

seconds AttemptLimit::wait(Monotonic now) const {
  if (taken_.size() < attempts) return seconds(0);
  return std::max(seconds(0), std::chrono::ceil<seconds>(taken_.front() + window - now));
}

bool AttemptLimit::take(Monotonic now) {
  if (wait(now) > seconds(0)) return false;
  if (taken_.size() == attempts) taken_.pop_front();
  taken_.push_back(now);
  return true;
}

}  // namespace porchlight::intake
