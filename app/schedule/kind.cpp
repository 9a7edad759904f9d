#include "schedule/kind.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "language/catalog.h"
#include "schedule/fold.h"

namespace porchlight::schedule {

namespace {

using language::message;

constexpr int never = 99;  // on a card

// The specification's codes of September 2024 and later, in the order a reader looks for them.
constexpr Kind table[] = {
    // Who may come
    {"O", message("Open"), message("anyone may come, family and friends too"), 1},
    {"C", message("Closed"), message("for people who have, or may have, a problem with it themselves"), 2},
    {"BE", message("Newcomers"), message("made for people at their first meetings. You can just listen."), 3},
    {"W", message("Women"), message("for women"), 4},
    {"M", message("Men"), message("for men"), 4},
    {"Y", message("Young people"),
     message("for young people; everyone has their own idea of how old that is"), 5},
    {"SEN", message("Seniors"), message("for older people"), 5},
    {"LGBTQ", message("LGBTQ"), message("for lesbian, gay, bisexual, trans and queer people"), 5},
    {"G", message("Gay"), message("for gay people"), 5},
    {"L", message("Lesbian"), message("for lesbians"), 5},
    {"BI", message("Bisexual"), message("for bisexual people"), 5},
    {"T", message("Transgender"), message("for trans people"), 5},
    {"NB", message("Non-binary"), message("for non-binary people"), 5},
    {"POC", message("People of color"), message("for people of color"), 5},
    {"NDG", message("Indigenous"), message("for Indigenous people"), 5},
    {"N", message("Native American"), message("for Native American people"), 5},
    {"P", message("Professionals"), message("for people in professional jobs"), 20},
    {"DD", message("Mental health too"), message("for people who also live with a mental health condition"),
     5},
    {"D-HOH", message("Deaf and hard of hearing"), message("for people who are deaf or hard of hearing"), 5},
    {"BV-I", message("Blind and low vision"), message("for people who are blind or see little"), 5},
    {"LO-I", message("Far from other meetings"), message("for people who live far from any meeting"), 20},
    // Getting in, and being there
    {"X", message("Step-free to the room"), message("a wheelchair can get in"), 6},
    {"XB", message("Accessible restroom"), message("the restroom has room for a wheelchair"), 7},
    {"ASL", message("Sign language"), message("American Sign Language"), 5, "ase"},
    {"RSL", message("Russian Sign Language"), "", 5, "rsl"},
    {"BA", message("Child care"), message("someone looks after children"), 6},
    {"CF", message("Children welcome"), message("you can bring children"), 8},
    {"OUT", message("Outdoors"), message("dress for the weather"), 9},
    {"FF", message("Fragrance free"), message("please wear no perfume or other scent"), 30},
    {"SM", message("Smoking allowed"), "", 30},
    {"POA", message("Proof you were there"), message("they can sign a form that says you came"), 12},
    {"DB", message("Online collection"), message("money can be given with a phone"), never},
    {"ONL", message("Online"), "", never},
    {"TC", message("Not in its room for now"), message("nobody meets in the room until further notice"),
     never},
    {"AL-AN", message("Al-Anon at the same time"), message("family and friends have a meeting of their own"),
     15},
    {"AL", message("Alateen at the same time"), message("teens of the family have a meeting of their own"),
     15},
    // What people do there
    {"A", message("Not religious"), message("without prayer or religion"), 10},
    {"D", message("Discussion"), message("people take turns to talk"), 20},
    {"SP", message("Speaker"), message("someone tells their story"), 20},
    {"ST", message("Steps"), message("about the 12 steps"), 20},
    {"TR", message("Traditions"), message("about the 12 traditions: how groups work together"), 25},
    {"12x12", message("Steps and traditions book"),
     message("reading from the book “Twelve Steps and Twelve Traditions”"), 25},
    {"B", message("Big Book"), message("reading from the book “Alcoholics Anonymous”"), 20},
    {"LIT", message("Book reading"), message("reading and talking about it"), 20},
    {"ABSI", message("As Bill Sees It"), message("reading from the book of this name"), 25},
    {"DR", message("Daily Reflections"), message("reading the page for the day from the book of this name"),
     25},
    {"LS", message("Living Sober"), message("reading from the book of this name"), 25},
    {"GR", message("Grapevine"), message("reading stories from AA’s magazine"), 25},
    {"MED", message("Meditation"), message("sitting in quiet for a while"), 20},
    {"11", message("Meditation and step 11"), message("sitting in quiet, as step 11 suggests"), 20},
    {"CAN", message("Candlelight"), message("by candlelight"), 15},
    {"H", message("Birthdays"), message("people celebrate their time without drinking or using"), 20},
    {"BRK", message("Breakfast"), message("with breakfast"), 15},
    {"XT", message("Answers allowed"), message("people may answer what another one said"), 30},
    // In which language
    {"EN", message("English"), "", never, "en"},
    {"S", message("Spanish"), "", never, "es"},
    {"FR", message("French"), "", never, "fr"},
    {"AF", message("Afrikaans"), "", never, "af"},
    {"AM", message("Amharic"), "", never, "am"},
    {"AR", message("Arabic"), "", never, "ar"},
    {"BG", message("Bulgarian"), "", never, "bg"},
    {"DA", message("Danish"), "", never, "da"},
    {"DE", message("German"), "", never, "de"},
    {"EL", message("Greek"), "", never, "el"},
    {"FA", message("Persian"), "", never, "fa"},
    {"FI", message("Finnish"), "", never, "fi"},
    {"HE", message("Hebrew"), "", never, "he"},
    {"HI", message("Hindi"), "", never, "hi"},
    {"HR", message("Croatian"), "", never, "hr"},
    {"HU", message("Hungarian"), "", never, "hu"},
    {"IS", message("Icelandic"), "", never, "is"},
    {"ITA", message("Italian"), "", never, "it"},
    {"JA", message("Japanese"), "", never, "ja"},
    {"KA", message("Georgian"), "", never, "ka"},
    {"KOR", message("Korean"), "", never, "ko"},
    {"LT", message("Lithuanian"), "", never, "lt"},
    {"ML", message("Malayalam"), "", never, "ml"},
    {"MT", message("Maltese"), "", never, "mt"},
    {"NE", message("Nepali"), "", never, "ne"},
    {"NL", message("Dutch"), "", never, "nl"},
    {"NO", message("Norwegian"), "", never, "no"},
    {"POL", message("Polish"), "", never, "pl"},
    {"POR", message("Portuguese"), "", never, "pt"},
    {"PUN", message("Punjabi"), "", never, "pa"},
    {"RUS", message("Russian"), "", never, "ru"},
    {"SK", message("Slovak"), "", never, "sk"},
    {"SL", message("Slovenian"), "", never, "sl"},
    {"SV", message("Swedish"), "", never, "sv"},
    {"TH", message("Thai"), "", never, "th"},
    {"TL", message("Tagalog"), "", never, "tl"},
    {"TUR", message("Turkish"), "", never, "tr"},
    {"UK", message("Ukrainian"), "", never, "uk"},
};

// Al-Anon's and Nar-Anon's lists use the same letters for their own people.
constexpr Kind of_families[] = {
    {"C", message("Closed"), message("for family and friends of someone with a problem"), 2},
    {"D", message("Discussion"), message("people take turns to talk"), 20},
    {"Y", message("Alateen"), message("for teens who live with someone’s drinking"), 4},
    {"POA", message("Parents"), message("for parents of someone with a problem"), 5},
    {"AC", message("Adult children"), message("for people who grew up with someone’s drinking"), 5},
    {"AA", message("AA at the same time"), message("people who drink have a meeting of their own"), 15},
};

struct Name {
  std::string_view name;  // folded
  std::string_view code;
};

// The specification's own names, and what people write for them.
constexpr Name names[] = {
    {"11th step meditation", "11"},
    {"11th step", "11"},
    {"12 steps 12 traditions", "12x12"},
    {"12 12", "12x12"},
    {"twelve steps and twelve traditions", "12x12"},
    {"secular", "A"},
    {"agnostic", "A"},
    {"atheist", "A"},
    {"atheist agnostic", "A"},
    {"asbi", "ABSI"},  // as one large list spells it
    {"concurrent with al anon", "AL-AN"},
    {"concurrent with alateen", "AL"},
    {"concurrent with alateen meeting", "AL"},
    {"american sign language", "ASL"},
    {"babysitting available", "BA"},
    {"babysitting", "BA"},
    {"childcare", "BA"},
    {"beginner", "BE"},
    {"beginners", "BE"},
    {"newcomer", "BE"},
    {"basic text", "LIT"},
    {"just for today", "LIT"},
    {"book study", "LIT"},
    {"it works how and why", "LIT"},
    {"living clean", "LIT"},
    {"literature", "LIT"},
    {"literature study", "LIT"},
    {"birthday", "H"},
    {"chips", "H"},
    {"candle light", "CAN"},
    {"child friendly", "CF"},
    {"children under supervision", "CF"},
    {"children allowed", "CF"},
    {"daily reflection", "DR"},
    {"digital basket", "DB"},
    {"dual diagnosis", "DD"},
    {"double trouble", "DD"},
    {"dual recovery", "DD"},
    {"espanol", "S"},
    {"farsi", "FA"},
    {"filipino", "TL"},
    {"online meeting", "ONL"},
    {"grapevine study", "GR"},
    {"gay lesbian", "LGBTQ"},
    {"gay lesbian transgender", "LGBTQ"},
    {"lgbt", "LGBTQ"},
    {"lgbtqia", "LGBTQ"},
    {"lgbtq ia", "LGBTQ"},
    {"location temporarily closed", "TC"},
    {"men only", "M"},
    {"mens", "M"},
    {"mens meeting", "M"},
    {"outdoor", "OUT"},
    {"outside", "OUT"},
    {"professional", "P"},
    {"proof of attendance", "POA"},
    {"senior", "SEN"},
    {"smoking permitted", "SM"},
    {"smoking", "SM"},
    {"speaker meeting", "SP"},
    {"speaker only", "SP"},
    {"speaker discussion", "SP"},
    {"step", "ST"},
    {"step study", "ST"},
    {"step meeting", "ST"},
    {"step working guide", "ST"},
    {"tradition", "TR"},
    {"tradition study", "TR"},
    {"traditions workshop", "TR"},
    {"topic", "D"},
    {"trans", "T"},
    {"wheelchair", "X"},
    {"wheelchair access", "X"},
    {"wheelchair accessible", "X"},
    {"wheelchair accessibility", "X"},
    {"step free", "X"},
    {"wheelchair accessible bathroom", "XB"},
    {"wheelchair accessible restroom", "XB"},
    {"cross talk permitted", "XT"},
    {"crosstalk", "XT"},
    {"cross talk", "XT"},
    {"women only", "W"},
    {"womens", "W"},
    {"womens meeting", "W"},
    {"young persons", "Y"},
    {"blind visually impaired", "BV-I"},
    {"deaf hard of hearing", "D-HOH"},
    {"loners isolationists", "LO-I"},
};

// NA World Services' format codes, as BMLT servers carry them.
constexpr Name world_ids[] = {
    {"OPEN", "O"},   {"CLOSED", "C"}, {"BEG", "BE"},  {"W", "W"},     {"M", "M"},     {"Y", "Y"},
    {"GL", "LGBTQ"}, {"WCHR", "X"},   {"CAN", "CAN"}, {"CW", "CF"},   {"DISC", "D"},  {"TOP", "D"},
    {"SPK", "SP"},   {"STEP", "ST"},  {"SWG", "ST"},  {"TRAD", "TR"}, {"MED", "MED"}, {"LIT", "LIT"},
    {"BT", "LIT"},   {"IP", "LIT"},   {"IW", "LIT"},  {"JFT", "LIT"}, {"LC", "LIT"},  {"SMOK", "SM"},
};

template <class Table>
auto find_code(const Table& entries, std::string_view code) -> decltype(&*std::begin(entries)) {
  const auto found = std::find_if(std::begin(entries), std::end(entries),
                                  [&](const auto& entry) { return entry.code == code; });
  return found == std::end(entries) ? nullptr : &*found;
}

}  // namespace

std::span<const Kind> kinds() {
  return table;
}

const Kind* find_kind(std::string_view code) {
  return find_code(table, code);
}

const Kind* find_kind(std::string_view code, std::string_view fellowship) {
  const Fellowship* who = find_fellowship(fellowship);
  if (who && who->about(Subject::family_and_friends))
    if (const Kind* kind = find_code(of_families, code)) return kind;
  return find_kind(code);
}

const Kind* parse_kind(std::string_view text) {
  // Codes and labels win over the names; a code's hyphen is a blank when folded.
  static const auto by_name = [] {
    std::unordered_map<std::string, const Kind*> map;
    for (const Kind& kind : table) map.emplace(fold(kind.code), &kind);
    for (const Kind& kind : table) map.emplace(fold(kind.label), &kind);
    for (const Name& name : names) map.emplace(name.name, find_kind(name.code));
    return map;
  }();
  const auto found = by_name.find(fold(text));
  return found == by_name.end() ? nullptr : found->second;
}

const Kind* kind_of_world_id(std::string_view world_id) {
  for (const Name& name : world_ids)
    if (name.name == world_id) return find_kind(name.code);
  return nullptr;
}

}  // namespace porchlight::schedule
