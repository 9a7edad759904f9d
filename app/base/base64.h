// Base64 with padding (RFC 4648 section 4): how bytes stand in JSON. For keys as text see intake/keys.h.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace porchlight {

std::string to_base64(std::span<const std::byte> bytes);

// Nothing when `text` is not exactly what to_base64() makes of some bytes.
std::optional<Bytes> from_base64(std::string_view text);

}  // namespace porchlight
