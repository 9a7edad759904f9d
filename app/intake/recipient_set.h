// RecipientSet: who can open the requests of a team, signed by an offline root key. The collector publishes
// it and cannot make one; a kiosk takes it only when its pinned root key signed it and its epoch is higher
// than that of the one it has. The layout is in ENVELOPE.md. Thread: any.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "intake/keys.h"

namespace porchlight::intake {

inline constexpr std::size_t max_recipient_name_bytes = 47;

struct RecipientSet {
  std::string team;         // letters, digits, "-", "_", "."; up to 32
  std::uint32_t epoch = 0;  // only rises
  Instant issued, expires;  // an expired set is reported, and goes on being used
  std::vector<Recipient> recipients;
};

// Error: too few or too many recipients, one of them twice, or a name or team that does not fit.
Result<Bytes> sign(const RecipientSet& set, const SigningSecret& root);

// Error: no recipient set, not signed by that root key, or of a later version.
Result<RecipientSet> verify_recipient_set(std::span<const std::byte> bytes, const SigningPublic& root);

// Whether a kiosk that has `current` may take `next`: the same team and a higher epoch.
bool may_follow(const RecipientSet& next, const RecipientSet& current);

}  // namespace porchlight::intake
