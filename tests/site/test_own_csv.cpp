#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>

#include "reading.h"
#include "support/project_folder.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

// One row below a head.
schedule::Meeting one(const std::string& text) {
  ReadTable table = read_own(text);
  for (const Problem& problem : table.problems) UNSCOPED_INFO(to_line(problem));
  REQUIRE(table.meetings.size() == 1);
  return table.meetings[0];
}

}  // namespace

TEST_CASE("A row of the import template is a meeting") {
  const auto meeting =
      one("Time,End Time,Day,Name,Location,Address,Region,Sub Region,Types,Group,Email\n"
          "6:00 PM,7:15 PM,Monday,After Work,Saturday Nite Live,\"2634 Union Ave\",San Jose,West,\"Open, "
          "Wheelchair Access\",SNL,x@example.org\n");
  CHECK(meeting.name == "After Work");
  CHECK(meeting.start == schedule::TimeOfDay(18 * 60));
  CHECK(meeting.duration == std::chrono::minutes(75));
  CHECK(std::get<schedule::Weekly>(meeting.recurrence.rule).days.to_ulong() == 2);
  CHECK(meeting.kinds == std::vector<std::string>{"O", "X"});
  CHECK(meeting.place.name == "Saturday Nite Live");
  CHECK(meeting.place.region == "San Jose, West");
  CHECK(meeting.group == "SNL");
  CHECK(meeting.attendance == schedule::Attendance::in_person);
  CHECK_FALSE(meeting.zone);
}

TEST_CASE("Columns may stand in any order and case") {
  const auto meeting = one("TYPES;end time;NAME;day;TIME\nO;20:00;Hope;Tue;19.00\n");
  CHECK(meeting.name == "Hope");
  CHECK(meeting.start == schedule::TimeOfDay(19 * 60));
  CHECK(meeting.duration == std::chrono::minutes(60));
}

TEST_CASE("Types may be names or codes, and Spanish is a language too") {
  const auto meeting = one("Name,Day,Time,Types\nHope,Tue,19:00,\"O, newcomer, Spanish, x\"\n");
  CHECK(meeting.kinds == std::vector<std::string>{"BE", "O", "S", "X"});
  CHECK(meeting.languages == std::vector<std::string>{"es"});
}

TEST_CASE("A type that nobody knows is kept in its own words and reported") {
  const ReadTable table =
      read_own("Name,Day,Time,Types\nHope,Tue,19:00,\"Open, Karaoke night\"\nFaith,Wed,19:00,\"ABSX\"\n");
  REQUIRE(table.meetings.size() == 2);
  CHECK(table.meetings[0].other_kinds == std::vector<std::string>{"Karaoke night"});
  REQUIRE(table.problems.size() == 2);
  CHECK(table.problems[0].severity == Problem::Severity::notice);
  CHECK(table.problems[1].severity == Problem::Severity::repair);
  CHECK(table.problems[1].fix == "ABSI");
  CHECK(table.count.taken == 1);
  CHECK(table.count.repaired == 1);
}

TEST_CASE("Texts of staff may be given in two languages") {
  const auto meeting =
      one("Name,Day,Time,Directions,Directions[es],Notes[es]\nHope,Tue,19:00,down the hall,por el "
          "pasillo,Hay café\n");
  CHECK(meeting.directions.in("es").text == "por el pasillo");
  CHECK(meeting.directions.in("en").text == "down the hall");
  CHECK(meeting.notes.in("en").language == "es");
}

TEST_CASE("A meeting without a place is here, in the building of the kiosk") {
  CHECK(one("Name,Day,Time,Room\nHope,Tue,19:00,Room 2\n").place.name == "St. Brendan’s Outreach Center");
}

TEST_CASE("A meeting that ends after midnight lasts into the next day") {
  CHECK(one("Name,Day,Time,End Time\nLate,Fri,11:30 PM,12:30 AM\n").duration == std::chrono::minutes(60));
}

TEST_CASE("A misspelt day is left out with the day to write, and hides no other row") {
  const ReadTable table =
      read_own("Name,Day,Time\nHope,Monday,19:00\nFaith,Tuseday,19:00\nCharity,Wednesday,19:00\n");
  CHECK(table.meetings.size() == 2);
  CHECK(table.count.rows == 3);
  CHECK(table.count.left_out == 1);
  REQUIRE(table.problems.size() == 1);
  const Problem& problem = table.problems[0];
  CHECK(problem.row == 2);
  CHECK(problem.line == 3);
  CHECK(problem.column == 7);
  CHECK(problem.field == "Day");
  CHECK(problem.value == "Tuseday");
  CHECK(problem.fix == "Tuesday");
  CHECK(to_line(problem) ==
        "meetings.csv:3:7: “Tuseday” is not a day. Write Tuesday. This meeting is not shown.");
}

