// What a stick brings: read or refused, never more than there is, and what was read packs to the same bytes.
#include <algorithm>

#include "fuzz.h"
#include "intake/parcel.h"
#include "intake/random.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static intake::SeededRandom random(1);
  static const intake::SigningPair kiosk = intake::make_signing_pair(random);
  constexpr std::size_t signature_bytes = 64;

  const auto bytes = fuzz::as_bytes(data, size);
  if (const auto parcel = intake::unpack(bytes)) {
    const auto again = intake::unpack(intake::pack(*parcel, kiosk.secret).value());
    fuzz::promise(again.ok() && again->kiosk_id == parcel->kiosk_id &&
                  again->envelopes == parcel->envelopes && again->withdrawals == parcel->withdrawals);
    std::size_t whole = signature_bytes;
    for (const Bytes& envelope : parcel->envelopes) whole += envelope.size();
    fuzz::promise(whole <= size);
  }
  if (const auto packed = intake::unpack_receipts(bytes)) {
    const Bytes again = intake::pack_receipts(packed->receipts);
    fuzz::promise(again.size() <= size && std::ranges::equal(again, bytes.first(again.size())));
    fuzz::promise(packed->cut_short == (again.size() < size));
  }
  return 0;
}
