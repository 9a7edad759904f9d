#include "schedule/directory_index.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>

#include "schedule/fold.h"

namespace porchlight::schedule {

namespace {

using Field = WordIndex::Field;
using Making = WordIndex::Making;

// Numbers equal things alike, in the order met.
class Numbering {
 public:
  // The number, and whether it is a new one.
  std::pair<std::uint32_t, bool> of(std::string key) {
    const auto [known, fresh] =
        numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(numbers_.size()));
    return {known->second, fresh};
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

constexpr std::uint32_t left_out = std::numeric_limits<std::uint32_t>::max();
constexpr char next_part = '\x1F', next_item = '\x1E';

std::string profile_key(const Meeting& meeting) {
  std::string key = meeting.fellowship;
  key += meeting.here ? '1' : '0';
  key += static_cast<char>('0' + static_cast<int>(meeting.attendance));
  for (const auto* list : {&meeting.kinds, &meeting.other_kinds, &meeting.languages}) {
    key += next_part;
    for (const std::string& item : *list) (key += item) += next_item;
  }
  return key;
}

bool has_place(const Meeting& meeting) {
  return meeting.attendance != Attendance::online;
}

std::string venue_key(const Meeting& meeting) {
  const Place& place = meeting.place;
  std::string key = has_place(meeting) ? "1" : "0";
  for (const std::string* text : {&place.name, &place.address, &place.region}) (key += *text) += next_part;
  if (!place.coordinates || place.approximate) return key;
  return key + std::to_string(place.coordinates->latitude) + ' ' +
         std::to_string(place.coordinates->longitude);
}

void add_kind(Making& words, std::uint32_t profile, const Kind& kind,
              std::span<const language::Catalog> catalogs) {
  words.add(profile, Field::second, kind.label);
  for (const language::Catalog& catalog : catalogs) words.add(profile, Field::second, catalog.tr(kind.label));
  // Of several words each says less than all of them: “open to non addicts”.
  for (const std::string_view name : usual_names(kind))
    if (name.find(' ') == std::string_view::npos) words.add(profile, Field::second, name);
}

void add_profile(Making& words, std::uint32_t profile, const Meeting& meeting,
                 std::span<const language::Catalog> catalogs) {
  if (const Fellowship* fellowship = find_fellowship(meeting.fellowship)) {
    words.add(profile, Field::first, fellowship->code);
    words.add(profile, Field::first, fellowship->name);
  } else {
    words.add(profile, Field::first, meeting.fellowship);
  }
  for (const std::string& code : meeting.kinds)
    if (const Kind* kind = find_kind(code, meeting.fellowship)) add_kind(words, profile, *kind, catalogs);
  for (const std::string& kind : meeting.other_kinds) words.add(profile, Field::second, kind);
  for (const std::string_view language : languages_of(meeting)) {
    words.add(profile, Field::second, language::own_name(language));
    for (const Kind& kind : kinds())
      if (kind.language == language) add_kind(words, profile, kind, catalogs);
  }
}

// What most people look for comes first; then the languages, those with most meetings first; then the rest.
std::vector<Filter> filters_for(const std::map<std::string, std::size_t, std::less<>>& meetings_in_language) {
  std::vector<std::pair<std::string_view, std::size_t>> languages(meetings_in_language.begin(),
                                                                  meetings_in_language.end());
  // English is what most meetings do not even say; it comes after the others.
  std::stable_sort(languages.begin(), languages.end(), [](const auto& a, const auto& b) {
    const bool a_english = a.first == "en", b_english = b.first == "en";
    return a_english != b_english ? b_english : a.second > b.second;
  });
  std::vector<Filter> filters(common_filters().begin(), common_filters().end());
  for (const auto& [language, count] : languages)
    filters.push_back({Filter::What::language, {}, std::string(language)});
  filters.insert(filters.end(), further_filters().begin(), further_filters().end());
  if (filters.size() > DirectoryIndex::most_filters) filters.resize(DirectoryIndex::most_filters);
  return filters;
}

}  // namespace

DirectoryIndex::DirectoryIndex(std::shared_ptr<const Schedule> of,
                               std::span<const language::Catalog> catalogs,
                               std::optional<Coordinates> kiosk_at)
    : schedule(std::move(of)), kiosk(kiosk_at) {
  const PackedMeetings& meetings = schedule->meetings();
  struct Numbered {
    std::uint32_t venue = left_out, profile = left_out;
  };
  std::unordered_map<PackedMeetings::Key, Numbered> known;
  Numbering venue_numbers, profile_numbers;
  Numbers venue_of(meetings.size()), profile_of_meeting(meetings.size());
  Numbers venue_examples;
  for (std::uint32_t i = 0; i < meetings.size(); ++i) {
    const auto [found, is_first] = known.try_emplace(meetings.place_and_people(i));
    Numbered& numbered = found->second;
    if (const Meeting meeting = is_first ? meetings[i] : Meeting();
        is_first && meeting.attendance != Attendance::inactive) {
      const auto [venue, is_new] = venue_numbers.of(venue_key(meeting));
      if (is_new) venue_examples.push_back(i);
      numbered = {venue, profile_numbers.of(profile_key(meeting)).first};
    }
    venue_of[i] = numbered.venue;
    profile_of_meeting[i] = numbered.profile;
  }
  number_meetings(venue_of, std::move(venue_examples));
  make_profiles(profile_of_meeting, catalogs);
  make_words();
}

// `examples`: a meeting of each venue.
void DirectoryIndex::number_meetings(const Numbers& venue_of, Numbers examples) {
  const PackedMeetings& meetings = schedule->meetings();
  struct Key {
    double distance_m;
    std::uint32_t venue;
  };
  std::vector<Key> keys;
  std::vector<Place> places;       // by venue
  std::vector<bool> is_somewhere;  // by venue: not online alone
  for (std::uint32_t venue = 0; venue < examples.size(); ++venue) {
    Meeting meeting = meetings[examples[venue]];
    const auto distance = has_place(meeting) ? distance_m(meeting.place) : std::nullopt;
    keys.push_back({distance.value_or(std::numeric_limits<double>::infinity()), venue});
    is_somewhere.push_back(has_place(meeting));
    places.push_back(std::move(meeting.place));
  }
  const auto text = [&](const Key& key) {
    const Place& place = places[key.venue];
    return std::tie(place.name, place.address, place.region);
  };
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (a.distance_m != b.distance_m) return a.distance_m < b.distance_m;
    if (text(a) != text(b)) return text(a) < text(b);
    return a.venue < b.venue;
  });

