// The files that kiosks of a team have in common, as a root key signs them: read or refused, and what was
// read signs to the same bytes.
#include "intake/base_config.h"

#include <algorithm>

#include "signed.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::as_bytes(data, size);
  fuzz::promise(!intake::verify_base_config(bytes, fuzz::signer().key));
  if (const auto config = intake::verify_base_config(fuzz::with_signature(bytes), fuzz::signer().key)) {
    const auto written = intake::sign(*config, fuzz::signer().secret);
    fuzz::promise(written.ok());
    const auto again = intake::verify_base_config(*written, fuzz::signer().key);
    fuzz::promise(again.ok() && again->team == config->team && again->number == config->number &&
                  again->files == config->files);
  }
  return 0;
}
