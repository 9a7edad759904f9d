#include "collector/signed_call.h"

#include <charconv>

#include "collector/answers.h"
#include "intake/webhook.h"

namespace porchlight::collector {
namespace {

// Five signatures: as many as keys could change hands at once. Each costs the time of a check.
constexpr std::size_t max_signatures_bytes = 512;
constexpr std::size_t max_timestamp_digits = 12;

std::string_view header(const Call& call, const char* name) {
  const auto found = call.headers.find(name);
  return found == call.headers.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Instant> read_timestamp(std::string_view text) {
  std::int64_t number = 0;
  if (text.empty() || text.size() > max_timestamp_digits || text.front() == '-') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return Instant(seconds(number));
}

Answer wrong_signature(const char* message) {
  return refusal(401, "signature", message);
}

}  // namespace

Result<Claim, Answer> read_claim(const Call& call, const Addressed& addressed, Instant now) {
  Claim claim;
  claim.kiosk = header(call, "porchlight-kiosk");
  claim.webhook_id = header(call, "webhook-id");
  claim.signatures = header(call, "webhook-signature");
  const auto timestamp = read_timestamp(header(call, "webhook-timestamp"));
  if (!is_name(claim.kiosk) || claim.signatures.empty() || claim.signatures.size() > max_signatures_bytes ||
      !timestamp)
    return wrong_signature("The call is not signed. Check for a proxy in between that takes headers away.");
  if (addressed.address == Address::status && addressed.name != claim.kiosk)
    return wrong_signature("A kiosk tells its own status, not another’s.");
  if (claim.webhook_id != webhook_id_of(addressed, claim.kiosk))
    return wrong_signature("The signature belongs to another call.");
  claim.timestamp = *timestamp;
  if (claim.timestamp > now + intake::webhook_tolerance || claim.timestamp < now - intake::webhook_tolerance)
    return clock_refusal(now);
  return claim;
}

std::optional<Answer> refuse(const Claim& claim, const Call& call, const Kiosk* kiosk) {
  if (!kiosk)
    return refusal(403, "unknown_kiosk",
                   "The collector does not know this kiosk. Ask its operator for a code, and enroll it.");
  // Only a kiosk that proves who it is learns that it was revoked.
  if (!intake::verify_webhook(claim.webhook_id, claim.timestamp, call.body, claim.signatures, kiosk->key))
    return wrong_signature(
        "The signature is not this kiosk’s. If its key is new, enroll it again; else check for a proxy in "
        "between that changes bytes.");
  if (kiosk->revoked)
    return refusal(403, "revoked",
                   "The collector’s operator has revoked this kiosk. To use it again, enroll it again.");
  return std::nullopt;
}

}  // namespace porchlight::collector
