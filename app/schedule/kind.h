// The types of meetings: those of the Meeting Guide specification (https://github.com/code4recovery/spec) by
// their codes, and what else fellowships have in their lists, by codes of our own. A code of a Kind means the
// same everywhere; the letters of a fellowship's own list are translated into it when they are read. Labels
// and explanations are message ids: English here, translated by a language::Catalog. Explanations say no more
// than the code does.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace porchlight::schedule {

struct Kind {
  std::string_view code;   // "O"
  std::string_view label;  // "Open": msgid
  std::string_view
      explanation;  // "anyone may come, family and friends too": msgid; empty: the label says it all
  // Which of a card's few chips this one deserves: lower comes first; 99: never on a card.
  int rank = 50;
  // BCP 47, of a kind that is a language: it belongs into Meeting::languages as well, which cards show.
  std::string_view language = {};
};

std::span<const Kind> kinds();
const Kind* find_kind(std::string_view code);

// As a fellowship means it: Al-Anon's closed meetings are for the family. The label is the same.
const Kind* find_kind(std::string_view code, std::string_view fellowship);

// From a code, a label or one of its usual names, blind to case ("wheelchair access" -> "X"); nullptr:
// unknown.
const Kind* parse_kind(std::string_view text);

// The same in the list of `fellowship`, a code: "S" is Spanish, but in ACA's list it is Speaker. nullptr also
// for a code of that list which is none of our kinds: see words_of_code.
const Kind* parse_kind(std::string_view text, std::string_view fellowship);

// What a code of a fellowship's own list means in that list's words: "TI" is "Time" in Debtors Anonymous.
// Empty: it is a kind, or unknown.
std::string_view words_of_code(std::string_view text, std::string_view fellowship);

// What else people call it, folded: "wheelchair", "wheelchair access".
std::vector<std::string_view> usual_names(const Kind& kind);

// From the key that NA's servers give a format world-wide, BMLT's "world_id": "BEG", "WCHR". Their own short
// keys mean other things than the same letters here ("B" is for beginners), so they are never parsed as
// codes. nullptr: unknown.
const Kind* kind_of_world_id(std::string_view world_id);

// What a meeting is about, for the filters a newcomer understands.
enum class Subject { alcohol, drugs, family_and_friends, teens, other };

struct Fellowship {
  std::string_view code;  // "AA"
  std::string_view name;  // "Alcoholics Anonymous": a name, never translated
  Subject subject;        // first of all
  bool twelve_steps;      // false: SMART, LifeRing and others that do without
  std::optional<Subject> also = {};

  bool about(Subject wanted) const { return subject == wanted || also == wanted; }
};

std::span<const Fellowship> fellowships();
const Fellowship* find_fellowship(std::string_view code);
const Fellowship* parse_fellowship(std::string_view text);  // code or name, any case

}  // namespace porchlight::schedule
