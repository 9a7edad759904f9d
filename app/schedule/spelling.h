// Spelling: whether a word begins almost as what somebody typed. An edit is a letter too many, missing,
// wrong, or two neighbours swapped. Words are read letter by letter, so that many with the same beginning are
// judged at once.
//
// All ways to reach a word are followed in parallel, a bit each: the nondeterministic automaton of Wu and
// Manber, "Fast text searching allowing errors" (1992), with swaps as in Hyyrö, "A bit-vector algorithm for
// computing Levenshtein and Damerau edit distances" (2003).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace porchlight::schedule {

class Spelling {
 public:
  static constexpr int most_edits = 2;
  static constexpr int none = most_edits + 1;
  static constexpr std::size_t shortest_for_one = 5, shortest_for_two = 8;  // letters of the word meant
  static constexpr std::size_t longest = 62;  // letters; of a longer word only so many count

  // `typed`: a folded word.
  explicit Spelling(std::string_view typed);

  std::size_t letters() const { return letters_; }

  // How many edits such a word may be away: none below 4 letters, where almost every word has a neighbour,
  // and none for what holds a digit: another house is another place.
  int edits_allowed() const { return edits_allowed_; }
  // Of 4 letters it can only be a whole word of 5 with one missing.
  bool only_one_missing() const { return letters_ < shortest_for_one; }
  void allow_at_most(int edits) { edits_allowed_ = std::min(edits_allowed_, edits); }

  // What is known after some letters of a word.
  struct State {
    std::array<std::uint64_t, most_edits + 1> typed_read;  // by edits; bit n: the first n letters typed
    std::array<std::uint64_t, most_edits> swap_begun;      // the same, one of two swapped letters read
    std::uint32_t letter;                                  // so far, in the middle of a UTF-8 sequence
    std::uint8_t bytes_to_come;
    std::uint8_t
        beginning_edits;  // fewest with which some beginning of the word is what was typed, else none
  };

  State start() const;
  State after(const State& state, char byte) const;

  // Whatever comes, the word is not near.
  static bool is_dead(const State& state) {
    return state.bytes_to_come == 0 && (state.typed_read[0] | state.typed_read[1] | state.typed_read[2]) == 0;
  }

  // Fewest edits when the word ends here; `none`: too many.
  int edits(const State& state) const;

 private:
  std::uint64_t places_of(std::uint32_t letter) const;

  struct Letter {
    std::uint32_t letter;
    std::uint64_t places;  // bit n: it is the n-th of those typed, from 1
  };
  std::size_t letters_ = 0;
  int edits_allowed_ = 0;
  std::uint64_t all_ = 0;  // bits 0 to letters_
  std::array<std::uint64_t, 128> ascii_{};
  std::vector<Letter> others_;
};

}  // namespace porchlight::schedule
