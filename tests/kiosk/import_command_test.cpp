// porchlight import, as somebody who types it meets it.
#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/commands/commands.h"
#include "kiosk/printed.h"
#include "kiosk/stage.h"
#include "site/formats/own_csv.h"

namespace porchlight::kiosk::test {
namespace {

struct Lists {
  TemporaryFolder folder;

  std::string path(const std::string& name) const { return (folder.path / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  std::string read(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // What it prints on standard output goes into `printed`.
  int import(const ImportOptions& options, std::string& printed) const {
    Printed caught(path("printed"));
    const int code = import_lists(options);
    printed = caught.text();
    return code;
  }
};

constexpr const char* guide = R"([{"name":"Hope","slug":"hope","day":2,"time":"19:00","types":["O"]},
{"name":"Faith","slug":"faith","day":"Tuseday","time":"19:00"}])";
constexpr const char* bmlt =
    R"([{"id_bigint":"1","meeting_name":"Clean","weekday_tinyint":"3","start_time":"19:00:00","formats":"O","published":"1"}])";
constexpr const char* keys = R"([{"key_string":"O","name_string":"Open","id":"17","world_id":"OPEN"}])";
constexpr const char* calendar =
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Serenity\nDTSTART:20260106T190000\nRRULE:FREQ=WEEKLY\nEND:"
    "VEVENT\n"
    "END:VCALENDAR\n";

TEST_CASE("import recognises each list and prints what was taken, repaired and left out") {
  const Lists lists;
  std::string printed;
  const int code = lists.import({.files = {lists.write("a", guide), lists.write("b", bmlt),
                                           lists.write("c", keys), lists.write("d", calendar)},
                                 .json = true},
                                printed);
  CHECK(code == exit_problems);
  const auto report = nlohmann::json::parse(printed);
  REQUIRE(report.size() == 1);
  REQUIRE(report["files"].size() == 4);
  const char* formats[] = {"meeting-guide", "bmlt", "bmlt-formats", "icalendar"};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& file = report["files"][i];
    CHECK(file.size() == 7);
    CHECK(file["format"] == formats[i]);
    CHECK(file["taken"].get<int>() + file["repaired"].get<int>() + file["left_out"].get<int>() ==
          file["rows"].get<int>());
  }
  const auto& problems = report["files"][0]["problems"];
  REQUIRE(problems.size() == 1);
  CHECK(problems[0] ==
        nlohmann::json{{"row", 2},
                       {"line", 2},
                       {"column", 38},
                       {"field", "day"},
                       {"value", "Tuseday"},
                       {"message", "“Tuseday” is not a day. Write Tuesday. This meeting is not shown."},
                       {"fix", "Tuesday"}});
}

TEST_CASE("import writes a meetings.csv of all lists, the types of one list explained by another") {
  const Lists lists;
  std::string printed;
  const int code =
      lists.import({.files = {lists.write("a", bmlt), lists.write("b", keys), lists.write("c", calendar)},
                    .out = lists.path("meetings.csv")},
                   printed);
  CHECK(code == exit_ok);
  CHECK(printed.find("2 meetings written") != std::string::npos);
  const site::ReadTable table =
      site::read_own_csv(lists.read("meetings.csv"), {.source = std::string(site::own_table_name)});
  REQUIRE(table.meetings.size() == 2);
  CHECK(table.meetings[0].kinds == std::vector<std::string>{"O"});
  CHECK(table.meetings[1].name == "Serenity");
}

TEST_CASE("import reads the facility's own table as its own: a row without a place is here") {
  const Lists lists;
  std::string printed;
  CHECK(lists.import({.files = {lists.write("own.csv", "Name,Day,Time,Room\nHope,Tuesday,7 PM,Room 2\n")},
                      .out = lists.path("meetings.csv")},
                     printed) == exit_ok);
  const site::ReadTable table = site::read_own_csv(
      lists.read("meetings.csv"), {.source = std::string(site::own_table_name), .here = "St. Brendan’s"});
  REQUIRE(table.meetings.size() == 1);
  CHECK(table.meetings[0].place.name == "St. Brendan’s");
}

TEST_CASE("import says what is no list, and goes on with the others") {
  const Lists lists;
  std::string printed;
  const int code = lists.import({.files = {lists.path("nowhere"), lists.write("page", "<html>Log in</html>"),
                                           lists.write("d", calendar)},
                                 .out = lists.path("meetings.csv"),
                                 .json = true},
                                printed);
  CHECK(code == exit_failed);
  const auto report = nlohmann::json::parse(printed);
  REQUIRE(report["files"].size() == 2);
  CHECK(report["files"][0]["format"].is_null());
  CHECK(report["files"][1]["taken"] == 1);
  CHECK(lists.read("meetings.csv").find("Serenity") != std::string::npos);
}

TEST_CASE("import in the light of a kiosk-config knows its time zone") {
  const Lists lists;
  std::string printed;
  CHECK(lists.import({.files = {lists.write(
                          "a", "BEGIN:VEVENT\nUID:a\nSUMMARY:Once\nDTSTART:20261125T023500Z\nEND:VEVENT\n")},
                      .out = lists.path("meetings.csv"),
                      .config = example_config()},
                     printed) == exit_ok);
  CHECK(lists.read("meetings.csv").find("18:35") != std::string::npos);
  CHECK(lists.import({.files = {lists.path("a")}, .config = lists.path("nowhere")}, printed) == exit_failed);
}

}  // namespace
}  // namespace porchlight::kiosk::test
