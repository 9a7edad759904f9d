// Second factor: the codes of a phone's authenticator (TOTP, RFC 6238: HMAC-SHA-1, 6 digits, steps of 30 s).
// The collector has the secret, as it must to check a code: it guards the way in, and opens no request.
// Thread: any.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"

namespace porchlight::collector {

inline constexpr std::size_t code_secret_bytes = 20;  // RFC 4226, section 4, R6: 160 bits
inline constexpr seconds code_step{30};
inline constexpr int code_digits = 6;
// A phone's clock may be so wrong, or a person so slow: RFC 6238, section 5.2.
inline constexpr std::int64_t steps_of_grace = 1;

using CodeSecret = std::array<std::byte, code_secret_bytes>;
CodeSecret draw_code_secret(Random& random);

std::int64_t step_at(Instant now);
std::string phone_code(std::span<const std::byte> secret, std::int64_t step, int digits = code_digits);

// The step that this code belongs to, if it is one of now and later than `last`: no code works twice.
std::optional<std::int64_t> step_of(std::string_view code, std::span<const std::byte> secret,
                                    std::int64_t last, Instant now);

// RFC 4648, section 6, without padding: how authenticators write a secret.
std::string to_base32(std::span<const std::byte> bytes);
// What the QR code says: otpauth://totp/…
std::string authenticator_link(const std::string& person, std::span<const std::byte> secret);
// One text of 0 and 1 a row; 1 is dark.
std::vector<std::string> qr_rows(const std::string& text);

}  // namespace porchlight::collector
