#include "schedule/kind.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "language/catalog.h"
#include "making.h"
#include "support/project_folder.h"

using namespace porchlight::schedule;

namespace {

constexpr std::string_view specification[] = {
    "11",  "12x12", "A",   "ABSI", "AF",  "AL",    "AL-AN", "AM",  "AR", "ASL", "B",   "BA",  "BE",
    "BG",  "BI",    "BRK", "C",    "CAN", "CF",    "D",     "DA",  "DB", "DD",  "DE",  "DR",  "EL",
    "EN",  "FA",    "FI",  "FF",   "FR",  "G",     "GR",    "H",   "HE", "HI",  "HR",  "HU",  "IS",
    "ITA", "JA",    "KA",  "KOR",  "L",   "LGBTQ", "LIT",   "LS",  "LT", "M",   "MED", "ML",  "MT",
    "N",   "NB",    "NDG", "NE",   "NL",  "NO",    "O",     "OUT", "P",  "POA", "POC", "POL", "POR",
    "PUN", "RUS",   "S",   "SEN",  "SK",  "SL",    "SM",    "SP",  "ST", "SV",  "T",   "TC",  "TH",
    "TL",  "TR",    "TUR", "UK",   "W",   "X",     "XB",    "XT",  "Y"};

std::string_view code_of(const Kind* kind) {
  return kind ? kind->code : "none";
}

}  // namespace

TEST_CASE("every type code of the Meeting Guide specification has a label, and none stands twice") {
  for (const std::string_view code : specification) {
    INFO(code);
    REQUIRE(find_kind(code));
    CHECK_FALSE(find_kind(code)->label.empty());
  }
  std::set<std::string_view> codes, labels;
  for (const Kind& kind : kinds()) {
    INFO(kind.code);
    CHECK(codes.insert(kind.code).second);
    CHECK(labels.insert(kind.label).second);
  }
}

TEST_CASE("a code no one knows has no kind") {
  for (const char* code : {"", "o", "ZZ", "open"}) CHECK_FALSE(find_kind(code));
}

TEST_CASE("each label and each explanation is short enough for a card and its line") {
  for (const Kind& kind : kinds()) {
    INFO(kind.code);
    CHECK(kind.label.size() <= 28);
    CHECK(kind.explanation.size() <= 72);
  }
}

TEST_CASE("staff may write a code, our label or the usual name, in any case") {
  const std::pair<const char*, const char*> written[] = {{"X", "X"},
                                                         {"wheelchair access", "X"},
                                                         {"Wheelchair Accessible", "X"},
                                                         {"onl", "ONL"},
                                                         {"Newcomers", "BE"},
                                                         {"Beginner", "BE"},
                                                         {"Women Only", "W"},
                                                         {"women’s", "W"},
                                                         {"12x12", "12x12"},
                                                         {"Al-an", "AL-AN"},
                                                         {"Child-Friendly", "CF"},
                                                         {"Español", "S"},
                                                         {"Spanish", "S"},
                                                         {"Step Study", "ST"},
                                                         {"ASBI", "ABSI"},
                                                         {"12 Steps & 12 Traditions", "12x12"},
                                                         {"Cross Talk", "XT"},
                                                         {"Wheelchair-Accessible Bathroom", "XB"},
                                                         {"Concurrent with Al-Anon", "AL-AN"}};
  for (const auto& [text, code] : written) {
    INFO(text);
    CHECK(code_of(parse_kind(text)) == code);
  }
  for (const char* text : {"", "  ", "Bring a chair", "Openly"}) CHECK_FALSE(parse_kind(text));
}

TEST_CASE("every code and label is read as itself") {
  for (const Kind& kind : kinds()) {
    INFO(kind.code);
    CHECK(parse_kind(kind.code) == &kind);
    CHECK(parse_kind(kind.label) == &kind);
  }
}

TEST_CASE("the names of the import template are known") {
  std::ifstream file(porchlight::support::project_folder() + "/../shared/data/tsml-template-csv.csv");
  if (!file) SKIP("no ../shared/data");
  for (const char* name : {"Open", "Closed", "Wheelchair Access", "Women", "Men", "Discussion"})
    CHECK(parse_kind(name));
}

