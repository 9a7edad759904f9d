#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "example.h"
#include "site/formats/changes_csv.h"

using namespace porchlight;
using namespace porchlight::site;
using schedule::Change;

namespace {

schedule::Meeting weekly(std::string name, unsigned day, int hour, std::string place) {
  schedule::Meeting meeting;
  meeting.id = name + std::to_string(day) + std::to_string(hour);
  meeting.name = std::move(name);
  meeting.recurrence.rule = schedule::Weekly{schedule::Weekdays(1ul << day)};
  meeting.start = schedule::TimeOfDay(hour * 60);
  meeting.place.name = std::move(place);
  return meeting;
}

const std::vector<schedule::Meeting> meetings{weekly("Hope", 2, 19, "St. Brendan’s Outreach Center"),
                                              weekly("Serenity", 2, 18, "Grace Lutheran Church"),
                                              weekly("Serenity", 2, 20, "Grace Lutheran Church"),
                                              weekly("Serenity", 4, 18, "Grace Lutheran Church")};

ReadChanges read(const std::string& rows, const std::vector<schedule::Meeting>& known = meetings) {
  ChangeContext context;
  context.file = "changes.csv";
  context.languages = {"en", "es"};
  context.meetings = known;
  context.here = "St. Brendan’s Outreach Center";
  context.here_short = "St. Brendan’s";
  ReadChanges changes = read_changes_csv(
      "Date,Until,Meeting or Place,What,Reason,Reason[es],New Date,New Time,New Place,New Room\n" + rows,
      context);
  CHECK(adds_up(changes.count));
  return changes;
}

schedule::Date on(const char* iso) {
  return *schedule::parse_date(iso);
}

}  // namespace

TEST_CASE("A meeting is cancelled on one date, with a reason in two languages") {
  const ReadChanges read_changes = read("2026-12-01,,hope,canceled,Boiler repair,Reparación\n");
  REQUIRE(read_changes.changes.size() == 1);
  const Change& change = read_changes.changes[0];
  CHECK(change.what == Change::What::cancelled);
  CHECK(change.date == on("2026-12-01"));
  CHECK(change.until == on("2026-12-01"));
  CHECK(change.meeting_id == "Hope219");
  CHECK(change.reason.in("es").text == "Reparación");
}

TEST_CASE("A building is closed under the name that staff use for it") {
  for (const char* name : {"St. Brendan’s", "st. brendan's", "St. Brendan’s Outreach Center", ""}) {
    const ReadChanges closed = read("2026-12-01,2026-12-03," + std::string(name) + ",closed,Boiler\n");
    REQUIRE(closed.changes.size() == 1);
    CHECK(closed.changes[0].place == "St. Brendan’s Outreach Center");
    CHECK(closed.changes[0].until == on("2026-12-03"));
  }
}

TEST_CASE("A meeting moves to another day, time and room") {
  const ReadChanges moved = read("2026-12-01,,Hope,moved,,,2026-12-02,5pm,Grace Lutheran Church,Chapel\n");
  REQUIRE(moved.changes.size() == 1);
  CHECK(moved.changes[0].to_date == on("2026-12-02"));
  CHECK(moved.changes[0].to_time == schedule::TimeOfDay(17 * 60));
  CHECK(moved.changes[0].to_place == "Grace Lutheran Church");
  CHECK(moved.changes[0].to_room == "Chapel");
  CHECK(read("2026-12-01,,Hope,moved,,,,,,\n").count.left_out == 1);
}

TEST_CASE("A meeting is added on a day that is not its own") {
  const ReadChanges added = read("2026-12-24,,Hope,added,,,,6:00 PM\n");
  REQUIRE(added.changes.size() == 1);
  CHECK(added.changes[0].what == Change::What::added);
  CHECK(added.changes[0].to_time == schedule::TimeOfDay(18 * 60));
}

TEST_CASE("Of several meetings of one name the one of that day is meant") {
  CHECK(read("2026-12-03,,Serenity,cancelled\n").changes.at(0).meeting_id == "Serenity418");
  CHECK(read("2026-12-01,,Serenity 8:00 PM,cancelled\n").changes.at(0).meeting_id == "Serenity220");
  const ReadChanges unclear = read("2026-12-01,,Serenity,cancelled\n");
  CHECK(unclear.changes.empty());
  REQUIRE(unclear.problems.size() == 1);
  CHECK(unclear.problems[0].to_do == "Write “Serenity 6:00 PM” or “Serenity 8:00 PM”.");
}

TEST_CASE("A change means the facility's own meeting, not one of the same name from another list") {
  std::vector<schedule::Meeting> known{weekly("Serenity", 2, 18, "Grace Lutheran Church"),
                                       weekly("Serenity", 2, 20, "Elsewhere")};
  known[0].source = own_table_name;
  known[1].source = "Intergroup";
  CHECK(read("2026-12-01,,Serenity,cancelled\n", known).changes.at(0).meeting_id == "Serenity218");
}

TEST_CASE("A change that can mean nothing is left out with what to write") {
  const auto problem = [](const char* row) {
    const ReadChanges changes = read(row);
    REQUIRE(changes.changes.empty());
    REQUIRE(changes.problems.size() == 1);
    return changes.problems[0];
  };
  CHECK(problem("2026-12-01,,Hoppe,cancelled\n").fix == "Hope");
  CHECK(problem("2026-12-01,,Hope,canceld\n").fix == "cancelled");
  CHECK(problem("2026-12-02,,Hope,cancelled\n").to_do == "The next date is 2026-12-08.");
  CHECK(problem("soon,,Hope,cancelled\n").field == "Date");
  CHECK(problem("2026-12-02,2026-12-01,St. Brendan’s,closed\n").field == "Until");
  CHECK(problem("2026-12-02,,Nowhere,closed\n").field == "Meeting or Place");
}

TEST_CASE("One bad change never hides the others") {
  const ReadChanges changes = read("bad,row\n2026-12-01,,Hope,cancelled\n,,,\n2026-12-01,,,\n");
  CHECK(changes.count.rows == 3);
  CHECK(changes.count.taken == 1);
  CHECK(changes.count.left_out == 2);
}

TEST_CASE("No bytes break the reader of changes") {
  REQUIRE(rc::check("any rows", [](const std::string& bytes) { RC_ASSERT(adds_up(read(bytes).count)); }));
}
