#include "schedule/spelling.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

#include "schedule/fold.h"

using namespace porchlight::schedule;

namespace {

struct Judged {
  int whole, beginning;
  friend bool operator==(const Judged&, const Judged&) = default;
};

Judged judge(const Spelling& typed, std::string_view word) {
  Spelling::State state = typed.start();
  for (const char byte : word) state = typed.after(state, byte);
  return {typed.edits(state), state.beginning_edits};
}

Judged judge(std::string_view typed, std::string_view word) {
  return judge(Spelling(typed), word);
}

// The oracle: the table of the textbook, letter by letter; [i][j] is the distance between the first i letters
// of one and the first j of the other, where no letter is touched twice.
std::vector<std::vector<int>> distances(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      int& best = table[i][j];
      best = static_cast<int>(std::max(i, j));
      if (i > 0) best = std::min(best, table[i - 1][j] + 1);
      if (j > 0) best = std::min(best, table[i][j - 1] + 1);
      if (i > 0 && j > 0) best = std::min(best, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, table[i - 2][j - 2] + 1);
    }
  return table;
}

// Few letters, so that words are often near; some of two and three bytes.
const std::u32string alphabet = U"abcяш\u3042";

std::string utf8(const std::u32string& letters) {
  static const std::string bytes[] = {"a", "b", "c", "я", "ш", "\u3042"};
  std::string text;
  for (const char32_t letter : letters) text += bytes[alphabet.find(letter)];
  return text;
}

std::u32string some_word(std::size_t shortest, std::size_t longest) {
  std::u32string word;
  const auto size = *rc::gen::inRange(shortest, longest + 1);
  for (std::size_t i = 0; i < size; ++i) word += alphabet[*rc::gen::inRange<std::size_t>(0, alphabet.size())];
  return word;
}

std::u32string mistyped(std::u32string word) {
  for (int mistakes = *rc::gen::inRange(0, 4); mistakes > 0 && word.size() > 1; --mistakes) {
    const auto at = *rc::gen::inRange<std::size_t>(0, word.size() - 1);
    const char32_t letter = alphabet[*rc::gen::inRange<std::size_t>(0, alphabet.size())];
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        word[at] = letter;
        break;
      case 1:
        word.erase(at, 1);
        break;
      case 2:
        word.insert(at, 1, letter);
        break;
      default:
        std::swap(word[at], word[at + 1]);
    }
  }
  return word;
}

}  // namespace

TEST_CASE("one letter too many, missing, wrong, or two swapped is one mistake") {
  for (const char* typed : {"serrenity", "serenty", "serenaty", "serentiy", "eserenity", "erenity",
                            "xerenity", "esrenity", "serenityx", "serenitx"}) {
    INFO(typed);
    CHECK(judge(typed, "serenity").whole == 1);
  }
  CHECK(judge("serenity", "serenity") == Judged{0, 0});
  CHECK(judge("sereinty", "serenity").whole == 1);
  CHECK(judge("sretnity", "serenity").whole == 2);
}

TEST_CASE("a word may go on behind what was typed") {
  CHECK(judge("sereniyt", "serenitygroup").beginning == 1);
  CHECK(judge("sereniyt", "serenitygroup").whole == Spelling::none);
  CHECK(judge("beginers", "beginnersgroup").beginning == 1);
}

TEST_CASE("short words and house numbers allow no mistake, long words two") {
  CHECK(Spelling("elm").edits_allowed() == 0);
  CHECK(Spelling("grce").only_one_missing());
  CHECK_FALSE(Spelling("grace").only_one_missing());
  CHECK(Spelling("grace").edits_allowed() == 1);
  CHECK(Spelling("serenit").edits_allowed() == 1);
  CHECK(Spelling("serenity").edits_allowed() == 2);
  CHECK(Spelling("церква").edits_allowed() == 1);  // letters, not bytes
  CHECK(Spelling("14155").edits_allowed() == 0);
  CHECK(Spelling("route66").edits_allowed() == 0);
}

TEST_CASE("a word is as near as the textbook says, whole and in its beginning") {
  REQUIRE(rc::check([] {
    const std::u32string word = some_word(1, 14);
    const std::u32string typed = *rc::gen::arbitrary<bool>() ? mistyped(word) : some_word(1, 12);
    const Spelling spelling(utf8(typed));
    const auto table = distances(typed, word);
    const auto allowed = [&](int edits) { return edits > spelling.edits_allowed() ? Spelling::none : edits; };
    const int whole = allowed(table[typed.size()][word.size()]);
    // At least one letter is read before anything is judged.
    const int beginning =
        allowed(*std::min_element(table[typed.size()].begin() + 1, table[typed.size()].end()));
    RC_ASSERT(judge(spelling, utf8(word)) == (Judged{whole, beginning}));
  }));
}

TEST_CASE("what is dead never comes near again") {
  REQUIRE(rc::check([] {
    const Spelling spelling(utf8(some_word(5, 12)));
    Spelling::State state = spelling.start();
    bool dead = false;
    for (const char byte : utf8(some_word(1, 20))) {
      const int nearest = state.beginning_edits;
      state = spelling.after(state, byte);
      if (dead) RC_ASSERT(state.beginning_edits == nearest && spelling.edits(state) == Spelling::none);
      dead |= Spelling::is_dead(state);
    }
  }));
}

TEST_CASE("a word longer than any is judged by its beginning") {
  const std::string longest(200, 'a');
  CHECK(judge(longest, longest).beginning == 0);
  CHECK(Spelling(longest).letters() == Spelling::longest);
}
