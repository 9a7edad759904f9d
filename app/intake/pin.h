// The staff's PIN: kept as its Argon2id hash (RFC 9106), so that who copies the state folder must guess. It
// guards the staff panel and nothing that belongs to a visitor. Thread: any; each call takes about a tenth of
// a second and 64 MiB (libsodium's "interactive" limits), so never the main one.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace porchlight::intake {

// Six digits and five tries in ten minutes (AttemptLimit): half of them are tried after two years.
inline constexpr std::size_t least_pin_digits = 6, most_pin_digits = 12;

// Error: these are not that many digits, or there is not enough memory.
Result<std::string> hash_pin(std::string_view digits);

bool is_pin(std::string_view digits, const std::string& hash);

}  // namespace porchlight::intake
