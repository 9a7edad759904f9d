// Envelope: a request as it is kept, carried and received. The exact bytes are written down in ENVELOPE.md,
// with test vectors; they are frozen for good. A kiosk seals and cannot read back; a caller opens; a
// collector only verifies. What comes in may be anything: every function here checks sizes and forms before
// it believes a byte.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "intake/keys.h"
#include "intake/request.h"
#include "intake/withdraw.h"

namespace porchlight::intake {

inline constexpr std::size_t min_recipients = 2;  // so that one lost key loses no request
inline constexpr std::size_t max_recipients = 16;
inline constexpr std::size_t max_kiosk_id_bytes = 32;
inline constexpr std::size_t max_language_bytes = 16;

// The size of an envelope depends on nothing but the number of its recipients.
std::size_t envelope_size(std::size_t recipients);

// What everybody may read. Nothing in it says who asked.
struct Header {
  std::string id;        // 32 hexadecimal digits, random: the request's id, also the start of the nonce
  std::string kiosk_id;  // letters, digits, "-", "_", "."
  std::string language;  // BCP 47
  WhenToCall when = WhenToCall::as_soon_as_possible;
  Instant hour;  // the start of the UTC hour in which it was sealed
  unsigned consent_version = 0;
  WithdrawHash withdraw{};
  std::vector<RecipientId> recipients;
};

struct OpenedRequest {
  Header header;
  SecretText name;    // may be empty
  SecretText number;  // international: "+14155550137"
  IfNotMe if_not_me = IfNotMe::say_nothing;
};

// Reads what is in clear. Error: this is no envelope, or one of a later version. Says nothing about who made
// it: verify().
Result<Header> read_header(std::span<const std::byte> envelope);

// Whether exactly these bytes were signed by that kiosk.
Outcome verify(std::span<const std::byte> envelope, const SigningPublic& kiosk);

// Opens it with the private key of one of its recipients. Does not need the kiosk's key; whoever has that
// calls verify() too. Error: no envelope, not for this key, or changed on its way.
Result<OpenedRequest> open(std::span<const std::byte> envelope, const SealingSecret& secret);

// What a receipt is over.
Hash envelope_hash(std::span<const std::byte> envelope);

}  // namespace porchlight::intake
