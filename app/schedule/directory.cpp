#include "schedule/directory.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <set>

#include "schedule/fold.h"

namespace porchlight::schedule {

namespace {

using What = Filter::What;

constexpr std::string_view lgbtq_kinds[] = {"LGBTQ", "G", "L", "BI", "T", "NB"};

bool has(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool is_subject(const Meeting& meeting, Subject subject) {
  const Fellowship* fellowship = find_fellowship(meeting.fellowship);
  if (!fellowship) return false;
  if (subject == Subject::teens && has(meeting.kinds, "ALATEEN")) return true;
  return fellowship->about(subject);
}

bool is_kind(const Meeting& meeting, std::string_view code) {
  if (code != "LGBTQ") return has(meeting.kinds, code);
  return std::any_of(std::begin(lgbtq_kinds), std::end(lgbtq_kinds),
                     [&](std::string_view kind) { return has(meeting.kinds, kind); });
}

std::string_view without_country(std::string_view language) {
  return language.substr(0, language.find('-'));
}

// Without countries; from what the meeting says and from its kinds.
std::set<std::string_view> languages_of(const Meeting& meeting) {
  std::set<std::string_view> languages;
  for (const std::string& language : meeting.languages) languages.insert(without_country(language));
  for (const std::string& code : meeting.kinds)
    if (const Kind* kind = find_kind(code); kind && !kind->language.empty()) languages.insert(kind->language);
  return languages;
}

// What most people look for comes first; then the languages there are; then the further ones.
const std::vector<Filter>& common_filters() {
  static const std::vector<Filter> filters = [] {
    std::vector<Filter> made = {{What::here, {}, {}}};
    for (const Subject subject :
         {Subject::alcohol, Subject::drugs, Subject::family_and_friends, Subject::teens})
      made.push_back({What::subject, subject, {}});
    for (const char* code : {"W", "LGBTQ"}) made.push_back({What::kind, {}, code});
    return made;
  }();
  return filters;
}

const std::vector<Filter>& further_filters() {
  static const std::vector<Filter> filters = [] {
    std::vector<Filter> made;
    for (const char* code : {"BE", "O", "M", "Y", "POC", "SEN", "DD", "A", "X", "ASL", "BA", "CF"})
      made.push_back({What::kind, {}, code});
    made.push_back({What::in_person, {}, {}});
    made.push_back({What::online, {}, {}});
    made.push_back({What::subject, Subject::other, {}});
    return made;
  }();
  return filters;
}

}  // namespace

bool matches(const Meeting& meeting, const Filter& filter) {
  switch (filter.what) {
    case What::here:
      return meeting.here;
    case What::subject:
      return is_subject(meeting, filter.subject);
    case What::kind:
      return is_kind(meeting, filter.code);
    case What::language:
      return languages_of(meeting).contains(without_country(filter.code));
    case What::in_person:
      return meeting.attendance == Attendance::in_person || meeting.attendance == Attendance::hybrid;
    case What::online:
      return meeting.attendance == Attendance::online || meeting.attendance == Attendance::hybrid;
  }
  return false;
}

bool matches(const Meeting& meeting, const std::vector<Filter>& filters) {
  return std::all_of(filters.begin(), filters.end(),
                     [&](const Filter& filter) { return matches(meeting, filter); });
}

struct Directory::Index {
  // Where a word stands; a lower one is better.
  enum Rank : std::uint8_t { in_name, in_group, in_kind, in_place, in_address };

  struct Entry {
    std::string word;
    std::uint32_t meeting;
    Rank rank;
    auto operator<=>(const Entry&) const = default;
  };

  // Which of `filters` a meeting matches. Found out once: every frame of the list asks what can still narrow
  // it.
  static constexpr std::size_t most_filters = 128;
  using Matching = std::bitset<most_filters>;

  std::shared_ptr<const Schedule> schedule;
  std::vector<Entry> entries;  // by word
  std::vector<Filter> filters;
  std::vector<Matching> matching;  // of the meetings that can be offered at all

  void match_filters() {
    filters.resize(std::min(filters.size(), most_filters));
    for (const Meeting& meeting : schedule->meetings()) {
      if (meeting.attendance == Attendance::inactive) continue;
      Matching& which = matching.emplace_back();
      for (std::size_t i = 0; i < filters.size(); ++i) which[i] = matches(meeting, filters[i]);
    }
  }

