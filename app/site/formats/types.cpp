#include "site/formats/types.h"

#include <algorithm>

#include "schedule/fold.h"
#include "schedule/kind.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

// Languages that the specification has no type for, and names that staff write in the language itself.
struct LanguageName {
  std::string_view name, code;
};
constexpr LanguageName language_names[] = {
    {"español", "es"},        {"espanol", "es"},       {"français", "fr"},   {"deutsch", "de"},
    {"italiano", "it"},       {"português", "pt"},     {"polski", "pl"},     {"русский", "ru"},
    {"українська", "uk"},     {"tiếng việt", "vi"},    {"vietnamese", "vi"}, {"vi", "vi"},
    {"chinese", "zh-Hans"},   {"mandarin", "zh-Hans"}, {"中文", "zh-Hans"},  {"zh", "zh-Hans"},
    {"cantonese", "yue"},     {"한국어", "ko"},        {"日本語", "ja"},     {"العربية", "ar"},
    {"haitian creole", "ht"}, {"creole", "ht"},        {"somali", "so"},     {"hmong", "hmn"},
};

void add_once(std::vector<std::string>& list, std::string_view item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.emplace_back(item);
}

bool holds(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Upper case and short: it means nothing to a visitor.
bool is_code(std::string_view word) {
  return word.size() <= 6 && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
         });
}

// The specification's names, where the label that visitors read is another.
constexpr std::string_view names_of_specification[] = {"11th Step Meditation",
                                                       "12 Steps & 12 Traditions",
                                                       "American Sign Language",
                                                       "Babysitting Available",
                                                       "Child Care",
                                                       "Birthday",
                                                       "Child-Friendly",
                                                       "Concurrent with Al-Anon",
                                                       "Concurrent with Alateen",
                                                       "Cross Talk Permitted",
                                                       "Digital Basket",
                                                       "Dual Diagnosis",
                                                       "Fragrance Free",
                                                       "Literature",
                                                       "Location Temporarily Closed",
                                                       "Newcomer",
                                                       "Online Meeting",
                                                       "Outdoor Meeting",
                                                       "People of Color",
                                                       "Proof of Attendance",
                                                       "Professionals",
                                                       "Secular",
                                                       "Sign Language",
                                                       "Smoking Permitted",
                                                       "Step Meeting",
                                                       "Step Study",
                                                       "Tradition Study",
                                                       "Wheelchair Access",
                                                       "Wheelchair-Accessible Bathroom",
                                                       "Accessible Restroom",
                                                       "Beginner"};

// Several names of one type are as good as one.
std::optional<std::string> probably_meant(std::string_view word) {
  static const std::vector<std::string> known = [] {
    std::vector<std::string> words(std::begin(names_of_specification), std::end(names_of_specification));
    for (const schedule::Kind& kind : schedule::kinds()) {
      if (kind.code.size() > 3) words.emplace_back(kind.code);  // any short code is near any other
      words.emplace_back(kind.label);
    }
    return words;
  }();
  const std::vector<std::string> found = all_nearest(word, known);
  for (const std::string& each : found)
    if (schedule::parse_kind(each) != schedule::parse_kind(found.front())) return std::nullopt;
  return found.empty() ? std::nullopt : std::optional(found.front());
}

constexpr std::string_view between_types = ",;|\n";

void report_unknown(const std::string& word, const Where& where, bool only_one, TableReport& report) {
  const auto meant = probably_meant(word);
  const std::string what = in_quotes(word) + " is not a type this kiosk knows.";
  Where at{where.field, word, where.line, where.column};
  if (!meant && !is_code(word))
    return report.notice(at, {what, "Nothing, if visitors understand it.", "Visitors read it as it stands."});
  std::optional<std::string> fix;
  if (meant && only_one) fix = meant;
  if (meant && !only_one) fix = with_piece(where.value, between_types, word, *meant);
  if (fix) at.value = where.value;  // the whole cell is replaced
  report.repair(at, {what, meant ? "Write " + *meant + "." : "Write what it means in words.",
                     "Visitors read " + in_quotes(word) + ".", fix});
}

