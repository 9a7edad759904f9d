#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <set>

#include "example.h"
#include "site/formats/meeting_guide.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

TableContext context() {
  TableContext result;
  result.file = "feed.json";
  result.source = "Intergroup";
  result.zone = "America/Los_Angeles";
  result.fellowship = "AA";
  return result;
}

ReadTable read(std::string_view text) {
  ReadTable table = read_meeting_guide(text, context());
  CHECK(adds_up(table.count));
  return table;
}

schedule::Meeting one(const std::string& fields) {
  ReadTable table = read("[{\"name\":\"Hope\",\"slug\":\"hope\"," + fields + "}]");
  for (const Problem& problem : table.problems) UNSCOPED_INFO(to_line(problem));
  REQUIRE(table.meetings.size() == 1);
  return table.meetings[0];
}

unsigned long days(const schedule::Meeting& meeting) {
  return std::get<schedule::Weekly>(meeting.recurrence.rule).days.to_ulong();
}

}  // namespace

TEST_CASE("A day of a feed may be a number, a text, a name or a list") {
  CHECK(days(one(R"("day":2,"time":"19:00")")) == 0b100);
  CHECK(days(one(R"("day":"2","time":"19:00")")) == 0b100);
  CHECK(days(one(R"("day":"Tuesday","time":"19:00")")) == 0b100);
  CHECK(days(one(R"("day":[1,3],"time":"19:00")")) == 0b1010);
  CHECK(days(one(R"("day":["Monday","wed"],"time":"19:00")")) == 0b1010);
}

TEST_CASE("A time of a feed may have seconds or a half of the day") {
  for (const char* time : {"19:00", "19:00:00", "7:00 PM"})
    CHECK(one(R"("day":2,"time":")" + std::string(time) + "\"").start == schedule::TimeOfDay(19 * 60));
  CHECK(one(R"("day":2,"time":"23:30","end_time":"00:30")").duration == std::chrono::minutes(60));
  CHECK_FALSE(one(R"("day":2,"time":"19:00")").duration);
}

TEST_CASE("Types of a feed may be codes, names, lower case or one bracketed text") {
  CHECK(one(R"("day":2,"time":"19:00","types":["O","x"])").kinds == std::vector<std::string>{"O", "X"});
  CHECK(one(R"("day":2,"time":"19:00","types":["Open","Wheelchair Access"])").kinds ==
        std::vector<std::string>{"O", "X"});
  CHECK(one(R"("day":2,"time":"19:00","types":"[O, X]")").kinds == std::vector<std::string>{"O", "X"});
}

TEST_CASE("A room that is closed for now is not where a meeting is") {
  using schedule::Attendance;
  const auto attendance = [](const char* types, const char* more = "") {
    return one(R"("day":2,"time":"19:00","formatted_address":"1 Elm St, Town, CA 94199, USA","types":)" +
               std::string(types) + more)
        .attendance;
  };
  CHECK(attendance(R"(["O"])") == Attendance::in_person);
  CHECK(attendance(R"(["TC","ONL"])") == Attendance::online);
  CHECK(attendance(R"(["TC"])") == Attendance::inactive);
  CHECK(attendance(R"(["onl"])") == Attendance::hybrid);
  CHECK(attendance(R"(["O"])", R"(,"conference_url":"https://example.org/")") == Attendance::hybrid);
  CHECK(attendance(R"(["O"])", R"(,"approximate":"yes")") == Attendance::inactive);
  CHECK(attendance(R"(["O"])", R"(,"attendance_option":"online")") == Attendance::online);
}

TEST_CASE("Coordinates may be texts, and the address may come in parts") {
  const auto meeting = one(
      R"("day":2,"time":"19:00","latitude":"39.87","longitude":"-75.35","address":"1 Elm St","city":"Town","state":"PA","postal_code":19094)");
  REQUIRE(meeting.place.coordinates);
  CHECK(meeting.place.coordinates->latitude == 39.87);
  CHECK(meeting.place.address == "1 Elm St, Town, PA 19094");
}

TEST_CASE("A meeting in another time zone carries it") {
  CHECK(one(R"("day":2,"time":"19:00","timezone":"America/New_York")").zone->name() == "America/New_York");
  CHECK_FALSE(one(R"("day":2,"time":"19:00","timezone":"America/Los_Angeles")").zone);
  CHECK(
      read(R"([{"name":"Hope","slug":"h","day":2,"time":"19:00","timezone":"Mars/Base"}])").count.left_out ==
      1);
}

TEST_CASE("A meeting with neither day nor time is by appointment") {
  CHECK(std::holds_alternative<schedule::ByAppointment>(one(R"("types":["O"])").recurrence.rule));
}

TEST_CASE("A problem of a feed says line and column") {
  const ReadTable table = read(
      "[\n {\"name\": \"A\", \"day\": 1, \"time\": \"19:00\"},\n {\"name\": \"day\",\n  \"day\": "
      "\"Tuseday\", \"time\": \"19:00\"}\n]");
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].row == 2);
  CHECK(table.problems[0].line == 4);
  CHECK(table.problems[0].column == 10);
  CHECK(table.problems[0].fix == "Tuesday");
}

