// The pages that come with the program: each is read, in grade 6, and leads only to pages that exist.
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "base/assets.h"
#include "guide/page.h"
#include "guide/reading_level.h"

using namespace porchlight;
using namespace porchlight::guide;

namespace {

constexpr double grade = 6;

// "pages/en/overdose.md" is page "overdose" in "en".
std::map<std::string, Page> pages_in(const Language& language) {
  const std::string folder = "pages/" + language + "/";
  std::map<std::string, Page> pages;
  for (const std::string_view path : assets_under(folder)) {
    std::string id(path.substr(folder.size()));
    if (!id.ends_with(".md")) continue;
    id.resize(id.size() - 3);
    auto page = parse_page(id, language, *asset(path));
    if (!page)
      FAIL_CHECK(path << ":" << page.error().line << ":" << page.error().column << ": " << page.error().what);
    else
      pages.emplace(id, std::move(*page));
  }
  return pages;
}

}  // namespace

TEST_CASE("Every page that comes with the program is read without an error", "[pages]") {
  CHECK(pages_in("en").size() >= 20);
  CHECK(pages_in("es").size() == pages_in("en").size());
}

TEST_CASE("The pages read at grade 6 or easier", "[pages]") {
  for (const auto& [id, page] : pages_in("en")) {
    CAPTURE(id);
    CHECK(measure_reading(plain_text(page)).grade() <= grade);
  }
}

TEST_CASE("No page leads to one that is not there", "[pages]") {
  for (const char* language : {"en", "es"}) {
    const auto pages = pages_in(language);
    for (const auto& [id, page] : pages)
      for (const Block& block : page.blocks)
        if (const auto* link = std::get_if<Link>(&block); link && link->target.starts_with("page:")) {
          CAPTURE(language, id, link->target);
          CHECK(pages.contains(link->target.substr(5)));
        }
  }
}

TEST_CASE("A translated page is the same page: its shelf, its order, and its sources", "[pages]") {
  const auto english = pages_in("en");
  for (const auto& [id, page] : pages_in("es")) {
    CAPTURE(id);
    REQUIRE(english.contains(id));
    const Page& original = english.at(id);
    CHECK(page.shelf == original.shelf);
    CHECK(page.order == original.order);
    CHECK(page.sources.size() >= (original.sources.empty() ? 0u : 1u));
    CHECK(page.reviewed >= original.reviewed);
  }
}