TEST_CASE("One bad row never hides the others") {
  const std::vector<std::string> bad{"Hope,Someday,19:00,",
                                     "Hope,Mon,late,",
                                     "Hope,,19:00,",
                                     "Hope,Mon,,",
                                     "Hope,Mon,19:00,sometimes",
                                     "\"Hope,Mon,19:00,",
                                     "Hope,Mon,19:00,,,,x,y,z",
                                     "\x01\x02,\xFF,\xFE,\"\"\""};
  for (const std::string& row : bad) {
    const ReadTable table =
        read_own("Name,Day,Time,Repeats\nBefore,Sun,10:00,\n" + row + "\nAfter,Sat,10:00,1st\n");
    INFO(row);
    REQUIRE(table.meetings.size() >= 2);
    CHECK(table.meetings.front().name == "Before");
    CHECK(table.meetings.back().name == "After");
    CHECK_FALSE(table.problems.empty());
  }
}

TEST_CASE("An empty meetings.csv says so and shows nothing") {
  for (const char* text : {"", "\n\n", "\xEF\xBB\xBF"}) {
    const ReadTable table = read_own(text);
    CHECK(table.meetings.empty());
    REQUIRE(table.problems.size() == 1);
    CHECK(table.problems[0].line == 1);
    CHECK(table.problems[0].what == "This file is empty.");
  }
  const ReadTable head_only = read_own("Name,Day,Time\n");
  REQUIRE(head_only.problems.size() == 1);
  CHECK(head_only.problems[0].what == "There are no meetings in this file.");
}

TEST_CASE("A table without names of columns leaves out each row and says why") {
  const ReadTable table = read_own("Hope,Tuesday,7 PM\nFaith,Friday,8 PM\n");
  CHECK(table.count.rows == 2);
  CHECK(table.count.left_out == 2);
}

TEST_CASE("A title above the head is no harm") {
  CHECK(one("Our meetings,,\n,,\nName,Day,Time\nHope,Tue,7pm\n").name == "Hope");
}

TEST_CASE("A misspelt column is named, with the name to write") {
  const ReadTable table = read_own("Name,Day,Time,Romo\nHope,Tue,7pm,Room 2\n");
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].fix == "Room");
  CHECK(table.problems[0].column == 15);
  CHECK(table.meetings.size() == 1);
}

TEST_CASE("A misspelt column is read as what it means, where its cells can be that") {
  const ReadTable repeats = read_own("Name,Day,Time,Repeast\nHope,Tue,7pm,1st\n");
  REQUIRE(repeats.meetings.size() == 1);
  CHECK(std::holds_alternative<schedule::Monthly>(repeats.meetings[0].recurrence.rule));
  REQUIRE(repeats.problems.size() == 1);
  CHECK(repeats.problems[0].severity == Problem::Severity::repair);
  CHECK(repeats.problems[0].fix == "Repeats");

  CHECK(read_own("Nmae,Dy,Tmie\nHope,Tue,7pm\n").meetings.size() == 1);

  // The number of a form is no date, and "Rom" no From.
  const ReadTable form = read_own("Name,Day,Time,Form\nHope,Tue,7pm,2041\n");
  REQUIRE(form.meetings.size() == 1);
  CHECK_FALSE(form.meetings[0].recurrence.from);
  CHECK(form.problems.size() == 1);
  CHECK(one("Name,Day,Time,Rom\nHope,Tue,7pm,Room 2\n").place.room == "Room 2");
  CHECK(one("Name,Day,Time,Notes[Spanish]\nHope,Tue,7pm,Hay café\n").notes.versions.at(0).language == "es");
}

