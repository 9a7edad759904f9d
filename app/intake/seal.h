// Sealing: what happens at "Yes, call me". From then on nobody at the kiosk can read the request, the kiosk
// included.
#pragma once

#include <span>
#include <string>

#include "base/random.h"
#include "intake/envelope.h"

namespace porchlight::intake {

// Decided by the facility. Everything is borrowed for the call.
struct SealContext {
  std::string kiosk_id;
  std::string country;   // ISO 3166: where a number without "+" belongs
  std::string language;  // that the visitor asked to be called in
  int consent_version = 1;
  std::span<const Recipient> recipients;
  const SigningSecret& kiosk_key;
  const WithdrawKey& withdraw_key;
};

struct Sealed {
  std::string id;     // 32 hexadecimal digits
  Bytes bytes;        // the envelope, frozen
  SecretText digits;  // the 8 digits for withdrawing; only the visitor keeps them
};

// Precondition: check_number() says none for draft.number, and draft.when is chosen; else an Error all the
// same. Error: the facility's settings do not allow it (too few recipients, a wrong key or name); nothing of
// the draft is in it. `random` is drawn from in the order that ENVELOPE.md says.
Result<Sealed> seal(const Draft& draft, const SealContext& context, Random& random, Instant now);

}  // namespace porchlight::intake
