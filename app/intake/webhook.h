// The signature of a message between kiosk and collector: Standard Webhooks, asymmetric ("v1a", Ed25519).
// Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md,
// "Signature scheme". What is signed: id "." timestamp "." body. Thread: any.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "intake/keys.h"

namespace porchlight::intake {

// A message whose timestamp is further from the receiver's clock is refused.
inline constexpr seconds webhook_tolerance{300};

// The value of the header webhook-signature: "v1a,TnVU...". Precondition: `id` holds no ".".
std::string sign_webhook(std::string_view id, Instant timestamp, std::span<const std::byte> body,
                         const SigningSecret& key);

// Whether one of the signatures in the header is that of `key` over exactly this. Says nothing about the
// time.
bool verify_webhook(std::string_view id, Instant timestamp, std::span<const std::byte> body,
                    std::string_view signatures, const SigningPublic& key);

}  // namespace porchlight::intake
