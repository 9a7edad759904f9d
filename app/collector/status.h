// KioskStatus: how a kiosk is, as it says itself (PROTOCOL.md, "Status"). Only the members below are kept, so
// that nothing else gets into the store: no visitor's data could.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace porchlight::collector {

inline constexpr std::size_t max_status_bytes = 2 * 1024;

// Nothing: not known.
struct KioskStatus {
  std::optional<std::string> version;
  std::optional<std::int64_t> waiting;      // requests at the kiosk
  std::optional<std::int64_t> oldest_hour;  // hours since 1970 of the oldest of them
  std::optional<std::int64_t> withdrawals;  // that wait
  std::optional<std::int64_t> expired;
  std::optional<std::int64_t> disk_free_mb;
  std::optional<std::int64_t> clock_offset_s;
  std::optional<bool> clock_trusted;
  std::optional<std::int64_t> config_problems;
  std::optional<std::int64_t> recipients_epoch;
  std::optional<std::int64_t> base_number;
};

// Error: no JSON object, or a member of the wrong type or out of its range.
Result<KioskStatus> read_status(std::string_view json);
std::string to_json(const KioskStatus& status);

}  // namespace porchlight::collector
