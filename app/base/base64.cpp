#include "base/base64.h"

#include <algorithm>
#include <cstdint>

namespace porchlight {
namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t group_bytes = 3, group_digits = 4;

}  // namespace

std::string to_base64(std::span<const std::byte> bytes) {
  std::string text;
  text.reserve((bytes.size() + group_bytes - 1) / group_bytes * group_digits);
  for (std::size_t i = 0; i < bytes.size(); i += group_bytes) {
    const std::size_t here = std::min(group_bytes, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < group_bytes; ++j)
      group = group << 8 | (j < here ? std::to_integer<std::uint32_t>(bytes[i + j]) : 0);
    for (std::size_t j = 0; j < group_digits; ++j)
      text += j <= here ? digits[group >> (18 - 6 * j) & 63] : '=';
  }
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % group_digits != 0) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() / group_digits * group_bytes);
  for (std::size_t i = 0; i < text.size(); i += group_digits) {
    std::uint32_t group = 0;
    std::size_t here = group_bytes;
    for (std::size_t j = 0; j < group_digits; ++j) {
      const auto digit = digits.find(text[i + j]);
      if (digit == digits.npos && here == group_bytes) here = j == 0 ? 0 : j - 1;
      group = group << 6 | (digit == digits.npos ? 0 : static_cast<std::uint32_t>(digit));
    }
    for (std::size_t j = 0; j < here; ++j) bytes.push_back(static_cast<std::byte>(group >> (16 - 8 * j)));
  }
  // One way to write it: anything else was no padding, had bits too many, or stood in the wrong place.
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace porchlight
