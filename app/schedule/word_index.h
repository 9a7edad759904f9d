// WordIndex: which of many things, known by number, hold a word in their texts. Each thing has texts of two
// fields, the second worth less: a meeting its name and its group, a place its name and its address. Small: a
// word costs its letters and 9 bytes, and each time it is used one to three. Immutable once it is made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schedule/spelling.h"

namespace porchlight::schedule {

class WordIndex {
 public:
  enum class Field : std::uint8_t { first, second };
  using Thing = std::uint32_t;  // from 0, below 2^31
  using Word = std::uint32_t;   // its place in the alphabet

  struct Words {
    Word first, last;  // last: one beyond
    bool empty() const { return first == last; }
  };
  struct NearWord {
    Word word;
    std::uint8_t edits;  // 1 or 2
    bool whole;          // not only its beginning
  };

  // Makes one. Things are added in ascending order.
  class Making {
   public:
    // Every folded word of `text`; of words joined by a hyphen also the whole: "Al-Anon" is found by "anon"
    // and by "alanon"; and what stands behind an apostrophe: "l’Œuvre" by "oeuvre", "O’Farrell" by "farrell".
    void add(Thing thing, Field field, std::string_view text);
    WordIndex made() &&;

   private:
    struct Hash : std::hash<std::string_view> {
      using is_transparent = void;
    };
    struct Use {
      std::uint32_t word;  // in the order met
      std::uint32_t held_by;
    };
    void add_word(std::uint32_t held_by, std::string_view word);

    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> words_;
    std::vector<Use> uses_;
    std::string buffer_, joined_;
  };

  Words beginning_with(std::string_view letters) const;
  std::string_view letters(Word word) const {
    return std::string_view(letters_).substr(begins_[word].letters,
                                             begins_[word + 1].letters - begins_[word].letters);
  }

  // Words of which at least the beginning is near, but none as it was typed.
  std::vector<NearWord> near(const Spelling& spelling) const;

  // use(thing, field) for everything that holds the word, ascending; once, with the better field.
  template <class Use>
  void each_use(Word word, Use use) const;

  std::size_t bytes() const;  // of memory

 private:
  struct Begin {
    std::uint32_t letters, uses;
  };
  std::string letters_;               // of all words, in the order of the alphabet
  std::vector<Begin> begins_;         // of each word, and the end
  std::vector<std::uint8_t> shared_;  // letters each word shares with the one before
  std::vector<std::uint8_t> uses_;    // per word: thing * 2 + field, as steps of seven bits a byte
};

template <class Use>
void WordIndex::each_use(Word word, Use use) const {
  const std::uint8_t* at = uses_.data() + begins_[word].uses;
  const std::uint8_t* const end = uses_.data() + begins_[word + 1].uses;
  std::uint32_t held_by = 0;
  while (at != end) {
    std::uint32_t step = *at & 0x7F;
    for (int shift = 7; *at++ & 0x80; shift += 7) step |= (*at & 0x7Fu) << shift;
    held_by += step;
    use(held_by >> 1, static_cast<Field>(held_by & 1));
  }
}

}  // namespace porchlight::schedule
