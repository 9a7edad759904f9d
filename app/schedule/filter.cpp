#include "schedule/filter.h"

#include <algorithm>

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

}  // namespace

std::vector<std::string_view> languages_of(const Meeting& meeting) {
  std::vector<std::string_view> languages;
  const auto add = [&](std::string_view language) {
    if (std::find(languages.begin(), languages.end(), language) == languages.end())
      languages.push_back(language);
  };
  for (const std::string& language : meeting.languages) add(without_country(language));
  for (const std::string& code : meeting.kinds)
    if (const Kind* kind = find_kind(code); kind && !kind->language.empty()) add(kind->language);
  return languages;
}

std::span<const Filter> common_filters() {
  static const std::vector<Filter> filters = [] {
    std::vector<Filter> made = {{What::here, {}, {}}, {What::near, {}, {}}};
    for (const Subject subject :
         {Subject::alcohol, Subject::drugs, Subject::family_and_friends, Subject::teens})
      made.push_back({What::subject, subject, {}});
    for (const char* code : {"W", "LGBTQ"}) made.push_back({What::kind, {}, code});
    return made;
  }();
  return filters;
}

std::span<const Filter> further_filters() {
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

bool matches(const Meeting& meeting, const Filter& filter) {
  switch (filter.what) {
    case What::here:
      return meeting.here;
    case What::near:
      return true;
    case What::subject:
      return is_subject(meeting, filter.subject);
    case What::kind:
      return is_kind(meeting, filter.code);
    case What::language: {
      const auto languages = languages_of(meeting);
      return std::find(languages.begin(), languages.end(), without_country(filter.code)) != languages.end();
    }
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

}  // namespace porchlight::schedule