// As TSML's import has it, a meeting is not both; the narrower one sends nobody to a door that is shut.
void settle_open_and_closed(const std::vector<std::string>& words, schedule::Meeting& meeting,
                            const Where& where, TableReport& report) {
  if (!holds(meeting.kinds, "O") || !holds(meeting.kinds, "C")) return;
  std::erase(meeting.kinds, "O");
  std::string closed;
  for (const std::string& word : words) {
    const schedule::Kind* kind = schedule::parse_kind(word, meeting.fellowship);
    if (!kind || kind->code != "O") closed += (closed.empty() ? "" : ", ") + word;
  }
  const bool cell = split(where.value, between_types) == words;
  report.repair(where, {"It is both open and closed.",
                        "Write the one that is true. If it changes from week to week, make a row for each.",
                        "Visitors read that it is closed.", cell ? std::optional(closed) : std::nullopt});
}

}  // namespace

std::string language_code(std::string_view text) {
  const std::string key = matching_key(text);
  for (const LanguageName& language : language_names)
    if (key == language.name) return std::string(language.code);
  for (const schedule::Kind& kind : schedule::kinds())
    if (!kind.language.empty() && key == lower(kind.language)) return std::string(kind.language);
  if (const schedule::Kind* kind = schedule::parse_kind(text)) return std::string(kind->language);
  return {};
}

std::string written_type(std::string_view code, std::string_view fellowship) {
  const schedule::Kind* kind = schedule::find_kind(code);
  const bool same = kind == schedule::parse_kind(code, fellowship);
  return std::string(kind && !same ? kind->label : code);
}

std::vector<std::string> language_names_in_english() {
  std::vector<std::string> names;
  for (const schedule::Kind& kind : schedule::kinds())
    if (!kind.language.empty()) names.emplace_back(kind.label);
  return names;
}

void read_types(const std::vector<std::string>& words, schedule::Meeting& meeting, const Where& where,
                TableReport& report) {
  // Lists of several fellowships name each among the types; the other types are then its own.
  const schedule::Fellowship* named = nullptr;
  for (const std::string& word : words)
    if (meeting.fellowship.empty() && !schedule::parse_kind(word) && language_code(word).empty())
      if ((named = schedule::parse_fellowship(word))) meeting.fellowship = named->code;

  for (const std::string& word : words) {
    if (const schedule::Kind* kind = schedule::parse_kind(word, meeting.fellowship)) {
      add_once(meeting.kinds, kind->code);
      if (!kind->language.empty()) add_once(meeting.languages, kind->language);
    } else if (const auto own = schedule::words_of_code(word, meeting.fellowship); !own.empty()) {
      add_once(meeting.other_kinds, own);
    } else if (const std::string code = language_code(word); !code.empty()) {
      add_once(meeting.languages, code);
    } else if (!named || schedule::parse_fellowship(word) != named) {
      add_once(meeting.other_kinds, word);
      report_unknown(word, where, words.size() == 1, report);
    }
  }
  std::sort(meeting.kinds.begin(), meeting.kinds.end());
  settle_open_and_closed(words, meeting, where, report);
}

void set_attendance(schedule::Meeting& meeting, std::string_view option, bool somewhere) {
  using schedule::Attendance;
  const std::string key = schedule::fold(option);
  if (key == "in person")
    meeting.attendance = Attendance::in_person;
  else if (key == "hybrid" || key == "in person and online")
    meeting.attendance = Attendance::hybrid;
  else if (key == "online")
    meeting.attendance = Attendance::online;
  else if (key == "inactive")
    meeting.attendance = Attendance::inactive;
  else {
    const bool closed = holds(meeting.kinds, "TC") || meeting.place.approximate;
    const bool online =
        holds(meeting.kinds, "ONL") || !meeting.conference_url.empty() || !meeting.conference_phone.empty();
    if (online)
      meeting.attendance = closed || !somewhere ? Attendance::online : Attendance::hybrid;
    else
      meeting.attendance = closed ? Attendance::inactive : Attendance::in_person;
  }
}

}  // namespace porchlight::site
