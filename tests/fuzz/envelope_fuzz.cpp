// Envelopes and receipts from outside: only what was sealed and signed is believed, and reading the rest
// harms nothing.
#include <algorithm>

#include "fuzz.h"
#include "intake/envelope.h"
#include "intake/receipt.h"

using namespace porchlight;

namespace {

// The keys of ENVELOPE.md's test vector, so that the corpus opens.
class Repeated final : public Random {
 public:
  explicit Repeated(unsigned char byte) : byte_(static_cast<std::byte>(byte)) {}
  void fill(std::span<std::byte> bytes) override { std::ranges::fill(bytes, byte_); }

 private:
  std::byte byte_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Repeated a1(0xa1), b1(0xb1);
  static const intake::SealingPair callers = intake::make_sealing_pair(a1);
  static const intake::SigningPair kiosk = intake::make_signing_pair(b1);

  const auto bytes = fuzz::as_bytes(data, size);
  const auto header = intake::read_header(bytes);
  const bool opened = intake::open(bytes, callers.secret).ok();
  const bool signed_by_us = intake::verify(bytes, kiosk.key).ok();
  if (header.ok()) fuzz::promise(size == intake::envelope_size(header->recipients.size()));
  fuzz::promise(header.ok() || (!opened && !signed_by_us));
  return 0;
}
