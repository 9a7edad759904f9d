// Verdict: what an answer means. A receipt counts, not a status: everything that is not what was asked for,
// signed or verified, is trouble. Source: PROTOCOL.md, the table of answers. Thread: any.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "delivery/http.h"
#include "delivery/trouble.h"
#include "intake/receipt.h"

namespace porchlight::delivery {

struct Verdict {
  std::optional<Trouble> trouble;          // nothing: it is what was asked for
  std::optional<intake::Receipt> receipt;  // verified, and for exactly this
  bool only_this = false;                  // the others are not concerned: this one is held
  bool clock = false;                      // the collector does not believe the time of the signature
  bool hourly = false;                     // asking sooner is of no use
  seconds retry_after{0};                  // not sooner, says the server
  std::optional<Instant> now;              // by the collector's clock
};

// A request was put, or a withdrawal.
Verdict judge_request(const HttpAnswer& answer, std::string_view id, std::span<const std::byte> envelope,
                      const intake::SigningPublic& receipt_key);
Verdict judge_withdrawal(const HttpAnswer& answer, const intake::Hash& hash,
                         const intake::SigningPublic& receipt_key);

// Anything that is not the answer that was hoped for.
Verdict judge_refusal(const HttpAnswer& answer);
// There is no answer at all.
Verdict judge_failure(HttpTrouble trouble);

}  // namespace porchlight::delivery
