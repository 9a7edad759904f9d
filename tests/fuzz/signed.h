// Bytes that pass as signed, so that a fuzzer reaches what lies behind the check of the signature.
#pragma once

#include <sodium.h>

#include "base/bytes.h"
#include "fuzz.h"
#include "intake/random.h"

namespace porchlight::fuzz {

inline const intake::SigningPair& signer() {
  static intake::SeededRandom random(1);
  static const intake::SigningPair pair = intake::make_signing_pair(random);
  return pair;
}

inline Bytes with_signature(std::span<const std::byte> body) {
  Bytes bytes(body.begin(), body.end());
  bytes.resize(body.size() + crypto_sign_BYTES);
  crypto_sign_detached(reinterpret_cast<unsigned char*>(bytes.data() + body.size()), nullptr,
                       reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                       reinterpret_cast<const unsigned char*>(signer().secret.bytes().data()));
  return bytes;
}

}  // namespace porchlight::fuzz
