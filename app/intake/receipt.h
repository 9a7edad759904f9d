// Receipt: the collector's signed word that it holds exactly these bytes, or that it erased what a withdrawal
// named. Only a verified receipt lets a kiosk erase a request; a status code alone is never believed, since
// captive portals say 200. The layout is in ENVELOPE.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "intake/hash.h"
#include "intake/keys.h"

namespace porchlight::intake {

inline constexpr std::size_t receipt_size = 136;

struct Receipt {
  enum class Of : unsigned char { request = 1, withdrawal = 2 };
  Of of = Of::request;
  std::string id;               // of a request: its 32 hexadecimal digits; of a withdrawal: empty
  Hash hash{};                  // of a request: envelope_hash(); of a withdrawal: the withdrawal hash
  Instant received;             // by the collector's clock
  std::optional<seconds> wait;  // the measured usual time until the call; nothing: not known
};

// Precondition: of a request, id has 32 hexadecimal digits.
Bytes sign(const Receipt& receipt, const SigningSecret& collector);

// Error: no receipt, or not signed by that collector.
Result<Receipt> verify_receipt(std::span<const std::byte> receipt, const SigningPublic& collector);

// Whether it is for this request and exactly these bytes.
bool is_for(const Receipt& receipt, std::string_view id, std::span<const std::byte> envelope);

}  // namespace porchlight::intake