TEST_CASE("A feed that breaks off gives the meetings before the break") {
  const ReadTable table = read(R"([{"name":"A","day":1,"time":"19:00"},{"name":"B","day":2,"ti)");
  CHECK(table.meetings.size() == 1);
  CHECK(table.count.rows == 2);
  CHECK(table.count.left_out == 1);
}

TEST_CASE("What is no list of meetings is reported, not shown") {
  for (const char* text : {"", "{}", "null", "\"meetings\"", "<html>Please log in</html>", "[]"}) {
    const ReadTable table = read(text);
    INFO(text);
    CHECK(table.meetings.empty());
    CHECK_FALSE(table.problems.empty());
  }
  const ReadTable odd = read("[1, \"two\", [3], null, {\"name\":\"A\",\"day\":1,\"time\":\"19:00\"}]");
  CHECK(odd.count.rows == 5);
  CHECK(odd.count.left_out == 4);
  CHECK(odd.meetings.size() == 1);
}

TEST_CASE("Real feeds load without losing a row unexplained") {
  const std::filesystem::path folder = PORCHLIGHT_SOURCE_DIR "/../shared/data";
  if (!std::filesystem::exists(folder)) SKIP("No " + folder.string());
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json" || name.starts_with("bmlt")) continue;
    ++files;
    std::ifstream file(entry.path(), std::ios::binary);
    const ReadTable table = read(std::string{std::istreambuf_iterator<char>(file), {}});
    INFO(name << ": " << table.count.rows << " rows, " << table.count.taken << " taken, "
              << table.count.repaired << " repaired, " << table.count.left_out << " left out");
    CHECK(static_cast<int>(table.meetings.size()) == table.count.taken + table.count.repaired);

    // The number of rows stands in the file's name.
    const std::size_t dash = name.rfind('-');
    CHECK(table.count.rows == std::stoi(name.substr(dash + 1)));

    std::set<int> explained;
    for (const Problem& problem : table.problems) {
      if (problem.severity == Problem::Severity::left_out && problem.row > 0) explained.insert(problem.row);
      CHECK_FALSE(problem.what.empty());
      CHECK_FALSE(problem.to_do.empty());
      CHECK_FALSE(problem.meanwhile.empty());
    }
    CHECK(static_cast<int>(explained.size()) == table.count.left_out);
    CHECK(table.count.left_out * 100 <= table.count.rows);

    std::set<std::string> ids;
    for (const schedule::Meeting& meeting : table.meetings) ids.insert(meeting.id);
    CHECK(ids.size() == table.meetings.size());
  }
  CHECK(files >= 5);
}

TEST_CASE("No bytes break the reader of feeds") {
  REQUIRE(rc::check("any bytes", [](const std::string& bytes) {
    RC_ASSERT(adds_up(read_meeting_guide(bytes, context()).count));
    RC_ASSERT(adds_up(read_meeting_guide("[" + bytes, context()).count));
  }));
  REQUIRE(rc::check("odd values in every field", [] {
    const auto value = rc::gen::element<std::string>("1", "-1", "null", "true", "\"\"", "\"19:00\"",
                                                     "\"Tue\"", "[]", "[1,\"x\",null]", "{}", "1e308",
                                                     "\"\\u0000\"", "\"&#39;<br>\"", "9", "0.5", "[[[[]]]]");
    std::string text = "[{";
    for (const char* key :
         {"name", "slug", "day", "time", "end_time", "types", "latitude", "longitude", "timezone", "regions",
          "attendance_option", "formatted_address", "notes", "approximate", "conference_url"})
      text += "\"" + std::string(key) + "\":" + *value + ",";
    text += "\"id\":7}]";
    const ReadTable table = read_meeting_guide(text, context());
    RC_ASSERT(table.count.rows == 1);
    RC_ASSERT(adds_up(table.count));
  }));
}
