// Hash: BLAKE2b with 32 bytes of output (RFC 7693), the only hash of an envelope, a receipt and a key's name.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace porchlight::intake {

using Hash = std::array<std::byte, 32>;

Hash blake2b(std::span<const std::byte> bytes);

// Keyed (RFC 7693 section 2.9): without the key nobody can try out which short text a hash stands for.
Hash blake2b(std::span<const std::byte> bytes, std::span<const std::byte> key);

}  // namespace porchlight::intake