  void add(std::uint32_t meeting, Rank rank, std::string_view text) {
    for (std::string& word : folded_words(text)) entries.push_back({std::move(word), meeting, rank});
  }
  void add_meeting(std::uint32_t i, std::span<const language::Catalog> catalogs);
  void add_kind(std::uint32_t i, const Kind& kind, std::span<const language::Catalog> catalogs);
};

void Directory::Index::add_kind(std::uint32_t i, const Kind& kind,
                                std::span<const language::Catalog> catalogs) {
  add(i, in_kind, kind.label);
  for (const language::Catalog& catalog : catalogs) add(i, in_kind, catalog.tr(kind.label));
}

void Directory::Index::add_meeting(std::uint32_t i, std::span<const language::Catalog> catalogs) {
  const Meeting& meeting = schedule->meetings()[i];
  add(i, in_name, meeting.name);
  add(i, in_group, meeting.group);
  if (const Fellowship* fellowship = find_fellowship(meeting.fellowship)) {
    add(i, in_group, fellowship->code);
    add(i, in_group, fellowship->name);
  } else {
    add(i, in_group, meeting.fellowship);
  }
  for (const std::string& code : meeting.kinds)
    if (const Kind* kind = find_kind(code, meeting.fellowship)) add_kind(i, *kind, catalogs);
  for (const std::string& words : meeting.other_kinds) add(i, in_kind, words);
  for (const std::string_view language : languages_of(meeting)) {
    add(i, in_kind, language::own_name(language));
    for (const Kind& kind : kinds())
      if (kind.language == language) add_kind(i, kind, catalogs);
  }
  add(i, in_place, meeting.place.name);
  add(i, in_place, meeting.place.region);
  add(i, in_address, meeting.place.address);
}

Directory::Directory(std::shared_ptr<const Schedule> schedule, std::span<const language::Catalog> catalogs) {
  auto index = std::make_shared<Index>();
  index->schedule = std::move(schedule);
  const auto meetings = index->schedule->meetings();
  std::set<std::string_view> languages;
  for (std::uint32_t i = 0; i < meetings.size(); ++i) {
    if (meetings[i].attendance == Attendance::inactive) continue;
    index->add_meeting(i, catalogs);
    languages.merge(languages_of(meetings[i]));
  }
  std::sort(index->entries.begin(), index->entries.end());

  index->filters = common_filters();
  // English is what most meetings do not even say; it comes after the others.
  for (const bool english : {false, true})
    for (const std::string_view language : languages)
      if ((language == "en") == english)
        index->filters.push_back({What::language, {}, std::string(language)});
  index->filters.insert(index->filters.end(), further_filters().begin(), further_filters().end());
  index->match_filters();
  index_ = std::move(index);
}

std::vector<const Meeting*> Directory::search(std::string_view query) const {
  const std::vector<std::string> words = folded_words(query);
  if (words.empty()) return {};

  // Per meeting the sum of its best ranks of each word so far; one that lacks a word is out.
  constexpr int out = std::numeric_limits<int>::max();
  const auto meetings = index_->schedule->meetings();
  std::vector<int> ranks(meetings.size(), 0);
  for (const std::string& word : words) {
    std::vector<int> best(meetings.size(), out);
    const auto& entries = index_->entries;
    auto entry =
        std::lower_bound(entries.begin(), entries.end(), word,
                         [](const Index::Entry& e, const std::string& wanted) { return e.word < wanted; });
    for (; entry != entries.end() && entry->word.starts_with(word); ++entry)
      best[entry->meeting] = std::min<int>(best[entry->meeting], entry->rank);
    for (std::size_t i = 0; i < ranks.size(); ++i)
      ranks[i] = ranks[i] == out || best[i] == out ? out : ranks[i] + best[i];
  }

  struct Hit {
    int rank;
    const Meeting* meeting;
  };
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < ranks.size(); ++i)
    if (ranks[i] != out) hits.push_back({ranks[i], &meetings[i]});
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    if (const int order = a.meeting->name.compare(b.meeting->name)) return order < 0;
    return a.meeting->id < b.meeting->id;
  });
  std::vector<const Meeting*> found;
  for (const Hit& hit : hits) found.push_back(hit.meeting);
  return found;
}

std::vector<Filter> Directory::offered(const std::vector<Filter>& chosen) const {
  const std::vector<Filter>& filters = index_->filters;
  Index::Matching wanted;
  for (std::size_t i = 0; i < filters.size(); ++i)
    wanted[i] = std::find(chosen.begin(), chosen.end(), filters[i]) != chosen.end();

  Index::Matching some, all = Index::Matching().set();
  for (const Index::Matching& meeting : index_->matching) {
    if ((meeting & wanted) != wanted) continue;
    some |= meeting;
    all &= meeting;
  }
  std::vector<Filter> offered;
  for (std::size_t i = 0; i < filters.size(); ++i)
    if (some[i] && !all[i]) offered.push_back(filters[i]);
  return offered;
}

double distance_m(Coordinates a, Coordinates b) {
  constexpr double earth_radius_m = 6'371'008.8;  // the mean radius R1 of WGS 84
  constexpr double radians = std::numbers::pi / 180;
  const double latitudes = std::sin((b.latitude - a.latitude) * radians / 2);
  const double longitudes = std::sin((b.longitude - a.longitude) * radians / 2);
  const double haversine = latitudes * latitudes + std::cos(a.latitude * radians) *
                                                       std::cos(b.latitude * radians) * longitudes *
                                                       longitudes;
  return 2 * earth_radius_m * std::asin(std::min(1.0, std::sqrt(haversine)));
}

}  // namespace porchlight::schedule