TEST_CASE("A code of a type means what it means in the fellowship") {
  const auto typed = [](const char* fellowship, const char* types) {
    return one(std::string("Name,Day,Time,Fellowship,Types\nHope,Mon,7pm,") + fellowship + ",\"" + types +
               "\"\n");
  };
  CHECK(typed("ACA", "S, T").kinds == std::vector<std::string>{"LIT", "SP"});
  CHECK(typed("AA", "S, T").kinds == std::vector<std::string>{"S", "T"});
  CHECK(typed("DA", "AR").kinds == std::vector<std::string>{"ARTISTS"});
  CHECK(typed("DA", "V").other_kinds == std::vector<std::string>{"Vision"});
  CHECK(typed("AA", "AR").languages == std::vector<std::string>{"ar"});
  CHECK(typed("Al-Anon", "AC, Adult Child Focus").kinds == std::vector<std::string>{"ADULT-CHILD"});
  CHECK(typed("NA", "BT, JFT, SPK").kinds == std::vector<std::string>{"LIT", "SP"});
  CHECK(typed("RD", "WA, ES").languages == std::vector<std::string>{"es"});
}

TEST_CASE("A meeting is not both open and closed") {
  const ReadTable table = read_own("Name,Day,Time,Types\nHope,Mon,7pm,\"Open, Closed, Women\"\n");
  REQUIRE(table.meetings.size() == 1);
  CHECK(table.meetings[0].kinds == std::vector<std::string>{"C", "W"});
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].fix == "Closed, Women");
}

TEST_CASE("A meeting keeps its id when rows are added, moved or filled in") {
  const std::string head = "Name,Day,Time\n", hope = "Hope,Tue,7pm\n", hope_too = "Hope,Fri,7pm\n",
                    faith = "Faith,Sat,8pm\n";
  const auto ids = [](const ReadTable& table) {
    std::map<std::string, std::string> result;
    for (const auto& meeting : table.meetings) {
      const auto days = std::get<schedule::Weekly>(meeting.recurrence.rule).days.to_string();
      result[meeting.name + days] = meeting.id;
    }
    return result;
  };
  const auto before = ids(read_own(head + hope + hope_too + faith));
  CHECK(before == ids(read_own(head + faith + hope_too + hope)));
  CHECK(before.size() == 3);
  CHECK(before.begin()->second == "faith");
}

TEST_CASE("Wording in notes that contradicts a weekly rule is reported, and the rule stays") {
  const ReadTable table = read_own("Name,Day,Time,Notes,Repeats\nHope,Saturday,7pm,3rd Saturday only,\n");
  REQUIRE(table.meetings.size() == 1);
  CHECK(std::holds_alternative<schedule::Weekly>(table.meetings[0].recurrence.rule));
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].fix == "3rd");
  CHECK(table.problems[0].field == "Repeats");
}

TEST_CASE("Where staff have said that it is weekly, wording does not ask them again") {
  CHECK(read_own("Name,Day,Time,Notes,Repeats\nHope,Sat,7pm,3rd Saturday only,weekly\n").problems.empty());
  CHECK(read_own("Name,Day,Time,Notes,Repeats\nHope,Sat,7pm,3rd Saturday only,\n").problems.size() == 1);
}

TEST_CASE("The template that thousands of groups started from is read whole") {
  const std::string path = porchlight::support::project_folder() + "/../shared/data/tsml-template-csv.csv";
  if (!std::filesystem::exists(path)) SKIP("No " + path);
  std::ifstream file(path, std::ios::binary);
  const ReadTable table = read_own({std::istreambuf_iterator<char>(file), {}});
  CHECK(table.count.rows == 36);
  CHECK(table.count.left_out == 0);
  CHECK(table.meetings.size() == 36);
  CHECK(table.problems.empty());
}

TEST_CASE("Whatever a file holds, every row is taken, repaired or left out") {
  REQUIRE(rc::check("any bytes", [](const std::string& bytes) {
    RC_ASSERT(adds_up(read_own_csv(bytes, own_context()).count));
  }));
  REQUIRE(rc::check("cells of a table", [] {
    const auto cell = rc::gen::element<std::string>("", "Hope", "Tue", "7pm", "99:99", "\"", "Mon-Fri", "1st",
                                                    "2026-12-24", "every 2 weeks from 2026-01-05", "O,X",
                                                    "\"O, X\"", "\xE9", "by appointment", "America/New_York",
                                                    "Mars/Base", "-122.4", "37,76", "x\ny", "\"a\nb\"");
    std::string text = "Name,Day,Time,End Time,Types,Repeats,From,Until,Except,Timezone,Latitude,Longitude\n";
    for (const auto& row : *rc::gen::container<std::vector<std::vector<std::string>>>(
             rc::gen::container<std::vector<std::string>>(13, cell))) {
      for (const std::string& each : row) text += each + ",";
      text += "\n";
    }
    const ReadTable table = read_own_csv(text, own_context());
    RC_ASSERT(adds_up(table.count));
    RC_ASSERT(static_cast<int>(table.meetings.size()) == table.count.taken + table.count.repaired);
    for (const Problem& problem : table.problems) {
      RC_ASSERT(!problem.what.empty());
      RC_ASSERT(problem.line > 0);
    }
  }));
}

