#include "schedule/word_index.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <ranges>

#include "schedule/fold.h"

namespace porchlight::schedule {

namespace {

// Of a longer one only the beginning is kept: nobody types more, and a depth fits a byte.
constexpr std::size_t longest_word_bytes = 60;

std::string_view cut(std::string_view word) {
  if (word.size() <= longest_word_bytes) return word;
  std::size_t end = longest_word_bytes;
  while (end > 0 && (static_cast<std::uint8_t>(word[end]) & 0xC0) == 0x80) --end;
  return word.substr(0, end);
}

void append_step(std::vector<std::uint8_t>& bytes, std::uint32_t step) {
  for (; step >= 0x80; step >>= 7) bytes.push_back(static_cast<std::uint8_t>(step | 0x80));
  bytes.push_back(static_cast<std::uint8_t>(step));
}

std::uint8_t shared_letters(std::string_view a, std::string_view b) {
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::uint8_t>(differ.first - a.begin());
}

std::size_t count_letters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0) != 0x80; }));
}

}  // namespace

void WordIndex::Making::add_word(std::uint32_t held_by, std::string_view word) {
  word = cut(word);
  auto known = words_.find(word);
  if (known == words_.end()) known = words_.emplace(word, static_cast<std::uint32_t>(words_.size())).first;
  uses_.push_back({known->second, held_by});
}

void WordIndex::Making::add(Thing thing, Field field, std::string_view text) {
  const std::uint32_t held_by = thing * 2 + static_cast<std::uint32_t>(field);
  FoldedWords words(text);
  while (words.next(buffer_)) add_word(held_by, buffer_);

  for (auto hyphen = text.find('-'); hyphen != std::string_view::npos;) {
    const auto blank = text.rfind(' ', hyphen);
    const auto begin = blank == std::string_view::npos ? 0 : blank + 1;
    const auto end = std::min(text.find(' ', hyphen), text.size());
    FoldedWords parts(text.substr(begin, end - begin));
    joined_.clear();
    while (parts.next(buffer_)) joined_ += buffer_;
    if (!joined_.empty()) add_word(held_by, joined_);
    hyphen = text.find('-', end);
  }

  constexpr std::size_t shortest = 3;  // what an English word has there is one or two: “women’s”, “we’re”
  for (const std::string_view apostrophe : {"'", "’", "‘", "ʼ"})
    for (auto at = text.find(apostrophe); at != std::string_view::npos; at = text.find(apostrophe, at + 1)) {
      FoldedWords behind(text.substr(at + apostrophe.size()));
      if (behind.next(buffer_) && buffer_.size() >= shortest) add_word(held_by, buffer_);
    }
}

WordIndex WordIndex::Making::made() && {
  std::vector<const std::string*> met(words_.size());
  for (const auto& [word, number] : words_) met[number] = &word;
  std::vector<std::uint32_t> sorted(met.size());
  std::iota(sorted.begin(), sorted.end(), 0u);
  std::sort(sorted.begin(), sorted.end(), [&](auto a, auto b) { return *met[a] < *met[b]; });

  // Uses by word. They were added in ascending order, so those of a word come out ascending as well.
  std::vector<std::uint32_t> ends(met.size() + 1);
  for (const Use& use : uses_) ++ends[use.word + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<std::uint32_t> held_by(uses_.size());
  std::vector<std::uint32_t> next = ends;
  for (const Use& use : uses_) held_by[next[use.word]++] = use.held_by;

  WordIndex index;
  index.begins_.reserve(sorted.size() + 1);
  index.shared_.reserve(sorted.size());
  std::string_view before;
  for (const std::uint32_t word : sorted) {
    index.begins_.push_back(
        {static_cast<std::uint32_t>(index.letters_.size()), static_cast<std::uint32_t>(index.uses_.size())});
    index.shared_.push_back(shared_letters(before, *met[word]));
    index.letters_ += *met[word];
    before = *met[word];
    std::uint32_t last = 0;
    bool any = false;
    for (std::uint32_t i = ends[word]; i < ends[word + 1]; ++i) {
      if (any && held_by[i] >> 1 == last >> 1) continue;
      append_step(index.uses_, held_by[i] - last);
      last = held_by[i];
      any = true;
    }
  }
  index.begins_.push_back(
      {static_cast<std::uint32_t>(index.letters_.size()), static_cast<std::uint32_t>(index.uses_.size())});
  index.letters_.shrink_to_fit();
  index.uses_.shrink_to_fit();
  return index;
}

WordIndex::Words WordIndex::beginning_with(std::string_view letters) const {
  letters = cut(letters);
  const Word count = static_cast<Word>(shared_.size());
  const auto first = std::ranges::partition_point(std::views::iota(Word{0}, count),
                                                  [&](Word word) { return this->letters(word) < letters; });
  const auto last = std::ranges::partition_point(
      std::views::iota(*first, count), [&](Word word) { return this->letters(word).starts_with(letters); });
  return {*first, *last};
}

std::vector<WordIndex::NearWord> WordIndex::near(const Spelling& spelling) const {
  std::vector<NearWord> found;
  if (spelling.edits_allowed() == 0) return found;
  // The states after each letter of the word at hand, of which the next word shares the first.
  std::array<Spelling::State, longest_word_bytes + 1> states;
  states[0] = spelling.start();
  constexpr std::size_t alive = longest_word_bytes + 1;
  std::size_t read = 0, dead = alive;  // dead: after so many letters nothing can become nearer
  for (Word word = 0; word < shared_.size(); ++word) {
    if (shared_[word] < dead) {
      const std::string_view letters = this->letters(word);
      dead = alive;
      for (read = shared_[word]; read < letters.size() && dead == alive; ++read) {
        states[read + 1] = spelling.after(states[read], letters[read]);
        if (Spelling::is_dead(states[read + 1])) dead = read + 1;
      }
    } else if (states[read].beginning_edits == Spelling::none) {
      continue;
    }
    const int edits = states[read].beginning_edits;
    if (edits == 0 || edits == Spelling::none) continue;
    const bool whole = dead == alive && spelling.edits(states[read]) == edits;
    if (spelling.only_one_missing() && !(whole && count_letters(letters(word)) > spelling.letters()))
      continue;
    found.push_back({word, static_cast<std::uint8_t>(edits), whole});
  }
  return found;
}

std::size_t WordIndex::bytes() const {
  return letters_.capacity() + begins_.capacity() * sizeof(Begin) + shared_.capacity() + uses_.capacity();
}

}  // namespace porchlight::schedule
