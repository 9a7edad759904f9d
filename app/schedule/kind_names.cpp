#include <string>
#include <unordered_map>

#include "schedule/fellowship_kinds.h"
#include "schedule/fold.h"
#include "schedule/kind.h"

namespace porchlight::schedule {

namespace {

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
    {"bipoc", "POC"},
    {"persons of color", "POC"},
    {"yp", "Y"},
    {"young adult", "Y"},
    {"young adults", "Y"},
    {"young adult ages 18 to 26", "Y"},
    {"teen", "TEENS"},
    {"teen ages 12 to 18", "TEENS"},
    {"teen friendly", "TEENS-TOO"},
    {"age restricted 18", "ADULTS"},
    {"genderqueer", "NB"},
    {"sign language", "ASL"},
    {"sign language asl", "ASL"},
    {"child care available", "BA"},
    {"children welcome", "CF"},
    {"closed captions", "CAPTIONS"},
    {"handicapped accessible", "X"},
    {"outdoor meeting", "OUT"},
    {"dog friendly", "DOGS"},
    {"non smoking", "NO-SMOKING"},
    {"families and friends only", "C"},
    {"families friends and observers welcome", "O"},
    {"open to non addicts", "O"},
    {"adult child focus", "ADULT-CHILD"},
    {"parents of alcoholics", "PARENTS"},
    {"concurrent with aa meeting", "WITH-AA"},
    {"combined ga gam anon", "WITH-GAM-ANON"},
    {"business", "BUSINESS"},
    {"business owner", "OWNERS"},
    {"artist", "ARTISTS"},
    {"q a", "QUESTIONS"},
    {"questions answers", "QUESTIONS"},
    {"ask it basket", "QUESTIONS"},
    {"20 questions beginner focus", "BE"},
    {"beginner newcomer", "BE"},
    {"discussion participation", "D"},
    {"topic discussion", "D"},
    {"open share format", "D"},
    {"sharing", "D"},
    {"cross comment", "XT"},
    {"pitch speaker", "SP"},
    {"step speaker", "SP"},
    {"steps traditions", "ST"},
    {"steps workshop", "ST"},
    {"step working guide study", "ST"},
    {"oa steps and or traditions study", "ST"},
    {"literature reading", "LIT"},
    {"ip study", "LIT"},
    {"it works study", "LIT"},
    {"just for today study", "LIT"},
    {"spiritual principle a day", "LIT"},
    {"fellowship text", "LIT"},
    {"yellow workbook study", "LIT"},
    {"laundry lists workbook", "LIT"},
    {"loving parent guidebook", "LIT"},
    {"strengthening my recovery", "LIT"},
    {"work book study", "LIT"},
    {"for today", "LIT"},
    {"voices of recovery", "LIT"},
    {"came to believe", "LIT"},
    {"aa 12 12", "12x12"},
    {"toolkit", "TOOLS"},
    {"the promises", "PROMISES"},
    {"relapse 12th step within", "RELAPSE"},
    {"relapse and recovery", "RELAPSE"},
    {"12 concepts", "CONCEPTS"},
    {"concepts of service", "CONCEPTS"},
    {"eightfold path study", "EIGHTFOLD"},
    {"inquiry study", "INQUIRY"},
    {"inquiry writing", "INQUIRY"},
    {"inventory study", "INQUIRY"},
    {"inventory writing", "INQUIRY"},
    {"mindfulness practice", "MED"},
    {"process addictions", "OTHER-ADDICTIONS"},
    {"chairs choice", "CHAIRS-CHOICE"},
    {"chairpersons choice", "CHAIRS-CHOICE"},
    {"format varies", "VARIES"},
    {"rotating format", "VARIES"},
    {"varies", "VARIES"},
    {"chip", "H"},
    {"temporary closure", "TC"},
    // The specification's own in Spanish.
    {"abierta", "O"},
    {"cerrada", "C"},
    {"principiantes", "BE"},
    {"recien llegados", "BE"},
    {"mujer", "W"},
    {"mujeres", "W"},
    {"hombres", "M"},
    {"gente joven", "Y"},
    {"jovenes", "Y"},
    {"personas mayores", "SEN"},
    {"acceso en silla de ruedas", "X"},
    {"silla de ruedas", "X"},
    {"discusion", "D"},
    {"libro grande", "B"},
    {"orador", "SP"},
    {"estudio de pasos", "ST"},
    {"pasos", "ST"},
    {"tradiciones", "TR"},
    {"estudio de tradicion", "TR"},
    {"12 pasos y 12 tradiciones", "12x12"},
    {"literatura", "LIT"},
    {"meditacion", "MED"},
    {"meditacion del paso 11", "11"},
    {"reflexiones diarias", "DR"},
    {"viviendo sobrio", "LS"},
    {"como lo ve bill", "ABSI"},
    {"la vina", "GR"},
    {"cumpleanos", "H"},
    {"aniversario", "H"},
    {"luz de una vela", "CAN"},
    {"luz de velas", "CAN"},
    {"al aire libre", "OUT"},
    {"sin fragancia", "FF"},
    {"en linea", "ONL"},
    {"ingles", "EN"},
    {"guarderia disponible", "BA"},
};

// NA World Services' format codes, as BMLT servers carry them.
constexpr Name world_ids[] = {
    {"OPEN", "O"},   {"CLOSED", "C"}, {"BEG", "BE"},  {"W", "W"},     {"M", "M"},     {"Y", "Y"},
    {"GL", "LGBTQ"}, {"WCHR", "X"},   {"CAN", "CAN"}, {"CW", "CF"},   {"DISC", "D"},  {"TOP", "D"},
    {"SPK", "SP"},   {"STEP", "ST"},  {"SWG", "ST"},  {"TRAD", "TR"}, {"MED", "MED"}, {"LIT", "LIT"},
    {"BT", "LIT"},   {"IP", "LIT"},   {"IW", "LIT"},  {"JFT", "LIT"}, {"LC", "LIT"},  {"SMOK", "SM"},
};

}  // namespace

const Kind* parse_kind(std::string_view text) {
  // Codes and labels win over the names; a code's hyphen is a blank when folded.
  static const auto by_name = [] {
    std::unordered_map<std::string, const Kind*> map;
    for (const Kind& kind : kinds()) map.emplace(fold(kind.code), &kind);
    for (const Kind& kind : kinds()) map.emplace(fold(kind.label), &kind);
    for (const Name& name : names) map.emplace(name.name, find_kind(name.code));
    return map;
  }();
  // Most texts are a code just as it is.
  if (const Kind* kind = find_kind(text)) return kind;
  const auto found = by_name.find(fold(text));
  return found == by_name.end() ? nullptr : found->second;
}

const Kind* parse_kind(std::string_view text, std::string_view fellowship) {
  if (const FellowshipCode* own = find_fellowship_code(text, fellowship))
    return own->kind.empty() ? nullptr : find_kind(own->kind);
  return parse_kind(text);
}

std::string_view words_of_code(std::string_view text, std::string_view fellowship) {
  const FellowshipCode* own = find_fellowship_code(text, fellowship);
  return own && own->kind.empty() ? own->words : std::string_view();
}

std::vector<std::string_view> usual_names(const Kind& kind) {
  std::vector<std::string_view> found;
  for (const Name& name : names)
    if (name.code == kind.code) found.push_back(name.name);
  return found;
}

const Kind* kind_of_world_id(std::string_view world_id) {
  for (const Name& name : world_ids)
    if (name.name == world_id) return find_kind(name.code);
  return nullptr;
}

}  // namespace porchlight::schedule
