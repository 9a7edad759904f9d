#include <catch2/catch_test_macros.hpp>

#include "example.h"
#include "site/comparison.h"
#include "site/confirmed.h"
#include "site/kiosk_file.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

// The example's meetings with one text in the place of another.
std::shared_ptr<const Site> with(const std::string& from, const std::string& to) {
  Files files = example_files();
  std::string& text = files.at("meetings.csv");
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  return loaded.site;
}

std::shared_ptr<const Site> example() {
  return load(example_files()).site;
}

using Lines = std::vector<std::string>;

// With the blanks that a keyboard has: inside a time they never break.
Lines plain(Lines lines) {
  for (std::string& line : lines)
    for (auto at = line.find("\u00A0"); at != std::string::npos; at = line.find("\u00A0"))
      line.replace(at, 2, " ");
  return lines;
}

std::vector<std::string> what(const Comparison& comparison) {
  REQUIRE(comparison.changed.size() == 1);
  CHECK(comparison.added.empty());
  CHECK(comparison.removed.empty());
  return plain(comparison.changed.front().what);
}

}  // namespace

TEST_CASE("A schedule that is the same changes nothing") {
  const Comparison comparison = compare(*example(), *example());
  CHECK(comparison.nothing());
  CHECK(summary(comparison, {}) == "nothing changes, no problems");
}

TEST_CASE("What is different of a meeting is said in words") {
  const auto changed = [](const std::string& from, const std::string& to) {
    return what(compare(*example(), *with(from, to)));
  };
  CHECK(changed("Came to Believe,Tuesday,6:00 PM", "Came to Believe,Tuesday,6:15 PM") ==
        Lines{"When: every Tuesday, 6:00 to 7:00 PM → every Tuesday, 6:15 to 7:00 PM"});
  CHECK(changed("Elm Street Community Hall,,\"88 Elm Street, Alder Bay\"",
                "Elm Street Community Hall,Kitchen,\"88 Elm Street, Alder Bay\"") ==
        Lines{"Room: now “Kitchen”"});
  CHECK(changed("Courage to Change,Monday,7:30 PM,8:30 PM,Al-Anon,\"Open, Newcomer",
                "Courage to Change,Monday,7:30 PM,8:30 PM,Al-Anon,\"Open") ==
        Lines{"Types: Newcomers, Open, Step-free to the room → Open, Step-free to the room"});
  CHECK(changed("Starts as Friday night ends.,Empieza cuando termina la noche del viernes.", ",") ==
        Lines{"Notes: no longer “Starts as Friday night ends., Empieza cuando termina la noch…”"});
}

TEST_CASE("A meeting that is new, and one that is gone, are named with their time") {
  const Comparison gone = compare(*example(), *with("Dharma at Noon,Sunday,", "Dharma at Noon,Somday,"));
  CHECK(plain(gone.removed) == Lines{"Dharma at Noon, every Sunday, 12:00 to 1:00 PM"});
  CHECK(summary(gone, {}) == "1 removed, no problems");

  const Comparison added = compare(*with("Dharma at Noon,Sunday,", "Dharma at Noon,Somday,"), *example());
  CHECK(plain(added.added) == Lines{"Dharma at Noon, every Sunday, 12:00 to 1:00 PM"});
}

TEST_CASE("A meeting whose time moves is the same where several share its name") {
  Files files = example_files();
  files["meetings.csv"] = "Name,Day,Time\nSerenity,Monday,7 PM\nSerenity,Friday,7 PM\n";
  const auto before = load(files).site;
  files["meetings.csv"] = "Name,Day,Time\nSerenity,Monday,8 PM\nSerenity,Friday,7 PM\n";
  const auto after = load(files).site;
  CHECK(what(compare(*before, *after)) == Lines{"When: every Monday, 7:00 PM → every Monday, 8:00 PM"});
}

TEST_CASE("The page of problems says in words what to mend, and nothing in it is markup of somebody's") {
  Files files = example_files();
  files.erase("changes.csv");  // it names meetings that are not there now
  files["meetings.csv"] = "Name,Day,Time\n<b>Hope & Co</b>,Tuesday,7 PM\nOther,Frigday,7 PM\n";
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  const std::string page = problems_page("St. <Brendan>", compare(*example(), *loaded.site), loaded.problems);
  CHECK(page.starts_with("<!DOCTYPE html>"));
  CHECK(page.find("<h1>St. &lt;Brendan&gt;</h1>") != std::string::npos);
  CHECK(page.find("meetings.csv, row 2 (line 3), Day") != std::string::npos);
  CHECK(page.find("Frigday") != std::string::npos);
  CHECK(page.find("Hope &amp; Co") != std::string::npos);
  CHECK(page.find("This meeting is not shown.") != std::string::npos);
  CHECK(page.find("1 added") != std::string::npos);
  CHECK(page.find("1 problem") != std::string::npos);
}

TEST_CASE("“Still right” renews the date in kiosk.toml and leaves all else as it was") {
  const std::string before = example_files().at("kiosk.toml");
  const schedule::Date day = std::chrono::year(2026) / 12 / 1;
  const Result<std::string> after = confirmed(before, day, std::nullopt);
  REQUIRE(after);
  std::string expected = before;
  const auto at = expected.find("checked_on = 2026-11-03");
  expected.replace(at, 23, "checked_on = 2026-12-01");
  CHECK(*after == expected);

  const Result<std::string> by = confirmed(before, day, "Rosa \"R\" Díaz");
  REQUIRE(by);
  const KioskFile read = read_kiosk_file(*by);
  REQUIRE(read.checked);
  CHECK(read.checked->by == "Rosa \"R\" Díaz");
  CHECK(read.checked->on == day);
}

TEST_CASE("“Still right” finds its place in files that people write") {
  const schedule::Date day = std::chrono::year(2026) / 12 / 1;
  const std::string head = "[facility]\nname = \"Hall\"\ntime_zone = \"America/Chicago\"\n";
  for (const std::string& toml : {head, head + "[schedule]", head + "[schedule]\n\n[screen]\n",
                                  "[schedule]\nchecked_by = \"A # B\"\n" + head,
                                  head + "[schedule]\n  checked_on=2026-01-01 # last year\n"}) {
    CAPTURE(toml);
    const Result<std::string> after = confirmed(toml, day, std::nullopt);
    REQUIRE(after);
    const KioskFile read = read_kiosk_file(*after);
    REQUIRE(read.checked);
    CHECK(read.checked->on == day);
  }
  CHECK(confirmed(head + "[schedule]\nchecked_on=2026-01-01 # last year\n", day, std::nullopt)
            ->find("# last year") != std::string::npos);
  CHECK_FALSE(confirmed("[facility\n", day, std::nullopt));
}
