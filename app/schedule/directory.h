// Directory: finds meetings by words, filters and nearness. Immutable; made once per Schedule; read from any
// thread. Keeps nothing of what was searched for.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "language/catalog.h"
#include "schedule/filter.h"
#include "schedule/schedule.h"

namespace porchlight::schedule {

// What the filter `near` reaches: two miles are forty minutes on foot, or a few stops by bus.
inline constexpr double near_m = 3'218.688;

struct DirectoryIndex;

struct Wanted {
  std::string_view words;       // as typed so far; nothing: every meeting
  std::vector<Filter> filters;  // all of them at once
  // best: where the words are, names before places; equally good ones by nearness. nearest: by nearness
  // alone. By either what was spelled exactly comes first.
  enum class Order { best, nearest } order = Order::best;
  std::size_t most = 24;  // of the meetings given back
};

struct Found {
  // The first of all that were found.
  std::vector<Meeting> exact, similar;
  // How many there are of all. `similar`: some word is only spelled nearly so.
  std::size_t exact_count = 0, similar_count = 0;
  // Of the common filters those that would narrow further: some of what was found matches, but not all; in a
  // fixed order.
  std::vector<Filter> offered;
};

class Directory {
 public:
  // Kinds are found by their labels in English and in the languages of `catalogs`, which are only used here.
  // `kiosk`: where it stands; nothing: nothing is near.
  explicit Directory(std::shared_ptr<const Schedule> schedule,
                     std::span<const language::Catalog> catalogs = {}, std::optional<Coordinates> kiosk = {});

  // Meetings that hold every word as the beginning of a word of their name, group, place, address, region,
  // fellowship, kinds or language; blind to case and accents. A word of 5 letters or more may hold one
  // mistake: a letter too many, missing or wrong, or two swapped; one of 8 or more two, where fewer find no
  // word at all. Meetings that are inactive are never found.
  Found search(const Wanted& wanted) const;

  // What search would offer for no words; quick enough for every frame.
  std::vector<Filter> offered(const std::vector<Filter>& chosen) const;

  // Whether it matches as it takes place this time: a meeting that has moved out is not here.
  bool matches(const Occurrence& occurrence, const std::vector<Filter>& filters) const;

  // From the kiosk; nothing where one of both is not known, or only approximately, and for a meeting held
  // only online.
  std::optional<double> distance_m(const Occurrence& occurrence) const;

  // The meetings at the same place, in whichever room, by name; also where another list spells it otherwise.
  // Those held only online are at no place.
  std::vector<Meeting> at(const Place& place) const;

  std::size_t bytes() const;  // of memory, without the schedule

 private:
  std::shared_ptr<const DirectoryIndex> index_;
};

// Great-circle distance in metres.
double distance_m(Coordinates a, Coordinates b);

}  // namespace porchlight::schedule
