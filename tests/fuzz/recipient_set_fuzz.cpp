// Who can open requests, as a root key signs it: read or refused, and what was read signs to the same set.
#include "intake/recipient_set.h"

#include <algorithm>

#include "signed.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::as_bytes(data, size);
  fuzz::promise(!intake::verify_recipient_set(bytes, fuzz::signer().key));
  if (const auto set = intake::verify_recipient_set(fuzz::with_signature(bytes), fuzz::signer().key)) {
    fuzz::promise(set->recipients.size() >= 2);
    const auto written = intake::sign(*set, fuzz::signer().secret);
    fuzz::promise(written.ok());
    const auto again = intake::verify_recipient_set(*written, fuzz::signer().key);
    fuzz::promise(again.ok() && again->team == set->team && again->epoch == set->epoch &&
                  again->expires == set->expires &&
                  std::ranges::equal(again->recipients, set->recipients, {}, &intake::Recipient::key,
                                     &intake::Recipient::key));
  }
  return 0;
}
