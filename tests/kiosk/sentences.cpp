#include "kiosk/sentences.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cctype>

namespace porchlight::kiosk::test {
namespace {

bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

char small(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// Where `piece` stands in `text` from `from` on, whole words only, in capital or small letters.
std::size_t find_words(std::string_view text, std::string_view piece, std::size_t from) {
  for (std::size_t at = from; at + piece.size() <= text.size(); ++at) {
    if (!std::equal(piece.begin(), piece.end(), text.begin() + at,
                    [](char a, char b) { return small(a) == small(b); }))
      continue;
    const std::size_t end = at + piece.size();
    const bool inside_word = (at > 0 && is_letter(text[at - 1]) && is_letter(piece.front())) ||
                             (end < text.size() && is_letter(text[end]) && is_letter(piece.back()));
    if (!inside_word) return at;
  }
  return std::string_view::npos;
}

}  // namespace

bool says(std::string_view text, std::string_view sentence) {
  std::size_t at = 0;
  while (!sentence.empty()) {
    const std::size_t hole = sentence.find('{');
    const std::string_view piece = sentence.substr(0, hole);
    if (!piece.empty()) {
      at = find_words(text, piece, at);
      if (at == std::string_view::npos) return false;
      at += piece.size();
    }
    sentence =
        hole == std::string_view::npos ? std::string_view() : sentence.substr(sentence.find('}', hole) + 1);
  }
  return true;
}

std::string without_stars(std::string text) {
  std::erase(text, '*');
  return text;
}

TEST_CASE("a message is found in a text by its words, with anything in its holes") {
  CHECK(says("Usually within 2 hours.", "Usually within {n} hours"));
  CHECK(says("Free · open now", "open now"));
  CHECK(says("Open now · free", "open now"));
  CHECK_FALSE(says("Reopen nowhere", "open now"));
  CHECK_FALSE(says("Begin minutes", "In {n} minutes"));
}

}  // namespace porchlight::kiosk::test
