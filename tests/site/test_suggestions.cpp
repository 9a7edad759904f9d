// How good the suggestions are: data/suggestion_labels.csv holds, for rows of real feeds, what a person who
// read the row would write into Repeats (nothing for most); made before the program was asked.
#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "schedule/suggest.h"
#include "site/csv.h"
#include "site/encoding.h"
#include "site/formats/meeting_guide.h"
#include "support/project_folder.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

struct Label {
  std::string feed;
  std::size_t row = 0;  // from 1
  std::string hash, repeats;
};

std::vector<Label> labels() {
  std::ifstream file(porchlight::support::project_folder() + "/tests/site/data/suggestion_labels.csv",
                     std::ios::binary);
  REQUIRE(file);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::vector<Label> all;
  for (const CsvRow& row : read_csv(text).rows) {
    REQUIRE(row.cells.size() == 4);
    if (row.cells[0].text == "feed") continue;
    all.push_back({row.cells[0].text, std::stoul(row.cells[1].text), row.cells[2].text, row.cells[3].text});
  }
  return all;
}

struct Row {
  std::string day, name;
  std::vector<std::string> notes;
  bool days_from_one = false;  // BMLT: 1 is Sunday
};

std::string text_of(const nlohmann::json& row, const char* key) {
  const auto found = row.find(key);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Row row_of(const nlohmann::json& record) {
  if (record.contains("weekday_tinyint"))
    return {text_of(record, "weekday_tinyint"),
            text_of(record, "meeting_name"),
            {text_of(record, "comments"), text_of(record, "location_info")},
            true};
  const nlohmann::json& day = record.at("day");
  return {day.is_string() ? day.get<std::string>() : day.dump(),
          text_of(record, "name"),
          {text_of(record, "notes"), text_of(record, "location_notes"), text_of(record, "group_notes")},
          false};
}

// FNV-1a, 64 bits, of day, name and notes as they stand in the feed.
std::string hash_of(const Row& row) {
  std::string text = row.day + '\x1f' + row.name;
  for (const std::string& notes : row.notes) text += '\x1f' + notes;
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  char written[17];
  std::snprintf(written, sizeof written, "%016llx", static_cast<unsigned long long>(hash));
  return written;
}

std::string suggested(const nlohmann::json& record, const Row& row) {
  schedule::Meeting meeting;
  meeting.name = without_html(row.name);
  meeting.group = without_html(text_of(record, "group"));
  const unsigned long day = std::stoul(row.day) - (row.days_from_one ? 1 : 0);
  meeting.recurrence.rule = schedule::Weekly{schedule::Weekdays(1ul << day)};
  const std::string time = text_of(record, row.days_from_one ? "start_time" : "time");
  if (time.size() >= 5)
    meeting.start = schedule::TimeOfDay(std::stoi(time.substr(0, 2)) * 60 + std::stoi(time.substr(3, 2)));
  std::string notes;
  for (const std::string& part : row.notes)
    if (!part.empty()) notes += (notes.empty() ? "" : "\n") + without_html(part);
  const auto in_name = schedule::suggested_repeats(meeting, meeting.name, schedule::Wording::name);
  return in_name
             ? *in_name
             : schedule::suggested_repeats(meeting, notes, schedule::Wording::notes).value_or(std::string());
}

struct Judged {
  int labelled = 0, to_suggest = 0, suggested = 0, right = 0;
};

nlohmann::json feed(const std::string& name) {
  std::ifstream file(porchlight::support::project_folder() + "/../shared/data/" + name + ".json");
  return file ? nlohmann::json::parse(file) : nlohmann::json();
}

}  // namespace

TEST_CASE(
    "Of a hundred suggestions made for real rows, at least 98 are what a reader of the row would write") {
  Judged judged;
  std::map<std::string, nlohmann::json> feeds;
  for (const Label& label : labels()) {
    if (!feeds.contains(label.feed)) feeds[label.feed] = feed(label.feed);
    const nlohmann::json& list = feeds[label.feed];
    if (list.is_null()) continue;
    const nlohmann::json& record = list.at(label.row - 1);
    const Row row = row_of(record);
    INFO(label.feed << " row " << label.row << ": " << row.name << " | " << row.notes.front());
    REQUIRE(hash_of(row) == label.hash);  // the label is of another text
    const std::string said = suggested(record, row);
    ++judged.labelled;
    judged.to_suggest += !label.repeats.empty();
    judged.suggested += !said.empty();
    judged.right += !said.empty() && said == label.repeats;
    if (!said.empty()) CHECK(said == label.repeats);
  }
  if (judged.labelled == 0) SKIP("no ../shared/data");
  WARN(judged.labelled << " labelled rows, " << judged.suggested << " suggestions, " << judged.right
                       << " right of " << judged.to_suggest << " that a reader would make");
  CHECK(judged.labelled >= 300);
  CHECK(judged.suggested >= 8);
  CHECK(judged.right * 100 >= judged.suggested * 98);
}

TEST_CASE("Of all real rows, staff are asked only about those that a reader confirmed") {
  std::map<std::pair<std::string, std::size_t>, std::string> confirmed;
  for (const Label& label : labels()) confirmed[{label.feed, label.row}] = label.repeats;
  int rows = 0, asked = 0;
  for (const char* name : {"mg-kansas-city-206", "mg-philadelphia-sepia-2038", "tsml-benlomond-35",
                           "tsml-orange-county-1967", "tsml-san-jose-670"}) {
    std::ifstream file(
        porchlight::support::project_folder() + "/../shared/data/" + std::string(name) + ".json",
        std::ios::binary);
    if (!file) continue;
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const ReadTable table = read_meeting_guide(text, {.file = name, .source = name});
    rows += table.count.rows;
    for (const Problem& problem : table.problems) {
      constexpr std::string_view question = "If so, set Repeats to “";
      if (!problem.to_do.starts_with(question)) continue;
      ++asked;
      INFO(to_line(problem));
      const std::string said = problem.to_do.substr(question.size());
      CHECK(said == confirmed[{name, static_cast<std::size_t>(problem.row)}] + "”.");
    }
  }
  if (rows == 0) SKIP("no ../shared/data");
  CHECK(asked == 8);
}

TEST_CASE("Of all real rows of NA, none is suggested anything that no reader confirmed") {
  const nlohmann::json list = feed("bmlt-newyork-na-1555");
  if (list.is_null()) SKIP("no ../shared/data");
  for (const nlohmann::json& record : list) {
    const Row row = row_of(record);
    INFO(row.name << " | " << row.notes.front());
    CHECK(suggested(record, row) == "");  // two rows would have one, of a form that is not attempted
  }
}
