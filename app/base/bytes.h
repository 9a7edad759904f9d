// Bytes, and the hexadecimal form they have in configuration files and addresses.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight {

using Bytes = std::vector<std::byte>;

std::string to_hex(std::span<const std::byte> bytes);

// Nothing when `text` has an odd length or a character that is no hexadecimal digit.
std::optional<Bytes> from_hex(std::string_view text);

}  // namespace porchlight
