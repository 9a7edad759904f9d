// What a Directory knows. Meetings are numbered anew: by nearness, then by place, then by name, so that the
// meetings of a place stand together, what is near is the beginning, and of equally good ones the first found
// is the first to show.
#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

#include "schedule/directory.h"
#include "schedule/word_index.h"

namespace porchlight::schedule {

struct DirectoryIndex {
  static constexpr std::size_t most_filters = 128;
  using Matching = std::bitset<most_filters>;  // which of `filters`

  // Whom meetings are for and how: what they have in common beside name, place and time. There are far fewer
  // of them than meetings.
  struct Profile {
    Matching matching;
    std::uint32_t example;                     // one of its meetings, by number
    bool some_near = false, some_far = false;  // of its meetings
  };

  struct Venue {
    std::uint32_t first;         // number of its first meeting; it ends where the next begins
    std::uint32_t name, street;  // keys, equal where these are; 0: has none
  };

  DirectoryIndex(std::shared_ptr<const Schedule> of, std::span<const language::Catalog> catalogs,
                 std::optional<Coordinates> kiosk_at);

  std::size_t size() const { return meeting_of.size(); }
  Meeting meeting(std::uint32_t number) const { return schedule->meetings()[meeting_of[number]]; }
  std::optional<double> distance_m(const Place& place) const;
  // Whether each profile matches all of `chosen`, of which `near` says nothing.
  std::vector<char> matching_profiles(const std::vector<Filter>& chosen) const;
  std::size_t bytes() const;

  std::shared_ptr<const Schedule> schedule;
  std::optional<Coordinates> kiosk;

  std::vector<std::uint32_t> meeting_of;  // by number: which of the schedule's; the inactive are left out
  std::vector<std::uint32_t> profile_of;  // by number
  std::vector<Profile> profiles;
  std::vector<Venue> venues;     // and one at the end
  std::uint32_t near_count = 0;  // these first ones are near

  std::vector<Filter> filters;

  WordIndex in_meetings;  // name, group
  WordIndex in_profiles;  // fellowship, kinds and languages
  WordIndex in_venues;    // name and region, address

 private:
  using Numbers = std::vector<std::uint32_t>;
  void number_meetings(const Numbers& venue_of, std::vector<std::uint32_t> examples);
  void make_profiles(const Numbers& profile_of_meeting, std::span<const language::Catalog> catalogs);
  void make_words();
};

// Whether two descriptions are of the same building.
bool same_place(const Place& a, const Place& b);
// Keys of a place's name and of its house in its street; 0: it has none. Equal for the same ones.
std::uint32_t name_key(const Place& place);
std::uint32_t street_key(const Place& place);

}  // namespace porchlight::schedule