TEST_CASE("the codes in real feeds are known, but for those that each list made up") {
  std::set<std::string> unknown;
  bool any = false;
  for (const char* name : {"mg-kansas-city-206", "mg-philadelphia-sepia-2038", "tsml-benlomond-35",
                           "tsml-orange-county-1967", "tsml-san-jose-670"}) {
    std::ifstream file(porchlight::support::project_folder() + "/../shared/data/" + name + ".json");
    if (!file) continue;
    any = true;
    for (const auto& meeting : nlohmann::json::parse(file))
      for (const auto& type : meeting.value("types", nlohmann::json::array()))
        if (!parse_kind(type.get<std::string>())) unknown.insert(type.get<std::string>());
  }
  if (!any) SKIP("no ../shared/data");
  CHECK(unknown == std::set<std::string>{"BS"});
}

TEST_CASE(
    "NA's world-wide formats are read by their own names, not by letters that mean another thing here") {
  CHECK(code_of(kind_of_world_id("BEG")) == "BE");
  CHECK(code_of(kind_of_world_id("WCHR")) == "X");
  CHECK(code_of(kind_of_world_id("CLOSED")) == "C");
  CHECK(code_of(kind_of_world_id("SPK")) == "SP");
  CHECK(code_of(kind_of_world_id("LANG")) == "none");
  CHECK(code_of(kind_of_world_id("")) == "none");
}

TEST_CASE("the same letter means another thing in each fellowship's list") {
  const std::tuple<const char*, const char*, const char*> read[] = {
      {"S", "AA", "S"},
      {"S", "ACA", "SP"},
      {"S", "", "S"},
      {"B", "AA", "B"},
      {"B", "CoDA", "LIT"},
      {"B", "DA", "OWNERS"},
      {"Y", "AA", "Y"},
      {"Y", "Al-Anon", "ALATEEN"},
      {"Y", "ACA", "LIT"},
      {"POA", "AA", "POA"},
      {"POA", "Al-Anon", "PARENTS"},
      {"poa", "Nar-Anon", "PARENTS"},
      {"T", "AA", "T"},
      {"T", "ACA", "LIT"},
      {"T", "UA", "TOOLS"},
      {"A", "AA", "A"},
      {"A", "ACA", "ADULTS"},
      {"AR", "AA", "AR"},
      {"AR", "DA", "ARTISTS"},
      {"IS", "AA", "IS"},
      {"IS", "RD", "INQUIRY"},
      {"CC", "RD", "BA"},
      {"CC", "EDA", "CHAIRS-CHOICE"},
      {"AA", "Al-Anon", "WITH-AA"},
      {"GL", "NA", "LGBTQ"},
      {"BEG", "HA", "BE"},
      {"20", "GA", "BE"},
      {"MI", "Refuge", "MED"},
      {"MI", "SA", "MIXED"},
      {"11TH", "OA", "11"},
      {"X", "ACA", "X"},
      {"ONL", "DA", "ONL"},
      {"Open", "ACA", "O"},
      {"Spanish", "ACA", "S"},
      {"abierta", "AA", "O"},
      {"Families and Friends Only", "Al-Anon", "C"}};
  for (const auto& [text, fellowship, code] : read) {
    INFO(text << " in " << fellowship);
    CHECK(code_of(parse_kind(text, fellowship)) == code);
  }
  // Of some codes nobody can say more than the list itself does; elsewhere they are unknown.
  CHECK(words_of_code("TI", "DA") == "Time");
  CHECK_FALSE(parse_kind("TI", "DA"));
  CHECK(words_of_code("HR", "SLAA") == "Healthy relationships");
  CHECK_FALSE(parse_kind("HR", "SLAA"));
  CHECK(words_of_code("TI", "AA").empty());
  CHECK(words_of_code("B", "DA").empty());
}

TEST_CASE("what a fellowship's list means is a kind, or words, and never both") {
  for (const Fellowship& fellowship : fellowships())
    for (const char* code :
         {"A", "AB", "AC", "B", "CC", "GL", "HR", "IS", "IW", "NS", "PRI", "QA", "S", "T", "Y"}) {
      INFO(code << " in " << fellowship.code);
      CHECK((parse_kind(code, fellowship.code) == nullptr || words_of_code(code, fellowship.code).empty()));
    }
}

