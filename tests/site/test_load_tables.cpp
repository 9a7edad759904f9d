#include <catch2/catch_test_macros.hpp>

#include "example.h"
#include "making_workbooks.h"

using namespace porchlight;
using namespace porchlight::site;
using Severity = Problem::Severity;

namespace {

Files small_files() {
  return {
      {"kiosk.toml", "[facility]\nname = \"St. Brendan’s\"\ntime_zone = \"America/Los_Angeles\"\n"},
      {"meetings.csv", "Name,Day,Time\nHope,Tuesday,7 PM\n"},
      {"helplines.toml",
       "[[helplines]]\nname = \"Help\"\nnumber = \"911\"\nanswered_by = \"Dispatchers\"\npays = \"none\"\n"}};
}

}  // namespace

TEST_CASE("Meetings and changes may be kept as Excel or LibreOffice save them") {
  Files files = small_files();
  files.erase("meetings.csv");
  files["Meetings.XLSX"] =
      xlsx({{{.rows = text_row(1, {"Name", "Day", "Time"}) + text_row(2, {"Hope", "Tuesday", "7 PM"})}}});
  files["changes.ods"] = ods("<table:table table:name=\"S\">" + ods_row({"Date", "Meeting", "What"}) +
                             ods_row({"2026-11-24", "Hope", "cancelled"}) + "</table:table>");
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(to_line(problem));
  CHECK(loaded.problems.empty());
  const auto tonight = loaded.site->schedule->occurrences(*schedule::parse_date("2026-11-24"), 1);
  REQUIRE(tonight.size() == 1);
  CHECK(tonight[0].status == schedule::Occurrence::Status::cancelled);
  CHECK(tonight[0].meeting->source == "meetings.csv");
  CHECK(loaded.tables.at(0).file == "Meetings.XLSX");
}

TEST_CASE("Of two lists of the same name one is read, and it is said which") {
  Files files = small_files();
  files["meetings.xlsx"] =
      xlsx({{{.rows = text_row(1, {"Name", "Day", "Time"}) + text_row(2, {"Faith", "Tuesday", "7 PM"})}}});
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  CHECK(find_meeting(*loaded.site, "Hope"));
  CHECK_FALSE(find_meeting(*loaded.site, "Faith"));
  REQUIRE(loaded.problems.size() == 1);
  CHECK(to_line(loaded.problems[0]) ==
        "meetings.xlsx: There is meetings.csv too. Keep the one you edit, and take the other out of this "
        "folder. "
        "Only meetings.csv is read; nothing of this file is shown.");
}

TEST_CASE("A list with a misspelt name is found, whatever program saved it") {
  Files files = small_files();
  files.erase("meetings.csv");
  files["meeting.xlsx"] = "";
  const auto missing = problems_of(load(files), "meetings.csv", Severity::left_out);
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].to_do == "Rename “meeting.xlsx”.");
}

TEST_CASE("A feed may be a workbook") {
  Files files = small_files();
  files["kiosk.toml"] += "[[feeds]]\nname = \"Intergroup\"\nfile = \"list.xlsx\"\nfellowship = \"AA\"\n";
  files["list.xlsx"] =
      xlsx({{{.rows = text_row(1, {"Name", "Day", "Time"}) + text_row(2, {"Faith", "Tuesday", "7 PM"})}}});
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  CHECK(loaded.problems.empty());
  REQUIRE(find_meeting(*loaded.site, "Faith"));
  CHECK(find_meeting(*loaded.site, "Faith")->fellowship == "AA");
}

TEST_CASE("A workbook that cannot be read leaves a site with help numbers, and says what to do") {
  Files files = small_files();
  files.erase("meetings.csv");
  files["meetings.xlsx"] = std::string("PK\x03\x04", 4) + "broken";
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  CHECK(loaded.site->helplines.size() == 1);
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].file == "meetings.xlsx");
  CHECK(loaded.problems[0].what == "This file is damaged: it cannot be unpacked.");
}
