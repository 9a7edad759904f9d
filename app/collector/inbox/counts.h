// Counts: what stays of requests: how many, how long until the first call, how they ended. A group below 5 is
// not told, so that no person is found in it. Thread: the Sql's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/inbox/sql.h"

namespace porchlight::collector {

inline constexpr std::int64_t smallest_group = 5;
inline constexpr std::chrono::days counts_over{30};

// Nothing: 1 to 4, and not told.
using Told = std::optional<std::int64_t>;
Told told(std::int64_t count);

struct Counts {
  Told asked, reached;
  std::optional<seconds> half_within;  // until the first call; nothing: too few were called
};
Stored<Counts> counts(Sql& sql, const std::string& team, Instant now);

// One line a week (its Monday, UTC), with a head: week, asked, and how they ended. "<5": 1 to 4.
Stored<std::string> counts_csv(Sql& sql, const std::string& team, Instant now);

}  // namespace porchlight::collector
