#include "schedule/word_index.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "schedule/fold.h"

using namespace porchlight::schedule;
using Field = WordIndex::Field;
using Thing = WordIndex::Thing;

namespace {

using Uses = std::vector<std::pair<Thing, Field>>;

Uses uses_of(const WordIndex& index, WordIndex::Word word) {
  Uses uses;
  index.each_use(word, [&](Thing thing, Field field) { uses.emplace_back(thing, field); });
  return uses;
}

std::vector<std::string> beginning_with(const WordIndex& index, std::string_view letters) {
  std::vector<std::string> words;
  const auto found = index.beginning_with(letters);
  for (auto word = found.first; word != found.last; ++word) words.emplace_back(index.letters(word));
  return words;
}

std::string some_text() {
  const auto letter = rc::gen::element('a', 'b', 'c', 'd', ' ');
  return *rc::gen::container<std::string>(letter);
}

}  // namespace

TEST_CASE("words are found by their beginning, in the order of the alphabet") {
  WordIndex::Making making;
  making.add(0, Field::first, "Grace Group");
  making.add(3, Field::first, "Grapevine");
  making.add(3, Field::second, "Grace’s Hall");
  const WordIndex index = std::move(making).made();
  CHECK(beginning_with(index, "gra") == std::vector<std::string>{"grace", "graces", "grapevine"});
  CHECK(beginning_with(index, "h") == std::vector<std::string>{"hall"});
  CHECK(beginning_with(index, "x").empty());
  CHECK(beginning_with(index, "").size() == 5);
  CHECK(uses_of(index, index.beginning_with("hall").first) == Uses{{3, Field::second}});
}

TEST_CASE("nothing at all has no words") {
  const WordIndex index = WordIndex::Making().made();
  CHECK(index.beginning_with("a").empty());
  CHECK(index.near(Spelling("anything")).empty());
}

TEST_CASE("of two fields that hold a word the better one counts, once") {
  WordIndex::Making making;
  making.add(7, Field::first, "Elm Elm");
  making.add(7, Field::second, "12 Elm St");
  making.add(1'000'000, Field::second, "Elm");
  const WordIndex index = std::move(making).made();
  CHECK(uses_of(index, index.beginning_with("elm").first) ==
        Uses{{7, Field::first}, {1'000'000, Field::second}});
}

TEST_CASE("words joined by a hyphen are found apart and together") {
  WordIndex::Making making;
  making.add(0, Field::first, "The Al-Anon group - Mid-City");
  const WordIndex index = std::move(making).made();
  for (const char* word : {"al", "anon", "alanon", "mid", "city", "midcity", "group"}) {
    INFO(word);
    CHECK_FALSE(index.beginning_with(word).empty());
  }
  CHECK(index.beginning_with("groupmid").empty());
}

TEST_CASE("a word without end is kept by its beginning") {
  const std::string endless(1'000, 'x');
  WordIndex::Making making;
  making.add(0, Field::first, endless);
  making.add(1, Field::first, "\u3042" + std::string(58, 'y') + "\u3042\u3042");
  const WordIndex index = std::move(making).made();
  CHECK(uses_of(index, index.beginning_with(endless).first) == Uses{{0, Field::first}});
  CHECK(index.beginning_with("\u3042yyy").last - index.beginning_with("\u3042yyy").first == 1);
}

TEST_CASE("every word of every text leads back to it, whatever else there is") {
  REQUIRE(rc::check([] {
    std::map<std::string, std::map<Thing, Field>> expected;
    WordIndex::Making making;
    const int things = *rc::gen::inRange(0, 40);
    Thing thing = 0;
    for (int i = 0; i < things; ++i) {
      thing += *rc::gen::element<Thing>(1, 1, 2, 70, 20'000);
      for (const Field field : {Field::first, Field::second}) {
        const std::string text = some_text();
        making.add(thing, field, text);
        for (const std::string& word : folded_words(text)) expected[word].try_emplace(thing, field);
      }
    }
    const WordIndex index = std::move(making).made();
    const auto all = index.beginning_with("");
    RC_ASSERT(all.last - all.first == expected.size());
    WordIndex::Word word = all.first;
    for (const auto& [letters, uses] : expected) {
      RC_ASSERT(index.letters(word) == letters);
      RC_ASSERT(uses_of(index, word) == Uses(uses.begin(), uses.end()));
      RC_ASSERT(index.beginning_with(letters).first == word);
      ++word;
    }
  }));
}

TEST_CASE("four letters can be a word of five with one missing, and no other") {
  WordIndex::Making making;
  making.add(0, Field::first, "grace graces trace gra grove hope hopes hole");
  const WordIndex index = std::move(making).made();
  const auto near = [&](std::string_view typed) {
    std::vector<std::string> words;
    for (const auto& found : index.near(Spelling(typed))) words.emplace_back(index.letters(found.word));
    return words;
  };
  CHECK(near("grce") == std::vector<std::string>{"grace"});
  CHECK(near("hope").empty());  // begins “hopes” as it stands
  CHECK(near("hop").empty());
}

TEST_CASE("near words are those that a walk through all of them finds") {
  REQUIRE(rc::check([] {
    WordIndex::Making making;
    std::set<std::string> words;
    const int count = *rc::gen::inRange(0, 200);
    for (int i = 0; i < count; ++i) {
      std::string word = *rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c'));
      word.resize(std::min<std::size_t>(word.size(), 40));
      if (!word.empty()) words.insert(word);
      making.add(static_cast<Thing>(i), Field::first, word);
    }
    const WordIndex index = std::move(making).made();
    const Spelling spelling(*rc::gen::container<std::string>(9, rc::gen::element('a', 'b', 'c')));

    std::vector<std::tuple<std::string, int, bool>> expected, found;
    for (const std::string& word : words) {
      Spelling::State state = spelling.start();
      for (const char byte : word) state = spelling.after(state, byte);
      if (const int edits = state.beginning_edits; edits > 0 && edits != Spelling::none)
        expected.emplace_back(word, edits, spelling.edits(state) == edits);
    }
    for (const WordIndex::NearWord& near : index.near(spelling))
      found.emplace_back(index.letters(near.word), near.edits, near.whole);
    RC_ASSERT(found == expected);
  }));
}
