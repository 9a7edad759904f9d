#include "schedule/directory_search.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <string>

#include "schedule/fold.h"

namespace porchlight::schedule {

namespace {

using Field = WordIndex::Field;

// How far a meeting is from what was typed: the sum over the words, each where it stands best. Less is
// better; a mistake outweighs every place where a word can stand.
using Cost = std::uint16_t;
constexpr Cost cost_of_place = 2;      // name, group or fellowship, kind, place, address
constexpr Cost cost_of_beginning = 1;  // of a longer word
constexpr Cost cost_of_edit = 1'024;
constexpr Cost not_found = std::numeric_limits<Cost>::max();
constexpr std::size_t most_words = 16;  // so that no sum comes near it

constexpr Cost in_name = 0, in_group = 1, in_kind = 2, in_place = 3, in_address = 4;

// One answer. Costs are kept in rows as long as the directory, since a row is gone through faster than
// anything cleverer; no step of the long loops has a branch that is hard to foresee.
class Search {
 public:
  Search(const DirectoryIndex& index, const Wanted& wanted) : index_(index), wanted_(wanted) {}

  Found found() {
    const std::vector<std::string> words = typed_words();
    for (const std::string& word : words) {
      find(word);
      add_up();
    }
    if (words.empty()) totals_.assign(index_.size(), 0);
    return pick();
  }

 private:
  using Costs = std::vector<Cost>;

  // What holds a word, and how well.
  struct Part {
    const WordIndex& words;
    Cost first, second;  // by the field it stands in
    Costs costs;         // of each thing
    WordIndex::Words exact{};
    std::vector<WordIndex::NearWord> near{};

    bool any() const { return !exact.empty() || !near.empty(); }
    void mark(WordIndex::Word word, int cost) {
      const std::array by_field{static_cast<Cost>(cost + first * cost_of_place),
                                static_cast<Cost>(cost + second * cost_of_place)};
      words.each_use(word, [&](WordIndex::Thing thing, Field field) {
        costs[thing] = std::min(costs[thing], by_field[static_cast<std::size_t>(field)]);
      });
    }
  };

  // A word with a hyphen is one word where any text has it so: "al" and "anon" also begin “Alcoholics
  // Anonymous”.
  std::vector<std::string> typed_words() const {
    std::vector<std::string> words;
    for (std::string_view rest = wanted_.words; !rest.empty() && words.size() < most_words;) {
      const std::string_view typed = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(typed.size() + 1, rest.size()));
      std::vector<std::string> parts = folded_words(typed);
      if (typed.find('-') != std::string_view::npos) {
        std::string joined;
        for (const std::string& part : parts) joined += part;
        if (is_known(joined)) parts = {std::move(joined)};
      }
      std::move(parts.begin(), parts.end(), std::back_inserter(words));
    }
    if (words.size() > most_words) words.resize(most_words);
    return words;
  }

  bool is_known(std::string_view word) const {
    return !word.empty() && (!index_.in_meetings.beginning_with(word).empty() ||
                             !index_.in_profiles.beginning_with(word).empty() ||
                             !index_.in_venues.beginning_with(word).empty());
  }

  void find(std::string_view word) {
    Spelling spelling(word);
    for (Part* part : {&names_, &profiles_, &venues_}) {
      part->exact = part->words.beginning_with(word);
      if (!part->exact.empty()) spelling.allow_at_most(1);
    }
    int fewest = Spelling::most_edits;
    for (Part* part : {&names_, &profiles_, &venues_}) {
      part->near = part->words.near(spelling);
      for (const WordIndex::NearWord& near : part->near) fewest = std::min<int>(fewest, near.edits);
    }
    for (Part* part : {&names_, &profiles_, &venues_}) {
      std::erase_if(part->near, [&](const WordIndex::NearWord& near) { return near.edits > fewest; });
      std::fill(part->costs.begin(), part->costs.end(), not_found);
      for (WordIndex::Word found = part->exact.first; found != part->exact.last; ++found)
        part->mark(found, part->words.letters(found) == word ? 0 : cost_of_beginning);
      for (const WordIndex::NearWord& near : part->near)
        part->mark(near.word, near.edits * cost_of_edit + (near.whole ? 0 : cost_of_beginning));
    }
  }

