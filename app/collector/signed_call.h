// Who a call says that it is from, and whether that is true. Thread: any.
#pragma once

#include <string>

#include "base/result.h"
#include "collector/address.h"
#include "collector/call.h"

namespace porchlight::collector {

// What the headers say; nothing of it is proven yet.
struct Claim {
  std::string kiosk;
  std::string webhook_id;
  Instant timestamp;
  std::string signatures;
};

// What can be refused without knowing the kiosk: no such headers, a `webhook-id` of another call, a clock
// that is off.
Result<Claim, Answer> read_claim(const Call& call, const Addressed& addressed, Instant now);

// Whether `kiosk` signed it and may. Nothing: it did; else the refusal. Null: there is no such kiosk.
std::optional<Answer> refuse(const Claim& claim, const Call& call, const Kiosk* kiosk);

}  // namespace porchlight::collector
