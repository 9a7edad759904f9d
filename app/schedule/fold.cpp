#include "schedule/fold.h"

#include <cstdint>

#include "language/letters.h"

namespace porchlight::schedule {

namespace {

struct CodePoint {
  char32_t value;
  std::size_t bytes;  // 0: no UTF-8
};

CodePoint decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  const std::size_t bytes = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : byte(0) >= 0xC2 ? 2 : 0;
  if (bytes == 0 || byte(0) > 0xF4 || text.size() < bytes) return {0, 0};
  char32_t value = byte(0) & (0x7Fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {0, 0};
    value = value << 6 | (byte(i) & 0x3Fu);
  }
  return {value, bytes};
}

// The letters of U+00C0 to U+017F without accent and case; a dash for what is no letter, a digit for two
// letters below.
constexpr std::string_view latin =
    "aaaaaa0ceeeeiiiidnooooo-ouuuuy12aaaaaa0ceeeeiiiidnooooo-ouuuuy1y"   // U+00C0
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii33jjkkklllllll"   // U+0100
    "lllnnnnnnnnnoooooo44rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // U+0140
constexpr std::string_view two_letters[] = {"ae", "th", "ss", "ij", "oe"};
static_assert(latin.size() == 0x180 - 0xC0);

constexpr char32_t first_ideograph = 0x3006;  // spares the many texts without any a look into ICU

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'\u2019' || c == U'\u2018' || c == U'\u02BC';
}
void append_utf8(std::string& word, char32_t c) {
  const auto next = [&](int shift) { word += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    word += static_cast<char>(c);
  } else if (c < 0x800) {
    word += static_cast<char>(0xC0 | c >> 6);
    next(0);
  } else if (c < 0x10000) {
    word += static_cast<char>(0xE0 | c >> 12);
    next(6), next(0);
  } else {
    word += static_cast<char>(0xF0 | c >> 18);
    next(12), next(6), next(0);
  }
}

// Appends the letter to `word`; false when it ends a word.
bool append_folded(std::string& word, char32_t c) {
  if (c < 0x80) {
    const char lower = c >= U'A' && c <= U'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
    if (!((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'))) return false;
    word += lower;
    return true;
  }
  if (c >= 0xC0 && c < 0x180) {
    const char letter = latin[c - 0xC0];
    if (letter == '-') return false;
    if (letter >= '0' && letter <= '4')
      word += two_letters[letter - '0'];
    else
      word += letter;
    return true;
  }
  // The table above is for speed: most of the texts of a country are in it.
  const auto plain = language::plain(c);
  if (!plain) return false;
  for (const char32_t letter : *plain)
    if (letter < 0x180)
      append_folded(word, letter);
    else
      append_utf8(word, letter);
  return true;
}

}  // namespace

bool FoldedWords::next(std::string& word) {
  word.clear();
  while (!text_.empty()) {
    const CodePoint c = decode(text_);
    const bool alone = c.value >= first_ideograph && language::is_ideograph(c.value);
    if (alone && !word.empty()) return true;
    text_.remove_prefix(c.bytes == 0 ? 1 : c.bytes);
    if (c.bytes != 0 && is_apostrophe(c.value)) continue;
    const bool ends = c.bytes == 0 || !append_folded(word, c.value);
    if ((ends || alone) && !word.empty()) return true;
  }
  return !word.empty();
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  FoldedWords all(text);
  for (std::string word; all.next(word);) words.push_back(word);
  return words;
}

std::string fold(std::string_view text) {
  std::string folded, word;
  FoldedWords all(text);
  while (all.next(word)) {
    if (!folded.empty()) folded += ' ';
    folded += word;
  }
  return folded;
}

}  // namespace porchlight::schedule
