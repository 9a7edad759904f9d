#include <catch2/catch_test_macros.hpp>

#include "reading.h"

using namespace porchlight;
using namespace porchlight::site;

TEST_CASE("A row that shares an address or a group with another has the details it lacks") {
  const ReadTable table = read_own(
      "Name,Day,Time,Group,Location,Address,City,Region,Location Notes,Group Notes,Latitude,Longitude\n"
      "Hope,Mon,7pm,SNL,Grace Church,\"1 Elm St\",San Jose,West,Ring the bell,,37.3,-121.9\n"
      "Faith,Tue,7pm,snl,,1 elm st,San Jose,,,Bring a book,,\n"
      "Charity,Wed,7pm,,,1 Elm St,Campbell,,,,,\n");
  for (const Problem& problem : table.problems) UNSCOPED_INFO(to_line(problem));
  CHECK(table.problems.empty());
  REQUIRE(table.meetings.size() == 3);
  const schedule::Meeting &hope = table.meetings[0], &faith = table.meetings[1], &charity = table.meetings[2];
  CHECK(faith.place.name == "Grace Church");
  CHECK(faith.place.region == "West");
  REQUIRE(faith.place.coordinates);
  CHECK(faith.place.coordinates->latitude == 37.3);
  CHECK(faith.notes.in("en").text == "Ring the bell\nBring a book");
  CHECK(hope.notes.in("en").text == "Ring the bell\nBring a book");
  // The same street in another city.
  CHECK(charity.place.name.empty());
  CHECK_FALSE(charity.place.coordinates);
  CHECK(charity.place.region == "Campbell");
}

TEST_CASE("Where rows of one address contradict each other nothing is filled in, and that is said") {
  const ReadTable table = read_own(
      "Name,Day,Time,Location,Address,Latitude,Longitude\n"
      "Hope,Mon,7pm,Grace Church,1 Elm St,37.3000,-121.9\n"
      "Faith,Tue,7pm,Parish Hall,1 Elm St,37.3001,-121.9\n"
      "Charity,Wed,7pm,,1 Elm St,,\n");
  REQUIRE(table.meetings.size() == 3);
  CHECK(table.meetings[1].place.name == "Parish Hall");
  CHECK(table.meetings[2].place.name.empty());
  CHECK(table.meetings[2].place.coordinates);  // the same but for a few steps
  REQUIRE(table.problems.size() == 2);
  CHECK(to_line(table.problems[0]) ==
        "meetings.csv:3:15: Line 2 has the same address, and there stands “Grace Church”. Write the same in "
        "both, if "
        "the same is meant. Each is shown as it stands.");
  CHECK(to_line(table.problems[1]) ==
        "meetings.csv:4:17: Other rows of this address say “Grace Church” and “Parish Hall”. Write here what "
        "is "
        "right. Nothing is shown for it.");
}

TEST_CASE("A row of a list from elsewhere is not in this building because it says no place") {
  TableContext elsewhere = own_context();
  elsewhere.source = "Intergroup";
  const std::string text =
      "Name,Day,Time,Group,Location,Address\nHope,Mon,7pm,SNL,Grace Church,1 Elm St\nFaith,Tue,7pm,SNL,,\n"
      "Charity,Wed,7pm,,,\n";
  const ReadTable table = read_own_csv(text, elsewhere);
  REQUIRE(table.meetings.size() == 3);
  CHECK(table.meetings[1].place.name == "Grace Church");
  CHECK(table.meetings[1].place.address == "1 Elm St");
  CHECK(table.meetings[2].place.name.empty());
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].field == "Address");
  CHECK(table.problems[0].fix == "1 Elm St");
  // In our own list such a row is here.
  CHECK(read_own(text).meetings[1].place.name == "St. Brendan’s Outreach Center");
}

TEST_CASE("A postal code whose zero a spreadsheet dropped has it again") {
  const ReadTable table =
      read_own("Name,Day,Time,Address,City,State,Postal Code\nHope,Mon,7pm,1 Elm St,Boston,MA,2134\n");
  REQUIRE(table.meetings.size() == 1);
  CHECK(table.meetings[0].place.address == "1 Elm St, Boston, MA 02134");
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].fix == "02134");
}
