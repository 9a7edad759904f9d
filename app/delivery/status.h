// Status: how a kiosk is, for whoever looks after many of them. Nothing of a visitor is in it. Source:
// PROTOCOL.md, "Status". Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "storage/outbox.h"

namespace porchlight::delivery {

struct Status {
  storage::Counts outbox;
  std::int64_t disk_free_mb = 0;
  seconds clock_offset{0};  // how far the collector's clock is ahead of the kiosk's
  bool clock_trusted = false;
  int config_problems = 0;
  std::uint32_t recipients_epoch = 0;  // 0: none
  std::uint32_t base_number = 0;       // 0: none
};
std::string to_json(const Status& status);

struct StatusAnswer {
  Instant now;
  std::uint32_t recipients_epoch = 0;
  std::uint32_t base_number = 0;
  std::optional<seconds> usual_wait;
};
// Nothing: this is not what a collector says.
std::optional<StatusAnswer> parse_status_answer(const std::string& body);

}  // namespace porchlight::delivery