TEST_CASE("An end that would be the afternoon after is not shown") {
  const ReadTable table = read_own("Name,Day,Time,End Time\nLunch,Tue,12:15,01:15\nAll day,Tue,0:00,23:59\n");
  REQUIRE(table.meetings.size() == 2);
  CHECK_FALSE(table.meetings[0].duration);
  CHECK(table.meetings[1].duration == std::chrono::minutes(1439));
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].fix == "13:15");
}

TEST_CASE("A heading among the rows is no meeting") {
  const ReadTable table = read_own(
      "Name,Day,Time,Address\nMONDAY MEETINGS,,,\nHope,Monday,19:00,1 Main St\n"
      "Last updated 11/1/2026,,,\nBy talk,,,5 Elm St\n");
  REQUIRE(table.meetings.size() == 2);
  CHECK(table.meetings[0].name == "Hope");
  CHECK(std::holds_alternative<schedule::ByAppointment>(table.meetings[1].recurrence.rule));
  CHECK(table.count.left_out == 2);
}

TEST_CASE("A day of the month under Day is told where it belongs") {
  const ReadTable table = read_own("Name,Day,Time\nHope,1st Monday,19:00\n");
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].to_do.find("Repeats") != std::string::npos);
}

TEST_CASE("Slug and ID may both be there, and the regions in one column") {
  const auto meeting = one("Name,Day,Time,Slug,ID,Regions\nHope,Tue,19:00,hope-elm,77,City > Elm Park\n");
  CHECK(meeting.id == "hope-elm");
  CHECK(meeting.place.region == "City, Elm Park");
}

TEST_CASE("How to join online is not lost on the way through a spreadsheet") {
  const auto meeting =
      one("Name,Day,Time,Address,Conference URL,Conference URL Notes\nHope,Tue,19:00,\"1 Main "
          "St\",https://zoom.us/j/1,Password 12\n");
  CHECK(meeting.notes.in("en").text == "Password 12");
}

TEST_CASE("In a list from elsewhere a link and no place, or a town, is an online meeting") {
  TableContext elsewhere = own_context();
  elsewhere.source = "Intergroup";
  const auto attendance = [&](const std::string& place) {
    const ReadTable table = read_own_csv(
        "Name,Day,Time,Location,Address,Conference URL\nHope,Tue,19:00," + place + ",https://zoom.us/j/1\n",
        elsewhere);
    REQUIRE(table.meetings.size() == 1);
    return table.meetings[0].attendance;
  };
  CHECK(attendance(",") == schedule::Attendance::online);
  CHECK(attendance("Online Meeting,") == schedule::Attendance::online);
  CHECK(attendance(",\"Chicago, IL, USA\"") == schedule::Attendance::online);
  CHECK(attendance("Elm Street Church,") == schedule::Attendance::hybrid);
  CHECK(attendance(",\"1 Main St, Chicago\"") == schedule::Attendance::hybrid);
  // In the facility's own list no place is this building.
  CHECK(one("Name,Day,Time,Conference URL\nHope,Tue,19:00,https://zoom.us/j/1\n").attendance ==
        schedule::Attendance::hybrid);
}

TEST_CASE("A meeting of half a day and more is asked about, and shown as it stands") {
  const ReadTable table =
      read_own("Name,Day,Time,End Time\nHope,Tue,07:00,20:30\nAlkathon,Thu,00:00,23:59\n");
  REQUIRE(table.meetings.size() == 2);
  CHECK(table.meetings[0].duration == std::chrono::minutes(13 * 60 + 30));
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].severity == Problem::Severity::notice);
}

TEST_CASE("A column's own name goes before another name for it") {
  const ReadTable table = read_own("Comments,Name,Day,Time,Notes\nfor us,Hope,Tue,7pm,Ring the bell\n");
  REQUIRE(table.meetings.size() == 1);
  CHECK(table.meetings[0].notes.versions.at(0).text == "Ring the bell");
  CHECK(table.problems.size() == 1);
}
