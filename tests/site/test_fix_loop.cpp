#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include "example.h"
#include "mending.h"
#include "site/csv.h"
#include "site/encoding.h"
#include "site/formats/own_csv.h"
#include "site/words.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

TableContext context() {
  return {.file = "meetings.csv",
          .source = "meetings.csv",
          .languages = {"en", "es"},
          .zone = "America/Los_Angeles",
          .here = "St. Brendan’s Outreach Center"};
}

// What a visitor can read of 60 days, with the name of the meeting in front.
using Occurrences = std::multimap<std::string, std::string>;

Occurrences occurrences(const ReadTable& table) {
  const schedule::Schedule schedule(table.meetings, {}, *schedule::Zone::named("America/Los_Angeles"));
  Occurrences result;
  for (const auto& each : schedule.occurrences(*schedule::parse_date("2026-11-20"), 60)) {
    const schedule::Meeting& meeting = *each.meeting;
    std::string line =
        schedule::iso_date(each.starts_local.date) + " " + std::to_string(each.starts_local.time.count()) +
        " " + std::to_string(meeting.duration.value_or(schedule::TimeOfDay(-1)).count()) + "|" +
        meeting.fellowship + "|" + each.place.name + "|" + each.place.address + "|" + each.place.room;
    if (each.place.coordinates)
      line += "|" + std::to_string(each.place.coordinates->latitude) + " " +
              std::to_string(each.place.coordinates->longitude);
    for (const auto* words : {&meeting.kinds, &meeting.other_kinds, &meeting.languages})
      for (const std::string& word : *words) line += "|" + word;
    for (const auto* text : {&meeting.notes, &meeting.directions})
      for (const auto& version : text->versions) line += "|" + version.language + version.text;
    result.emplace(meeting.name, line);
  }
  return result;
}

using Key = std::tuple<int, std::string, std::string>;
Key key(const Problem& problem) {
  return {problem.line, problem.field, problem.what};
}
std::multiset<Key> keys(const ReadTable& table) {
  std::multiset<Key> result;
  for (const Problem& problem : table.problems) result.insert(key(problem));
  return result;
}

// The names that a row's meeting has: what stands under Name, and what is shown when nothing does.
std::set<std::string> names_in_line(const std::string& text, int line) {
  std::set<std::string> names{"St. Brendan’s Outreach Center"};
  for (const CsvRow& row : read_csv(text).rows)
    if (row.line <= line && row.cells.back().line >= line)
      for (const CsvCell& cell : row.cells) names.insert(without_html(trimmed(cell.text)));
  return names;
}

struct Count {
  int fixes = 0, without_fix = 0, not_applied = 0;
  std::map<std::string, int> whats;
};

// Applies the first fix, again and again, until none is left.
void mend(std::string text, Count& count) {
  ReadTable before = read_own_csv(text, context());
  for (int step = 0;; ++step) {
    REQUIRE(step < 200);
    const auto fixable =
        std::find_if(before.problems.begin(), before.problems.end(), [&](const Problem& problem) {
          return problem.fix.has_value() && with_fix(text, problem).has_value();
        });
    if (fixable == before.problems.end()) break;
    const std::string mended = *with_fix(text, *fixable);
    const ReadTable after = read_own_csv(mended, context());
    INFO(to_line(*fixable) << " [" << fixable->field << " = " << fixable->value << " -> " << *fixable->fix
                           << "]");
    ++count.fixes;
    ++count.whats[fixable->what.substr(
        fixable->what.find("”") == std::string::npos ? 0 : fixable->what.find("”") + 3)];

    // That problem is gone, and no line has a new one but this.
    const auto old_keys = keys(before), new_keys = keys(after);
    CHECK(new_keys.count(key(*fixable)) < old_keys.count(key(*fixable)));
    const bool head = fixable->line == read_csv(text).rows[0].line;
    for (const Problem& problem : after.problems) {
      // Where a value can be read again, rows that contradict it are worth a notice.
      if (head || problem.line == fixable->line || problem.severity == Problem::Severity::notice) continue;
      INFO("new: " << to_line(problem));
      CHECK(old_keys.count(key(problem)) > 0);
    }

    // No other meeting has changed.
    const Occurrences old_ones = occurrences(before), new_ones = occurrences(after);
    std::set<std::string> names = names_in_line(text, fixable->line);
    names.merge(names_in_line(mended, fixable->line));
    std::vector<Occurrences::value_type> changed;
    std::set_symmetric_difference(old_ones.begin(), old_ones.end(), new_ones.begin(), new_ones.end(),
                                  std::back_inserter(changed));
    const bool was_read = fixable->severity != Problem::Severity::left_out;
    for (const auto& [name, line] : changed) {
      INFO(name << ": " << line);
      CHECK((names.contains(name) || (head && !was_read)));
    }
    text = mended;
    before = after;
  }
  for (const Problem& problem : before.problems) {
    problem.fix ? ++count.not_applied : ++count.without_fix;
    if (std::getenv("PORCHLIGHT_SHOW"))
      std::cout << (problem.fix ? "NOT APPLIED " : "") << problem.field << ": " << to_line(problem) << "\n";
  }
}

}  // namespace

TEST_CASE("Each fix that is reported mends its cell and nothing else") {
  const std::string example = example_files()["meetings.csv"];
  std::mt19937 random(20261124);
  Count count;
  const int rounds = std::getenv("PORCHLIGHT_LONG") ? 10'000 : 600;
  for (int i = 0; i < rounds; ++i) {
    INFO("round " << i);
    std::string text = example;
    const int damages = 1 + static_cast<int>(random() % 3);
    for (int each = 0; each < damages; ++each) text = damaged(text, random);
    // Positions are those of the text, not of the bytes.
    mend(decode(text).text, count);
  }
  if (std::getenv("PORCHLIGHT_SHOW"))
    for (const auto& [what, times] : count.whats) std::cout << times << " x " << what << "\n";
  INFO(count.fixes << " fixes, " << count.without_fix << " without, " << count.not_applied << " not applied");
  CHECK(count.fixes > rounds / 2);
  CHECK(count.not_applied == 0);
  if (std::getenv("PORCHLIGHT_SHOW"))
    std::cout << count.fixes << " fixes, " << count.without_fix << " without, " << count.not_applied
              << " not applied\n";
}

TEST_CASE("A fix replaces its cell and not a byte else") {
  Problem problem;
  problem.line = 2;
  problem.column = 6;
  problem.fix = "Mon, Wed";
  CHECK(with_fix("Name,Day\r\nHope,\"M\"\"on\" ,x\r\n", problem) == "Name,Day\r\nHope,\"Mon, Wed\",x\r\n");
  CHECK(with_fix("Name;Day\nHope;Mno", problem) == "Name;Day\nHope;Mon, Wed");
  problem.column = 0;
  problem.field = "Day";
  CHECK(with_fix("Name,Time,Day\nHope\n", problem) == "Name,Time,Day\nHope,,\"Mon, Wed\"\n");
  problem.field = "Repeats";
  CHECK_FALSE(with_fix("Name,Time,Day\nHope\n", problem));
}
