#include "delivery/backoff.h"

#include <algorithm>
#include <array>

namespace porchlight::delivery {

milliseconds random_part(milliseconds longest, Random& random) {
  std::array<std::byte, 4> bytes{};
  random.fill(bytes);
  std::uint32_t number = 0;
  for (const std::byte byte : bytes) number = number << 8 | std::to_integer<std::uint32_t>(byte);
  return milliseconds(number % (static_cast<std::uint64_t>(longest.count()) + 1));
}

milliseconds about_an_hour(Random& random) {
  return hourly - random_part(hourly / 10, random);
}

milliseconds Backoff::wait(Monotonic now, Random& random) {
  if (!since_) since_ = now;
  constexpr int most_doublings = 8;  // 5 s doubled eight times is more than the longest
  const milliseconds longest = std::min(longest_backoff, first_backoff * (1 << failures_));
  failures_ = std::min(failures_ + 1, most_doublings);
  if (now - *since_ < hourly_after) return random_part(longest, random);
  return about_an_hour(random);
}

}  // namespace porchlight::delivery
