#include "site/formats/fellowship_types.h"

#include <span>
#include <string>

#include "site/words.h"

namespace porchlight::site {
namespace {

struct Entry {
  std::string_view word;  // lower case
  std::string_view kind, words = {};
};

constexpr Entry of_families[] = {
    {"ac", "AC"},
    {"adult child focus", "AC"},
    {"adult children", "AC"},
    {"aa", "AA"},
    {"concurrent with aa meeting", "AA"},
    {"alateen", "Y"},
    {"families and friends only", "C"},
    {"families friends and observers welcome", "O"},
    {"parents of alcoholics", "POA"},
    {"parents", "POA"},
    {"lgbtqia+", "LGBTQ"},
    {"ya", "", "Young adults"},
};

constexpr Entry of_aca[] = {
    {"a", "", "Adults only (18+)"},
    {"av", "", "Audio or video"},
    {"b", "LIT"},
    {"beg", "BE"},
    {"t", "", "Fellowship text"},
    {"g", "LGBTQ"},
    {"s", "SP"},
    {"sp", "S"},
    {"y", "", "Yellow workbook"},
    {"yellow workbook study", "", "Yellow workbook"},
};

constexpr Entry of_coda[] = {
    {"b", "LIT"},
    {"dly", "", "Daily"},
    {"qa", "", "Questions and answers"},
    {"read", "LIT"},
    {"share", "", "Sharing"},
    {"teen", "", "Teens"},
    {"write", "", "Writing"},
};

constexpr Entry of_da[] = {
    {"ab", "", "Abundance"}, {"ar", "", "Artists"}, {"b", "", "Business owners"},
    {"cl", "", "Clutter"},   {"n", "", "Numbers"},  {"p", "", "Prosperity"},
    {"ti", "", "Time"},      {"to", "", "Tools"},   {"v", "", "Vision"},
};

constexpr Entry of_ga[] = {
    {"20", "BE"},
    {"20 questions/beginner focus", "BE"},
    {"gaa", "", "GA and Gam-Anon together"},
    {"com", "", "Comments"},
    {"crc", "XT"},
    {"gam", "", "Gam-Anon at the same time"},
    {"par", "", "Parking meters"},
    {"top", "D"},
};

constexpr Entry of_na[] = {
    {"cpt", "", "12 concepts"},
    {"bt", "LIT"},
    {"beg", "BE"},
    {"beginner/newcomer", "BE"},
    {"cw", "CF"},
    {"children welcome", "CF"},
    {"disc", "D"},
    {"discussion/participation", "D"},
    {"gl", "LGBTQ"},
    {"ip", "LIT"},
    {"ip study", "LIT"},
    {"iw", "LIT"},
    {"it works study", "LIT"},
    {"jft", "LIT"},
    {"just for today study", "LIT"},
    {"lc", "LIT"},
    {"ns", "", "No smoking"},
    {"qa", "", "Questions and answers"},
    {"ra", "", "Restricted access"},
    {"smok", "SM"},
    {"spad", "", "A Spiritual Principle a Day"},
    {"spk", "SP"},
    {"step", "ST"},
    {"swg", "ST"},
    {"step working guide study", "ST"},
    {"top", "D"},
    {"trad", "TR"},
    {"var", "", "Format varies"},
};

constexpr Entry of_oa[] = {
    {"11th", "11"},
    {"90d", "", "90 days"},
    {"aa12", "12x12"},
    {"aib", "", "Ask-it basket"},
    {"doc", "", "Dignity of choice"},
    {"ft", "", "For Today"},
    {"li", "", "Lifeline"},
    {"lis", "", "Lifeline Sampler"},
    {"main", "", "Maintenance"},
    {"newb", "", "New beginnings"},
    {"how", "", "OA HOW"},
    {"oa23", "", "OA book, second or third edition"},
    {"rela", "", "Relapse and the 12th step within"},
    {"ssp", "", "Seeking the Spiritual Path"},
    {"sd", "SP"},
    {"spir", "", "Spirituality"},
    {"teen", "", "Teens welcome"},
    {"prom", "", "The promises"},
    {"tool", "", "Tools"},
    {"misc", "", "Format varies"},
    {"vor", "", "Voices of Recovery"},
    {"work", "", "Workbook"},
    {"writ", "", "Writing"},
};

constexpr Entry of_dharma[] = {
    {"bb", "LIT"},
    {"cc", "BA"},
    {"child care available", "BA"},
    {"df", "", "Dogs welcome"},
    {"8f", "", "Eightfold path"},
    {"is", "", "Inquiry study"},
    {"iw", "", "Inquiry writing"},
    {"mi", "", "Mindfulness practice"},
    {"pr", "", "Process addictions"},
    {"es", "S"},
    {"wa", "X"},
};

constexpr Entry of_sa[] = {
    {"b", "LIT"},
    {"mi", "", "Mixed"},
    {"pp", "", "Primary purpose"},
};

constexpr Entry of_slaa[] = {
    {"an", "", "Anorexia"},
    {"b", "LIT"},
    {"gc", "", "Getting current"},
    {"hr", "", "Healthy relationships"},
    {"nc", "BE"},
    {"pri", "", "In a prison"},
    {"handicapped accessible", "X"},
};

constexpr Entry of_ca[] = {{"bus", "", "Business meeting"}};

struct Lists {
  std::string_view fellowship;
  std::span<const Entry> entries;
};
constexpr Lists lists[] = {
    {"Al-Anon", of_families},
    {"Alateen", of_families},
    {"ACA", of_aca},
    {"CoDA", of_coda},
    {"CA", of_ca},
    {"DA", of_da},
    {"GA", of_ga},
    {"NA", of_na},
    {"HA", of_na},
    {"OA", of_oa},
    {"RD", of_dharma},
    {"Refuge", of_dharma},
    {"SA", of_sa},
    {"SLAA", of_slaa},
};

}  // namespace

std::optional<FellowshipType> fellowship_type(std::string_view word, std::string_view fellowship) {
  const std::string key = matching_key(word);
  for (const Lists& list : lists) {
    if (list.fellowship != fellowship) continue;
    for (const Entry& entry : list.entries)
      if (entry.word == key) return FellowshipType{entry.kind, entry.words};
  }
  return std::nullopt;
}

}  // namespace porchlight::site
