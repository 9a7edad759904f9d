// Parcel: sealed requests and receipts that travel by USB stick, where there is no internet. The kiosk packs
// what waits, a collector unpacks it and packs receipts, the kiosk verifies each as if it had come over the
// network. The layouts are in PROTOCOL.md, "By USB stick". What comes in may be anything. Thread: any.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "intake/keys.h"
#include "intake/withdraw.h"

namespace porchlight::intake {

struct Parcel {
  std::string kiosk_id;
  std::vector<Bytes> envelopes;
  std::vector<WithdrawHash> withdrawals;
};

// Signed by the kiosk, so that nobody adds a withdrawal on the way. Error: the kiosk's id does not fit.
Result<Bytes> pack(const Parcel& parcel, const SigningSecret& kiosk);

// Error: no parcel, or one that was cut short. Envelopes have a possible size; what is in them is not looked
// at. Says nothing about who made it: verify_parcel().
Result<Parcel> unpack(std::span<const std::byte> bytes);

// Whether exactly these bytes were packed by that kiosk.
Outcome verify_parcel(std::span<const std::byte> bytes, const SigningPublic& kiosk);

// Receipts, each signed by itself. Precondition: each has receipt_size bytes.
Bytes pack_receipts(std::span<const Bytes> receipts);

struct PackedReceipts {
  std::vector<Bytes> receipts;  // not verified yet
  bool cut_short = false;       // the last one is not whole, and left out
};
// Error: these are no receipts.
Result<PackedReceipts> unpack_receipts(std::span<const std::byte> bytes);

}  // namespace porchlight::intake
