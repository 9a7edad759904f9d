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
