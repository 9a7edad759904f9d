// ParcelDesk: takes what a kiosk without internet sent by USB stick, as if it had come over the network, and
// makes the receipts that go back (PROTOCOL.md, "By USB stick"). Thread: one, the store's.
#pragma once

#include <string>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "collector/store.h"
#include "intake/keys.h"

namespace porchlight::collector {

struct TakenParcel {
  std::string kiosk;
  int requests = 0;     // stored now or before: there is a receipt for each
  int withdrawals = 0;  // done: likewise
  int refused = 0;      // no request of this kiosk, or another one has its id
  Bytes receipts;       // as the kiosk imports them
};

// Synced before it returns. Error: no parcel, not of an enrolled kiosk, or the store cannot take it; the same
// parcel may be brought again.
Result<TakenParcel> take_parcel(std::span<const std::byte> bytes, Store& store,
                                const intake::SigningSecret& receipt_key, Instant now);

}  // namespace porchlight::collector
