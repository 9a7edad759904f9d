// What many kiosks have in common, below what each has of its own.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "site/load.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

const std::string own_toml =
    "languages = [\"en\"]\n[facility]\nname = \"Elm Street Hall\"\ntime_zone = \"America/Denver\"\n";
const std::string line_of_base =
    "[[helplines]]\nname = \"County line\"\nnumber = \"415-555-0100\"\nanswered_by = \"Nurses\"\npays = "
    "\"none\"\n";

bool has_line(const Loaded& loaded, std::string_view name) {
  for (const guide::Helpline& line : loaded.site->helplines)
    if (line.name.in("en").text == name) return true;
  return false;
}

}  // namespace

TEST_CASE("A file of the base is read where the kiosk has none of that name") {
  Files files{{"kiosk.toml", own_toml}, {"base/helplines.toml", line_of_base}};
  CHECK(has_line(load(files), "County line"));
  files["helplines.toml"] =
      "[[helplines]]\nname = \"Own line\"\nnumber = \"415-555-0101\"\nanswered_by = \"Us\"\npays = "
      "\"none\"\n";
  CHECK(has_line(load(files), "Own line"));
  CHECK_FALSE(has_line(load(files), "County line"));
}

TEST_CASE("kiosk.toml lies key by key on that of the base") {
  const Loaded loaded = load({{"kiosk.toml", own_toml + "[session]\nidle_s = 90\n"},
                              {"base/kiosk.toml",
                               "languages = [\"en\", \"es\"]\ncounts = false\n"
                               "[facility]\nname = \"Everywhere\"\ncountry = \"CA\"\ntime_zone = \"UTC\"\n"
                               "[session]\nidle_s = 100\nidle_form_s = 300\n"}});
  REQUIRE(loaded.site);
  CHECK(loaded.site->facility.name == "Elm Street Hall");
  CHECK(loaded.site->facility.country == "CA");
  CHECK(loaded.site->schedule->zone().name() == "America/Denver");
  CHECK(loaded.site->languages == std::vector<Language>{"en"});  // a list is of one of them
  CHECK_FALSE(loaded.site->counts);
  CHECK(loaded.site->session.idle == seconds(90));
  CHECK(loaded.site->session.idle_form == seconds(300));
}

TEST_CASE("A page of the base takes the place of the one built in, and the kiosk's own that of both") {
  Files files{
      {"kiosk.toml", own_toml},
      {"base/pages/en/step-01.md",
       "---\ntitle: Of all\nsummary: Common\nreviewed: 2026-11-25\nwords: ours\nshelf: steps\n---\nText.\n"}};
  const auto title = [&] {
    const Loaded loaded = load(files);
    for (const guide::Page& page : loaded.site->pages.at("en"))
      if (page.id == "step-01") return page.title;
    return std::string();
  };
  CHECK(title() == "Of all");
  files["pages/en/step-01.md"] =
      "---\ntitle: Our own\nsummary: Ours\nreviewed: 2026-11-25\nwords: ours\nshelf: steps\n---\nText.\n";
  CHECK(title() == "Our own");
}

TEST_CASE("What is wrong with a file of the base is told of that file") {
  const Loaded loaded = load({{"kiosk.toml", own_toml},
                              {"base/helplines.toml", "[[helplines]]\nname = \"No number\"\n"},
                              {"base/kiosk.toml", "counts = \n"},
                              {"base/notes.csv", "a,b\n"}});
  REQUIRE(loaded.site);
  const auto told = [&](std::string_view file) {
    return std::any_of(loaded.problems.begin(), loaded.problems.end(),
                       [&](const Problem& problem) { return problem.file == file; });
  };
  CHECK(told("base/helplines.toml"));
  CHECK(told("base/kiosk.toml"));
  CHECK(told("base/notes.csv"));
  CHECK_FALSE(told("helplines.toml"));
}

TEST_CASE("Without any kiosk.toml of its own a kiosk shows what the base says") {
  const Loaded loaded = load({{"base/kiosk.toml", own_toml}});
  REQUIRE(loaded.site);
  CHECK(loaded.site->facility.name == "Elm Street Hall");
}
