#include "collector/enrolment.h"

#include <algorithm>
#include <array>
#include <span>

namespace porchlight::collector {
namespace {

// Without 0 O, 1 I L, U (V): what is read aloud or written by hand arrives.
constexpr std::string_view letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_letters = 12;
constexpr std::size_t group_letters = 4;
// Of a byte: above this, some letters would come more often than others.
constexpr unsigned even_up_to = 256 - 256 % letters.size();

constexpr std::size_t max_typed_bytes = 64;

}  // namespace

std::string draw_code(Random& random) {
  std::string code;
  for (std::size_t drawn = 0; drawn < code_letters;) {
    std::array<std::byte, 1> byte;
    random.fill(byte);
    const auto number = std::to_integer<unsigned>(byte[0]);
    if (number >= even_up_to) continue;
    if (drawn > 0 && drawn % group_letters == 0) code += '-';
    code += letters[number % letters.size()];
    ++drawn;
  }
  return code;
}

std::optional<intake::Hash> code_hash(std::string_view typed) {
  if (typed.size() > max_typed_bytes) return std::nullopt;
  std::string code;
  for (char c : typed) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (letters.find(c) == std::string_view::npos) return std::nullopt;
    code += c;
  }
  if (code.size() != code_letters) return std::nullopt;
  return intake::blake2b(std::as_bytes(std::span(code)));
}

seconds CodeAttempts::take(Monotonic now) {
  const std::lock_guard lock(mutex_);
  if (!began_ || now - *began_ >= window) {
    began_ = now;
    taken_ = 0;
  }
  if (taken_ < most) {
    ++taken_;
    return seconds(0);
  }
  return std::chrono::ceil<seconds>(window - (now - *began_));
}

}  // namespace porchlight::collector
