#include "intake/recovery_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/assets.h"
#include "intake/hash.h"

namespace porchlight::intake {
namespace {

constexpr std::size_t bits_of_word = 10, telling_letters = 4;
constexpr std::size_t key_bytes = 32, checksum_bytes = 3, payload_bytes = key_bytes + checksum_bytes;
static_assert(payload_bytes * 8 == recovery_words_count * bits_of_word);

std::vector<std::string_view> list() {
  std::string_view rest = asset("recovery/words.txt").value();
  std::vector<std::string_view> words;
  for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return words;
}

void write_checksum(std::span<std::byte> payload) {
  constexpr std::string_view about = "porchlight-seal-words:";
  SecretBytes both(about.size() + key_bytes);
  std::ranges::copy(std::as_bytes(std::span(about)), both.bytes().begin());
  std::ranges::copy(payload.first(key_bytes), both.bytes().begin() + about.size());
  const Hash hash = blake2b(both.bytes());
  std::ranges::copy_n(hash.begin(), checksum_bytes, payload.begin() + key_bytes);
}

bool bit_at(std::span<const std::byte> bytes, std::size_t bit) {
  return (std::to_integer<unsigned>(bytes[bit / 8]) >> (7 - bit % 8) & 1) != 0;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The letters of the next word that tell it from the others, small; empty: there is none.
std::string next_word(std::string_view& rest) {
  while (!rest.empty() && !is_letter(rest.front())) rest.remove_prefix(1);
  std::string word;
  for (; !rest.empty() && is_letter(rest.front()); rest.remove_prefix(1))
    if (word.size() < telling_letters) word += static_cast<char>(rest.front() | 0x20);
  return word;
}

}  // namespace

std::array<std::string_view, recovery_words_count> to_words(const SealingSecret& secret) {
  SecretBytes payload(payload_bytes);
  std::ranges::copy(secret.bytes(), payload.bytes().begin());
  write_checksum(payload.bytes());
  const auto words = list();
  std::array<std::string_view, recovery_words_count> chosen;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    std::size_t number = 0;
    for (std::size_t bit = 0; bit < bits_of_word; ++bit)
      number = 2 * number + (bit_at(payload.bytes(), i * bits_of_word + bit) ? 1 : 0);
    chosen[i] = words.at(number);
  }
  return chosen;
}

Result<SealingSecret> from_words(std::string_view typed) {
  const auto words = list();
  SecretBytes payload(payload_bytes), expected(payload_bytes);
  std::size_t count = 0;
  for (std::string word = next_word(typed); !word.empty(); word = next_word(typed), ++count) {
    const auto found = std::ranges::find_if(
        words, [&](std::string_view each) { return each.substr(0, telling_letters) == word; });
    wipe(word);
    if (found == words.end())
      return Error{fmt::format("Word {} is none of the list. Look at it again.", count + 1)};
    if (count >= recovery_words_count) continue;
    const auto number = static_cast<std::size_t>(found - words.begin());
    for (std::size_t bit = 0; bit < bits_of_word; ++bit) {
      const std::size_t at = count * bits_of_word + bit;
      if ((number >> (bits_of_word - 1 - bit) & 1) != 0)
        payload.bytes()[at / 8] |= std::byte{0x80} >> (at % 8);
    }
  }
  if (count != recovery_words_count)
    return Error{fmt::format("A recovery key has {} words, and these are {}.", recovery_words_count, count)};
  std::ranges::copy(payload.bytes(), expected.bytes().begin());
  write_checksum(expected.bytes());
  if (!std::ranges::equal(payload.bytes(), expected.bytes()))
    return Error{"The words do not fit together: one is wrong, or two are in each other’s place."};
  SealingSecret secret;
  std::ranges::copy(payload.bytes().first(key_bytes), secret.bytes().begin());
  return secret;
}

}  // namespace porchlight::intake