  // The costs of the last word, each where it stands best, to those of the words before.
  void add_up() {
    Costs& best = names_.costs;
    if (venues_.any())
      for (std::size_t venue = 0; venue < venues_.costs.size(); ++venue) {
        const Cost cost = venues_.costs[venue];
        if (cost == not_found) continue;
        const std::uint32_t end = index_.venues[venue + 1].first;
        for (std::uint32_t i = index_.venues[venue].first; i < end; ++i) best[i] = std::min(best[i], cost);
      }
    if (profiles_.any())
      for (std::size_t i = 0; i < best.size(); ++i)
        best[i] = std::min(best[i], profiles_.costs[index_.profile_of[i]]);
    if (totals_.empty()) {
      totals_ = best;
      return;
    }
    for (std::size_t i = 0; i < best.size(); ++i)
      totals_[i] = static_cast<Cost>(std::min<unsigned>(totals_[i] + best[i], not_found));
  }

  Found pick() const {
    const std::vector<char> matching = index_.matching_profiles(wanted_.filters);
    std::vector<char> near(index_.profiles.size()), far(index_.profiles.size());
    Found found;
    Best best(wanted_);
    const auto look_at = [&](std::uint32_t from, std::uint32_t to, std::vector<char>& seen) {
      for (std::uint32_t i = from; i < to; ++i) {
        if (totals_[i] == not_found) continue;
        const std::uint32_t profile = index_.profile_of[i];
        if (!matching[profile]) continue;
        seen[profile] = true;
        ++(totals_[i] < cost_of_edit ? found.exact_count : found.similar_count);
        best.add(totals_[i], i);
      }
    };
    look_at(0, index_.near_count, near);
    if (!has(wanted_.filters, Filter::What::near))
      look_at(index_.near_count, static_cast<std::uint32_t>(index_.size()), far);

    for (const Hit& hit : best.sorted())
      (hit.cost < cost_of_edit ? found.exact : found.similar).push_back(index_.meeting(hit.number));
    Narrowing narrowing(index_);
    for (std::size_t i = 0; i < index_.profiles.size(); ++i)
      if (near[i] || far[i]) narrowing.add(index_.profiles[i], near[i], far[i]);
    found.offered = narrowing.offered();
    return found;
  }

  struct Hit {
    Cost cost;
    std::uint32_t number;
    auto operator<=>(const Hit&) const = default;
  };

  // The first few of many.
  class Best {
   public:
    explicit Best(const Wanted& wanted) : most_(wanted.most), by_cost_(wanted.order == Wanted::Order::best) {}

    // In ascending order of numbers.
    void add(Cost cost, std::uint32_t number) {
      if (!by_cost_ && cost < cost_of_edit) cost = 0;
      if (cost >= worst_) return;
      if (hits_.size() == most_) {
        std::pop_heap(hits_.begin(), hits_.end());
        hits_.pop_back();
      }
      hits_.push_back({cost, number});
      std::push_heap(hits_.begin(), hits_.end());
      if (hits_.size() == most_) worst_ = hits_.front().cost;
    }

    std::vector<Hit> sorted() {
      std::sort_heap(hits_.begin(), hits_.end());
      return std::move(hits_);
    }

   private:
    std::size_t most_;
    bool by_cost_;
    Cost worst_ = most_ == 0 ? 0 : not_found;  // what a further one must be better than
    std::vector<Hit> hits_;                    // a heap with the worst in front
  };

  const DirectoryIndex& index_;
  const Wanted& wanted_;
  Part names_{index_.in_meetings, in_name, in_group, Costs(index_.size())};
  Part profiles_{index_.in_profiles, in_group, in_kind, Costs(index_.profiles.size())};
  Part venues_{index_.in_venues, in_place, in_address, Costs(index_.venues.size() - 1)};
  Costs totals_;  // by number; empty: no word yet
};

}  // namespace

bool has(const std::vector<Filter>& filters, Filter::What what) {
  return std::any_of(filters.begin(), filters.end(),
                     [&](const Filter& filter) { return filter.what == what; });
}

Found search(const DirectoryIndex& index, const Wanted& wanted) {
  return Search(index, wanted).found();
}

}  // namespace porchlight::schedule