TEST_CASE("open and closed are closed for other people in each fellowship, and are called the same") {
  const auto closed = [](const char* fellowship) { return find_kind("C", fellowship)->explanation; };
  CHECK(find_kind("C", "") == find_kind("C"));
  CHECK(find_kind("C", "of nobody") == find_kind("C"));
  CHECK(closed("AA").find("drinking") != std::string_view::npos);
  CHECK(closed("NA").find("drugs") != std::string_view::npos);
  CHECK(closed("CMA") == closed("NA"));
  CHECK(closed("SMART").find("alcohol or drugs") != std::string_view::npos);
  CHECK(closed("Al-Anon").find("family") != std::string_view::npos);
  CHECK(closed("Alateen").find("teens") != std::string_view::npos);
  CHECK(closed("GA").find("gambling") != std::string_view::npos);
  CHECK(closed("OA").find("eating") != std::string_view::npos);
  CHECK(find_kind("O", "AA") == find_kind("O"));
  CHECK(find_kind("O", "Al-Anon")->explanation != find_kind("O")->explanation);
  CHECK(find_kind("X", "Al-Anon") == find_kind("X"));
  for (const Fellowship& fellowship : fellowships()) {
    CHECK(find_kind("O", fellowship.code)->label == "Open");
    CHECK(find_kind("C", fellowship.code)->label == "Closed");
  }
}

TEST_CASE("every kind is explained in every language, but for those whose label says it all") {
  // Nothing could be added to these but the same words again.
  const std::set<std::string_view> plain = {"RSL", "QSL", "ONL", "SM", "NO-SMOKING", "MIXED", "DOGS"};
  for (const std::string& language : porchlight::language::available_languages()) {
    const porchlight::language::Catalog catalog(language);
    const auto check = [&](const Kind& kind) {
      INFO(language << ": " << kind.code << " " << kind.label);
      // Each language of the specification is a kind; its name is its explanation.
      const bool is_language = !kind.language.empty() && kind.language.size() == 2;
      CHECK(kind.explanation.empty() == (is_language || plain.contains(kind.code)));
      CHECK_FALSE(catalog.tr(kind.label).empty());
      if (language == "en") return;
      // Names of books and groups stay, and some words are the same in French.
      const std::set<std::string_view> names = {
          "Alateen",    "LGBTQ",      "Tagalog",         "Malayalam",         "Hindi",       "Al-Anon",
          "Gay",        "Bisexual",   "Grapevine",       "Afrikaans",         "Parents",     "Concepts",
          "Discussion", "Traditions", "As Bill Sees It", "Daily Reflections", "Living Sober"};
      if (!names.contains(kind.label)) CHECK(catalog.tr(kind.label) != kind.label);
      if (!kind.explanation.empty()) CHECK(catalog.tr(kind.explanation) != kind.explanation);
    };
    for (const Kind& kind : kinds()) check(kind);
    for (const Fellowship& fellowship : fellowships())
      for (const char* code : {"O", "C"}) check(*find_kind(code, fellowship.code));
  }
}

TEST_CASE("each fellowship is found by its code and its name, and none stands twice") {
  std::set<std::string_view> codes, names;
  for (const Fellowship& fellowship : fellowships()) {
    INFO(fellowship.code);
    CHECK(codes.insert(fellowship.code).second);
    CHECK(names.insert(fellowship.name).second);
    CHECK(find_fellowship(fellowship.code) == &fellowship);
    CHECK(parse_fellowship(fellowship.code) == &fellowship);
    CHECK(parse_fellowship(fellowship.name) == &fellowship);
  }
  CHECK(parse_fellowship("alcoholics anonymous") == find_fellowship("AA"));
  CHECK(parse_fellowship("A.A.") == find_fellowship("AA"));
  CHECK(parse_fellowship("alanon") == find_fellowship("Al-Anon"));
  CHECK_FALSE(parse_fellowship("FA"));  // Families Anonymous or Food Addicts: nobody can tell
  CHECK_FALSE(parse_fellowship(""));
}

TEST_CASE("a newcomer finds each fellowship by what it is about") {
  CHECK(find_fellowship("AA")->about(Subject::alcohol));
  CHECK_FALSE(find_fellowship("AA")->about(Subject::drugs));
  CHECK(find_fellowship("SMART")->about(Subject::alcohol));
  CHECK(find_fellowship("SMART")->about(Subject::drugs));
  CHECK_FALSE(find_fellowship("SMART")->twelve_steps);
  CHECK(find_fellowship("Alateen")->about(Subject::teens));
  CHECK(find_fellowship("Alateen")->about(Subject::family_and_friends));
}
