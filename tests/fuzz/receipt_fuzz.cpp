// What a collector answers: read or refused, also where its signature is right; and what was read signs to
// the same bytes, but for those that stand for nothing.
#include "intake/receipt.h"

#include "signed.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::as_bytes(data, size);
  fuzz::promise(!intake::verify_receipt(bytes, fuzz::signer().key));
  const Bytes whole = fuzz::with_signature(bytes);
  if (const auto receipt = intake::verify_receipt(whole, fuzz::signer().key)) {
    fuzz::promise(whole.size() == intake::receipt_size);
    const auto again =
        intake::verify_receipt(intake::sign(*receipt, fuzz::signer().secret), fuzz::signer().key);
    fuzz::promise(again.ok() && again->of == receipt->of && again->id == receipt->id &&
                  again->hash == receipt->hash && again->received == receipt->received &&
                  again->wait == receipt->wait);
    fuzz::promise((receipt->of == intake::Receipt::Of::request) == (receipt->id.size() == 32));
  }
  return 0;
}