  Numbers rank(examples.size()), counts(examples.size() + 1);
  for (std::uint32_t i = 0; i < keys.size(); ++i) rank[keys[i].venue] = i;
  for (const std::uint32_t venue : venue_of)
    if (venue != left_out) ++counts[rank[venue] + 1];
  std::partial_sum(counts.begin(), counts.end(), counts.begin());
  meeting_of.resize(counts.back());
  Numbers next = counts;
  for (std::uint32_t i = 0; i < meetings.size(); ++i)
    if (venue_of[i] != left_out) meeting_of[next[rank[venue_of[i]]]++] = i;

  venues.reserve(keys.size() + 1);
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    std::sort(meeting_of.begin() + counts[i], meeting_of.begin() + counts[i + 1], [&](auto a, auto b) {
      if (const int order = meetings.name(a).compare(meetings.name(b))) return order < 0;
      return meetings.id(a) < meetings.id(b);
    });
    const std::uint32_t venue = keys[i].venue;
    const Place place = is_somewhere[venue] ? places[venue] : Place{};
    venues.push_back({counts[i], name_key(place), street_key(place)});
    if (keys[i].distance_m <= near_m) near_count = counts[i + 1];
  }
  venues.push_back({counts.back(), 0, 0});
}

void DirectoryIndex::make_profiles(const Numbers& profile_of_meeting,
                                   std::span<const language::Catalog> catalogs) {
  Numbers counts;
  profile_of.reserve(size());
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::uint32_t profile = profile_of_meeting[meeting_of[number]];
    profile_of.push_back(profile);
    if (profile >= profiles.size()) {
      profiles.resize(profile + 1);
      counts.resize(profile + 1);
    }
    profiles[profile].example = number;
    (number < near_count ? profiles[profile].some_near : profiles[profile].some_far) = true;
    ++counts[profile];
  }

  std::map<std::string, std::size_t, std::less<>> meetings_in;
  Making words;
  for (std::uint32_t profile = 0; profile < profiles.size(); ++profile) {
    const Meeting example = meeting(profiles[profile].example);
    for (const std::string_view language : languages_of(example))
      meetings_in[std::string(language)] += counts[profile];
    add_profile(words, profile, example, catalogs);
  }
  in_profiles = std::move(words).made();

  filters = filters_for(meetings_in);
  for (Profile& profile : profiles) {
    const Meeting example = meeting(profile.example);
    for (std::size_t i = 0; i < filters.size(); ++i) profile.matching[i] = matches(example, filters[i]);
  }
}

void DirectoryIndex::make_words() {
  Making in_names;
  for (std::uint32_t number = 0; number < size(); ++number) {
    in_names.add(number, Field::first, schedule->meetings().name(meeting_of[number]));
    in_names.add(number, Field::second, schedule->meetings().group(meeting_of[number]));
  }
  in_meetings = std::move(in_names).made();

  Making in_places;
  for (std::uint32_t venue = 0; venue + 1 < venues.size(); ++venue) {
    const Place place = meeting(venues[venue].first).place;
    in_places.add(venue, Field::first, place.name);
    in_places.add(venue, Field::first, place.region);
    in_places.add(venue, Field::second, place.address);
  }
  in_venues = std::move(in_places).made();
}

std::optional<double> DirectoryIndex::distance_m(const Place& place) const {
  if (!kiosk || !place.coordinates || place.approximate) return {};
  return schedule::distance_m(*kiosk, *place.coordinates);
}

std::vector<char> DirectoryIndex::matching_profiles(const std::vector<Filter>& chosen) const {
  Matching wanted;
  std::vector<Filter> others;  // not among those that were found out beforehand
  for (const Filter& filter : chosen) {
    const auto known = std::find(filters.begin(), filters.end(), filter);
    if (known != filters.end())
      wanted.set(static_cast<std::size_t>(known - filters.begin()));
    else
      others.push_back(filter);
  }
  std::vector<char> matching(profiles.size());
  for (std::size_t i = 0; i < profiles.size(); ++i)
    matching[i] = (profiles[i].matching & wanted) == wanted &&
                  (others.empty() || matches(meeting(profiles[i].example), others));
  return matching;
}

std::size_t DirectoryIndex::bytes() const {
  return sizeof *this + (meeting_of.capacity() + profile_of.capacity()) * sizeof(std::uint32_t) +
         profiles.capacity() * sizeof(Profile) + venues.capacity() * sizeof(Venue) + in_meetings.bytes() +
         in_profiles.bytes() + in_venues.bytes();
}

}  // namespace porchlight::schedule
