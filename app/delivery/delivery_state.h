// DeliveryState: what the kiosk knows of the way to its collector. The kiosk that runs also writes it down,
// as delivery.json in the state folder, for "porchlight outbox"; nothing depends on that file. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/clock.h"
#include "delivery/trouble.h"

namespace porchlight::delivery {

struct DeliveryState {
  bool enrolled = false;
  enum class Line {
    unknown,  // nothing has been heard yet
    up,       // the last answer was the collector's
    down,
  } line = Line::unknown;
  std::optional<seconds> usual_wait;  // measured by the collector; nothing: it does not know
  std::optional<Trouble> trouble;     // of the line; else of one request
  int held = 0;                       // requests that the collector refuses
  seconds clock_offset{0};            // how far the collector's clock is ahead
  friend bool operator==(const DeliveryState&, const DeliveryState&) = default;
};

// What was written down.
struct DeliveryReport {
  std::optional<Trouble> trouble;
  Instant since;  // by the kiosk's clock
  int held = 0;
  seconds clock_offset{0};
};

// Never fails: what is not there, or cannot be read, is not known.
DeliveryReport read_report(const std::string& state_folder);

// Writes it down when something has changed that staff would want to know. Thread: one.
class ReportFile {
 public:
  explicit ReportFile(std::string state_folder) : state_folder_(std::move(state_folder)) {}
  void tell(const DeliveryState& state, Instant now);

 private:
  const std::string state_folder_;
  std::optional<DeliveryReport> written_;
};

}  // namespace porchlight::delivery
