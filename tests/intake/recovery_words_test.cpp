// A recovery key on paper: 28 words, and back.
#include "intake/recovery_words.h"

#include <fmt/ranges.h>
#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "base/assets.h"
#include "documented.h"
#include "making.h"

using namespace porchlight;
using namespace porchlight::intake;

namespace {

std::string text_of(const SealingSecret& secret) {
  return fmt::format("{}", fmt::join(to_words(secret), " "));
}

}  // namespace

TEST_CASE("Every key survives being written as words and read again") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    SeededRandom random(seed);
    const SealingPair pair = make_sealing_pair(random);
    const auto read = from_words(text_of(pair.secret));
    RC_ASSERT(read.ok());
    RC_ASSERT(std::ranges::equal(read->bytes(), pair.secret.bytes()));
  }));
}

TEST_CASE("The words of a key are those that are written down") {
  Repeated repeated(0xa2);
  CHECK(text_of(make_sealing_pair(repeated).secret) == documented("recovery-words"));
}

TEST_CASE("Numbers, line breaks and large letters do not matter, and four letters are enough") {
  Repeated repeated(0xa2);
  const SealingPair pair = make_sealing_pair(repeated);
  std::string typed;
  int number = 0;
  for (const auto word : to_words(pair.secret))
    typed += fmt::format("{}. {}\r\n", ++number, word.substr(0, 4));
  typed[3] = static_cast<char>(typed[3] - 'a' + 'A');
  const auto read = from_words(typed);
  REQUIRE(read);
  CHECK(public_of(*read) == pair.key);
}

TEST_CASE("A wrong word, one in another's place, one too many or too few is noticed") {
  SeededRandom random(5);
  const auto words = to_words(make_sealing_pair(random).secret);
  const auto joined = [](const auto& some) { return fmt::format("{}", fmt::join(some, " ")); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto wrong = words;
    wrong[i] = wrong[i] == "acorn" ? "able" : "acorn";
    CHECK_FALSE(from_words(joined(wrong)));
    auto changed = words;
    std::swap(changed[i], changed[(i + 1) % words.size()]);
    if (changed != words) CHECK_FALSE(from_words(joined(changed)));
  }
  CHECK(from_words(joined(words) + " acorn").error().what.find("these are 29") != std::string::npos);
  CHECK(from_words("acorn").error().what.find("these are 1") != std::string::npos);
  CHECK(from_words("acorn xyzzy").error().what.find("Word 2") != std::string::npos);
  CHECK_FALSE(from_words(""));
}

TEST_CASE("There are 1024 words, in order, and four letters tell them apart") {
  std::string_view list = asset("recovery/words.txt").value();
  std::string last;
  int count = 0;
  for (; !list.empty(); ++count) {
    const std::string word(list.substr(0, list.find('\n')));
    list.remove_prefix(word.size() + 1);
    CHECK(word.size() >= 4);
    CHECK(last.substr(0, 4) < word.substr(0, 4));
    last = word;
  }
  CHECK(count == 1024);
}
