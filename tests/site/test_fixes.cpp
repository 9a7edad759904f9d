#include <catch2/catch_test_macros.hpp>

#include "reading.h"

using namespace porchlight;
using namespace porchlight::site;

TEST_CASE("A fix is given wherever only one text can be meant") {
  const auto fix = [](const std::string& head, const std::string& cell) {
    const ReadTable table = read_own("Name,Day,Time," + head + "\nHope,Mon,7pm,\"" + cell + "\"\n");
    REQUIRE(table.problems.size() == 1);
    return table.problems[0].fix.value_or("none");
  };
  CHECK(fix("Types", "Open, Wheelchair Acces") == "Open, Wheelchair Access");
  CHECK(fix("Types", "Newcomr") == "Newcomer");
  CHECK(fix("Fellowship", "Narcotics Anonymus") == "Narcotics Anonymous");
  CHECK(fix("Languages", "English, Spansh") == "English, Spanish");
  CHECK(fix("Languages", "Klingon") == "none");
  CHECK(fix("Repeats", "1st, 3dr") == "1st, 3rd");
  CHECK(fix("Repeats", "evry 2 weeks from 1/5/2026") == "every 2 weeks from 1/5/2026");
  CHECK(fix("Repeats", "every 2 weeks from 1/5/2026") == "every 2 weeks from 2026-01-05");
  CHECK(fix("Repeats", "monthly") == "none");
  CHECK(fix("From", "2026-l1-24") == "2026-11-24");
  CHECK(fix("From", "20261124") == "2026-11-24");
  CHECK(fix("From", "24 Nvoember 2026") == "2026-11-24");
  CHECK(fix("From", "2026-11-31") == "none");
  CHECK(fix("Except", "2026-11-26, 2026-12-3l") == "2026-11-26, 2026-12-31");
  CHECK(fix("End Time", "8") == "8:00 PM");
  CHECK(fix("End Time", "8;OO PM") == "8:00 PM");
  CHECK(fix("End Time", "later") == "none");
  CHECK(fix("Notes[es],Notes[es]", "a\",\"b") == "none");
  const auto day_fix = [](const std::string& cell) {
    return read_own("Name,Day,Time\nHope,\"" + cell + "\",7pm\n").problems.at(0).fix.value_or("none");
  };
  CHECK(day_fix("Mon, Tuseday & Fri") == "Mon, Tuesday & Fri");
  CHECK(day_fix("Tursday") == "none");  // Tuesday or Thursday
  CHECK(day_fix("Dayly") == "daily");
  const auto time_fix = [](const std::string& cell) {
    return read_own("Name,Day,Time\nHope,Mon,\"" + cell + "\"\n").problems.at(0).fix.value_or("none");
  };
  CHECK(time_fix("700 PM") == "7:00 PM");
  CHECK(time_fix("7:00pmm") == "7:00 PM");
  CHECK(time_fix("7 PT") == "none");
  CHECK(time_fix("730") == "none");
  CHECK(time_fix("7") == "none");
}

TEST_CASE("A quotation mark that was never closed can be taken away by machine") {
  const ReadTable table = read_own("Name,Day,Time,Room\nHope,Mon,7pm,\"Room 2\nFaith,Tue,7pm,Hall\n");
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].field == "Room");
  CHECK(table.problems[0].value == "\"Room 2");
  CHECK(table.problems[0].fix == "Room 2");
}
