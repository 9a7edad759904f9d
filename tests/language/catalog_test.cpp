#include "language/catalog.h"

#include <catch2/catch_test_macros.hpp>
#include <clocale>
#include <set>

using namespace porchlight;
using namespace porchlight::language;

TEST_CASE("Spanish is spoken without any locale of the system", "[catalog]") {
  std::setlocale(LC_ALL, "C");
  const Catalog spanish("es");
  CHECK(spanish.language() == "es");
  CHECK(spanish.tr("Start over") == "Empezar de nuevo");
}

TEST_CASE("A visitor from Mexico reads Spanish", "[catalog]") {
  const Catalog mexican("es-MX");
  CHECK(mexican.language() == "es");
  CHECK(mexican.tr("Start over") == "Empezar de nuevo");
}

TEST_CASE("English, and a language nobody translated, read the message as it stands in the code",
          "[catalog]") {
  for (const char* language : {"en", "xx", "", "-", "../es", "tlh-Latn-CN-x-long-tag"}) {
    CAPTURE(language);
    const Catalog catalog(language);
    CHECK(catalog.language() == "en");
    CHECK(catalog.tr("Start over") == "Start over");
    CHECK(catalog.trn("In {n} minute", "In {n} minutes", 1) == "In {n} minute");
    CHECK(catalog.trn("In {n} minute", "In {n} minutes", 0) == "In {n} minutes");
  }
}

TEST_CASE("A sentence that is missing in the catalog is shown in English, never empty", "[catalog]") {
  const Catalog spanish("es");
  CHECK(spanish.tr("No catalog has this sentence.") == "No catalog has this sentence.");
  CHECK(spanish.trn("No one has it", "No {} have it", 1) == "No one has it");
  CHECK(spanish.trn("No one has it", "No {} have it", 5) == "No {} have it");
}

TEST_CASE("The head of a catalog is never shown", "[catalog]") {
  CHECK(Catalog("es").tr("").empty());
}

TEST_CASE("Plural forms are those of the language", "[catalog]") {
  const Catalog spanish("es");
  CHECK(spanish.trn("In {n} minute", "In {n} minutes", 1) == "En {n} minuto");
  CHECK(spanish.trn("In {n} minute", "In {n} minutes", 25) == "En {n} minutos");
  CHECK(spanish.trn("In {n} minute", "In {n} minutes", 5'000'000'000) == "En {n} minutos");
}

TEST_CASE("Russian has three plural forms, Arabic six, Chinese one", "[catalog]") {
  const auto forms = [](const Language& language, std::vector<long> numbers) {
    const Catalog catalog(language);
    std::vector<std::string> said;
    for (const long n : numbers) said.push_back(catalog.trn("In {n} minute", "In {n} minutes", n));
    return said;
  };
  for (const Language& language : available_languages()) {
    CAPTURE(language);
    if (language == "ru") {
      const auto said = forms("ru", {1, 2, 5, 21, 22, 25, 11});
      CHECK(std::set(said.begin(), said.begin() + 3).size() == 3);
      CHECK(std::vector(said.begin() + 3, said.begin() + 6) == std::vector(said.begin(), said.begin() + 3));
      CHECK(said[6] == said[2]);
    } else if (language == "ar") {
      const auto said = forms("ar", {0, 1, 2, 5, 11, 100, 103});
      CHECK(std::set(said.begin(), said.begin() + 5).size() >= 4);
      CHECK(said[6] == said[3]);
    } else if (language.starts_with("zh") || language == "vi") {
      const auto said = forms(language, {1, 2, 5});
      CHECK(std::set(said.begin(), said.end()).size() == 1);
    }
    for (const std::string& one : forms(language, {0, 1, 2, 3, 11, 100})) CHECK_FALSE(one.empty());
  }
}

TEST_CASE("A message is found also when it is a piece of a longer text", "[catalog]") {
  const std::string_view longer = "Start overture";
  CHECK(Catalog("es").tr(longer.substr(0, 10)) == "Empezar de nuevo");
}

TEST_CASE("A copy of a catalog outlives the first", "[catalog]") {
  auto first = std::make_unique<Catalog>("es");
  const Catalog copy = *first;
  first.reset();
  CHECK(copy.tr("Start over") == "Empezar de nuevo");
}

TEST_CASE("A language is named in itself", "[catalog]") {
  CHECK(own_name("es") == "Español");
  CHECK(own_name("es-MX") == "Español");
  CHECK(own_name("zh-Hans") == "简体中文");
  CHECK(own_name("zh-Hans-CN") == "简体中文");
  CHECK(own_name("ht") == "Kreyòl ayisyen");
  CHECK(own_name("xx").empty());
  CHECK(own_name("").empty());
}

TEST_CASE("A catalog says whether a native speaker has read it", "[catalog]") {
  CHECK(Catalog("en").native_review());  // needs nobody's
  for (const Language& language : available_languages()) {
    CAPTURE(language);
    if (language == "en") continue;
    const Catalog catalog(language);
    CHECK_FALSE(catalog.head("Language").empty());
    CHECK_FALSE(catalog.head("X-Native-Review").empty());
    CHECK(catalog.native_review() == catalog.head("X-Native-Review").starts_with("yes"));
  }
  CHECK(Catalog("es").head("X-Native").empty());
  CHECK(Catalog("es").head("").empty());
  CHECK(Catalog("en").head("Language").empty());
}

TEST_CASE("English comes first, and every language that is offered has a name and a catalog", "[catalog]") {
  const auto languages = available_languages();
  REQUIRE(languages.front() == "en");
  CHECK(std::set(languages.begin(), languages.end()).size() == languages.size());
  CHECK(std::set(languages.begin(), languages.end()).contains("es"));
  for (const Language& language : languages) {
    CAPTURE(language);
    CHECK(!own_name(language).empty());
    CHECK(Catalog(language).language() == language);
  }
}
