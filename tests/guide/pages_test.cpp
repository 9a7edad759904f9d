// The pages that come with the program: each is read, in grade 6, and leads only to pages that exist.
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <regex>
#include <set>

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

// "2# p p *3 page:withdrawal": its headings, paragraphs, lists with how many items, callouts and links, in
// order.
std::string shape(const Page& page) {
  std::string result;
  for (const Block& block : page.blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) result += std::to_string(heading->level) + "# ";
    if (std::holds_alternative<Paragraph>(block)) result += "p ";
    if (const auto* list = std::get_if<Bullets>(&block))
      result += (list->numbered ? "1." : "*") + std::to_string(list->items.size()) + " ";
    if (std::holds_alternative<Callout>(block)) result += "> ";
    if (const auto* link = std::get_if<Link>(&block))
      result += (link->target.starts_with("page:") ? link->target : "code") + " ";
  }
  return result;
}

// Every number of a page once: to call, of days, of years.
std::set<std::string> numbers(const Page& page) {
  const std::string text = plain_text(page);
  const std::regex number("[0-9]+(-[0-9]+)*");
  return {std::sregex_token_iterator(text.begin(), text.end(), number), std::sregex_token_iterator()};
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

TEST_CASE("A page that is about the steps or names a group says whose words it is", "[pages]") {
  const std::map<Language, std::string> sentence{
      {"en", "These are our words, not AA’s or NA’s. We are not part of AA, NA or any group named here."},
      {"es",
       "Estas palabras son nuestras, no de AA ni de NA. No somos parte de AA, de NA ni de ningún grupo "
       "nombrado aquí."}};
  const std::regex group(R"(\b(AA|NA|Al-Anon|Alateen|Nar-Anon|Narateen)\b)");
  for (const auto& [language, words] : sentence)
    for (const auto& [id, page] : pages_in(language)) {
      if (page.shelf == Shelf::steps)
        continue;  // there the screen says it, beside the code for AA's own words
      const std::string text = plain_text(page);
      if (page.shelf != Shelf::about_steps && !std::regex_search(text, group)) continue;
      CAPTURE(language, id);
      CHECK(text.find(words) != std::string::npos);
    }
}

TEST_CASE("A translated page says as much as the English one, with the same numbers and ways on", "[pages]") {
  const auto english = pages_in("en");
  for (const auto& [id, page] : pages_in("es")) {
    CAPTURE(id);
    REQUIRE(english.contains(id));
    CHECK(shape(page) == shape(english.at(id)));
    CHECK(numbers(page) == numbers(english.at(id)));
    CHECK(page.sources.size() == english.at(id).sources.size());
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
