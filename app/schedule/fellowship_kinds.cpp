#include "schedule/fellowship_kinds.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "language/catalog.h"
#include "schedule/fold.h"

namespace porchlight::schedule {

namespace {

using language::message;

// A list that several fellowships share is written out for one of them.
struct SameList {
  std::string_view fellowship, as;
};
constexpr SameList same_lists[] = {{"HA", "NA"},
                                   {"Refuge", "RD"},
                                   {"Alateen", "Al-Anon"},
                                   {"Nar-Anon", "Al-Anon"},
                                   {"Narateen", "Al-Anon"},
                                   {"Co-Anon", "Al-Anon"}};

// Codes that mean what the specification says are not repeated here.
constexpr FellowshipCode own_codes[] = {
    {"ACA", "A", "ADULTS"},
    {"ACA", "ANH", "LIT"},
    {"ACA", "AV", "", "Audio / Visual"},
    {"ACA", "B", "LIT"},
    {"ACA", "BEG", "BE"},
    {"ACA", "CAP", "CAPTIONS"},
    {"ACA", "CC", "BA"},
    {"ACA", "COS", "CONCEPTS"},
    {"ACA", "G", "LGBTQ"},
    {"ACA", "LLW", "LIT"},
    {"ACA", "LPG", "LIT"},
    {"ACA", "NS", "", "Needs support"},
    {"ACA", "S", "SP"},
    {"ACA", "SMR", "LIT"},
    {"ACA", "T", "LIT"},
    {"ACA", "TEEN", "TEENS"},
    {"ACA", "WOR", "WORKSHOP"},
    {"ACA", "Y", "LIT"},
    {"ACA", "YA", "Y"},
    {"Al-Anon", "AA", "WITH-AA"},
    {"Al-Anon", "AC", "ADULT-CHILD"},
    {"Al-Anon", "LGBTQIA", "LGBTQ"},
    {"Al-Anon", "POA", "PARENTS"},
    {"Al-Anon", "Y", "ALATEEN"},
    {"Al-Anon", "YA", "Y"},
    {"CA", "BUS", "BUSINESS"},
    {"CEA-HOW", "AACOA", "LIT"},
    {"CEA-HOW", "BOOK", "LIT"},
    {"CEA-HOW", "CEA-HOW", "TOOLS"},
    {"CEA-HOW", "CTB", "LIT"},
    {"CEA-HOW", "HJF", "LIT"},
    {"CEA-HOW", "MAINT", "MAINTENANCE"},
    {"CEA-HOW", "PROM", "PROMISES"},
    {"CEA-HOW", "RANDR", "RELAPSE"},
    {"CoDA", "B", "LIT"},
    {"CoDA", "DLY", "", "Daily"},
    {"CoDA", "QA", "QUESTIONS"},
    {"CoDA", "READ", "LIT"},
    {"CoDA", "SHARE", "D"},
    {"CoDA", "TEEN", "TEENS"},
    {"CoDA", "WRITE", "WRITING"},
    {"DA", "AB", "", "Abundance"},
    {"DA", "AR", "ARTISTS"},
    {"DA", "B", "OWNERS"},
    {"DA", "CL", "", "Clutter"},
    {"DA", "N", "", "Numbers"},
    {"DA", "P", "", "Prosperity"},
    {"DA", "TI", "", "Time"},
    {"DA", "TO", "TOOLS"},
    {"DA", "V", "", "Vision"},
    {"DAA", "SS", "SP"},
    {"EDA", "B", "LIT"},
    {"EDA", "BEG", "BE"},
    {"EDA", "CC", "CHAIRS-CHOICE"},
    {"EDA", "RF", "VARIES"},
    {"EDA", "TO", "D"},
    {"EDA", "WR", "WRITING"},
    {"GA", "20", "BE"},
    {"GA", "B", "LIT"},
    {"GA", "COM", "", "Comment"},
    {"GA", "CRC", "XT"},
    {"GA", "GAA", "WITH-GAM-ANON"},
    {"GA", "GAM", "", "Gam-Anon"},
    {"GA", "PAR", "", "Parking meters"},
    {"GA", "TOP", "D"},
    {"MA", "BB", "LIT"},
    {"MA", "CCAP", "CAPTIONS"},
    {"MA", "LGBTQIA", "LGBTQ"},
    {"NA", "BEG", "BE"},
    {"NA", "BT", "LIT"},
    {"NA", "CPT", "CONCEPTS"},
    {"NA", "CW", "CF"},
    {"NA", "DISC", "D"},
    {"NA", "GL", "LGBTQ"},
    {"NA", "IP", "LIT"},
    {"NA", "IW", "LIT"},
    {"NA", "JFT", "LIT"},
    {"NA", "LC", "LIT"},
    {"NA", "NS", "NO-SMOKING"},
    {"NA", "QA", "QUESTIONS"},
    {"NA", "RA", "RESTRICTED"},
    {"NA", "SMOK", "SM"},
    {"NA", "SPAD", "LIT"},
    {"NA", "SPK", "SP"},
    {"NA", "STEP", "ST"},
    {"NA", "SWG", "ST"},
    {"NA", "TOP", "D"},
    {"NA", "TRAD", "TR"},
    {"NA", "VAR", "VARIES"},
    {"OA", "11TH", "11"},
    {"OA", "90D", "", "90 days"},
    {"OA", "AA12", "12x12"},
    {"OA", "AIB", "QUESTIONS"},
    {"OA", "DOC", "", "Dignity of Choice"},
    {"OA", "FT", "LIT"},
    {"OA", "HOW", "", "OA-HOW"},
    {"OA", "LI", "LIT"},
    {"OA", "LIS", "LIT"},
    {"OA", "MAIN", "MAINTENANCE"},
    {"OA", "MISC", "VARIES"},
    {"OA", "NEWB", "BE"},
    {"OA", "OA23", "LIT"},
    {"OA", "PROM", "PROMISES"},
    {"OA", "RELA", "RELAPSE"},
    {"OA", "SD", "SP"},
    {"OA", "SPIR", "", "Spirituality"},
    {"OA", "SSP", "LIT"},
    {"OA", "TEEN", "TEENS-TOO"},
    {"OA", "TOOL", "TOOLS"},
    {"OA", "VOR", "LIT"},
    {"OA", "WORK", "LIT"},
    {"OA", "WRIT", "WRITING"},
    {"RD", "8F", "EIGHTFOLD"},
    {"RD", "BB", "LIT"},
    {"RD", "CC", "BA"},
    {"RD", "DF", "DOGS"},
    {"RD", "IS", "INQUIRY"},
    {"RD", "IW", "INQUIRY"},
    {"RD", "MI", "MED"},
    {"RD", "PR", "OTHER-ADDICTIONS"},
    {"RD", "WA", "X"},
    {"SA", "B", "LIT"},
    {"SA", "MI", "MIXED"},
    {"SA", "PP", "", "Primary Purpose"},
    {"SCA", "COURT", "POA"},
    {"SCA", "GL", "", "Graphic language"},
    {"SIA", "B", "LIT"},
    {"SIA", "GQ", "NB"},
    {"SIA", "OSH", "D"},
    {"SIA", "RIT", "", "Ritual abuse"},
    {"SIA", "STW", "ST"},
    {"SLAA", "AN", "", "Anorexia focus"},
    {"SLAA", "B", "LIT"},
    {"SLAA", "GC", "", "Getting current"},
    {"SLAA", "HR", "", "Healthy relationships"},
    {"SLAA", "NC", "BE"},
    {"SLAA", "PRI", "", "Prison"},
    {"UA", "BIPOC", "POC"},
    {"UA", "T", "TOOLS"},
};

struct Closed {
  std::string_view fellowship;
  Kind kind;
};

constexpr Kind closed(std::string_view explanation) {
  return {"C", message("Closed"), explanation, 2};
}

constexpr Kind closed_for_food = closed(message("for people who have, or may have, a problem with eating"));
constexpr Kind closed_for_money = closed(message("for people who have, or may have, a problem with money"));
constexpr Kind closed_for_love =
    closed(message("for people who have, or may have, a problem with sex or love"));

// For whom a closed meeting is, in the words of those who have the question.
constexpr Closed closed_of[] = {
    {"OA", closed_for_food},
    {"Food Addicts", closed_for_food},
    {"EDA", closed_for_food},
    {"CEA-HOW", closed_for_food},
    {"DA", closed_for_money},
    {"UA", closed_for_money},
    {"SAA", closed_for_love},
    {"SA", closed_for_love},
    {"SLAA", closed_for_love},
    {"SCA", closed_for_love},
    {"GA", closed(message("for people who have, or may have, a problem with gambling"))},
    {"NicA", closed(message("for people who want to stop smoking or using nicotine"))},
    {"ACA", closed(message("for people who grew up in a home with drinking or other trouble"))},
    {"CoDA", closed(message("for people who want healthier relationships"))},
    {"RCA", closed(message("for couples who want to recover together"))},
    {"SIA", closed(message("for people who were sexually abused as children"))},
};

constexpr Kind closed_for_alcohol =
    closed(message("for people who have, or may have, a problem with drinking"));
constexpr Kind closed_for_drugs = closed(message("for people who have, or may have, a problem with drugs"));
constexpr Kind closed_for_both =
    closed(message("for people who have, or may have, a problem with alcohol or drugs"));
constexpr Kind closed_for_family = closed(message("for family and friends of someone with a problem"));
constexpr Kind closed_for_teens = closed(message("for teens with someone near who has a problem"));
constexpr Kind open_to_families = {"O", message("Open"), message("anyone may come, also to learn about it"),
                                   1};

const Kind* closed_for(const Fellowship& who) {
  const auto* own = std::find_if(std::begin(closed_of), std::end(closed_of),
                                 [&](const Closed& each) { return each.fellowship == who.code; });
  if (own != std::end(closed_of)) return &own->kind;
  switch (who.subject) {
    case Subject::alcohol:
      return who.about(Subject::drugs) ? &closed_for_both : &closed_for_alcohol;
    case Subject::drugs:
      return &closed_for_drugs;
    case Subject::family_and_friends:
      return &closed_for_family;
    case Subject::teens:
      return &closed_for_teens;
    case Subject::other:
      break;
  }
  return nullptr;
}

using Codes = std::unordered_map<std::string, const FellowshipCode*>;

const Codes* codes_of(std::string_view fellowship) {
  static const auto lists = [] {
    std::unordered_map<std::string_view, Codes> made;
    for (const FellowshipCode& each : own_codes) made[each.fellowship].emplace(fold(each.code), &each);
    for (const SameList& same : same_lists) made[same.fellowship] = made[same.as];
    return made;
  }();
  const auto found = lists.find(fellowship);
  return found == lists.end() ? nullptr : &found->second;
}

}  // namespace

const FellowshipCode* find_fellowship_code(std::string_view text, std::string_view fellowship) {
  const Codes* codes = codes_of(fellowship);
  if (!codes) return nullptr;
  const auto found = codes->find(fold(text));
  return found == codes->end() ? nullptr : found->second;
}

const Kind* explained_for(std::string_view code, std::string_view fellowship) {
  if (code != "C" && code != "O") return nullptr;
  const Fellowship* who = find_fellowship(fellowship);
  if (!who) return nullptr;
  if (code == "C") return closed_for(*who);
  return who->subject == Subject::family_and_friends || who->subject == Subject::teens ? &open_to_families
                                                                                       : nullptr;
}

}  // namespace porchlight::schedule
