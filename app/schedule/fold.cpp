#include "schedule/fold.h"

#include <cstdint>

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

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'\u2019' || c == U'\u2018' || c == U'\u02BC';
}
bool is_combining_mark(char32_t c) {
  return c >= 0x300 && c <= 0x36F;
}

// Blanks, dashes, quotes and other punctuation outside ASCII; the full-width comma and stop of Chinese and
// Japanese.
bool is_punctuation(char32_t c) {
  return (c >= 0x80 && c < 0xC0 && c != 0xAA && c != 0xBA) || (c >= 0x2000 && c <= 0x206F) ||
         (c >= 0x3000 && c <= 0x3003);
}

// Appends the letter to `word`; false when it ends a word.
bool append_folded(std::string& word, std::string_view bytes, char32_t c) {
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
  if (is_punctuation(c)) return false;
  word += bytes;
  return true;
}

}  // namespace

bool FoldedWords::next(std::string& word) {
  word.clear();
  while (!text_.empty()) {
    const CodePoint c = decode(text_);
    const std::string_view bytes = text_.substr(0, c.bytes);
    text_.remove_prefix(c.bytes == 0 ? 1 : c.bytes);
    if (c.bytes != 0 && (is_apostrophe(c.value) || is_combining_mark(c.value))) continue;
    const bool ends = c.bytes == 0 || !append_folded(word, bytes, c.value);
    if (ends && !word.empty()) return true;
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
