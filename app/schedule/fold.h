// Folding: how two spellings of the same words become equal, for search and for names that staff type by
// hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace porchlight::schedule {

// The words of UTF-8 text, without case, accents and apostrophes: "St. Brendan’s Église" gives "st",
// "brendans", "eglise"; "Надёжный Путь" gives "надежныи", "путь"; "Hy Vọng" gives "hy", "vong". Each letter
// of Chinese is a word, since it writes no blanks between them. Bytes that are no UTF-8 end a word.
std::vector<std::string> folded_words(std::string_view text);

// The same, one after the other into the same string, for many texts: false when there are no more.
class FoldedWords {
 public:
  explicit FoldedWords(std::string_view text) : text_(text) {}
  bool next(std::string& word);

 private:
  std::string_view text_;  // what is left
};

// The same words, one blank between two.
std::string fold(std::string_view text);

}  // namespace porchlight::schedule
