#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <set>

#include "example.h"
#include "site/formats/meeting_guide.h"
#include "support/project_folder.h"

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

TEST_CASE("A meeting that stands twice in a feed is told, and one that differs is not") {
  const std::string one = R"({"name":"Hope","day":1,"time":"19:00","types":["O"]})",
                    other = R"({"name":"Hope","day":1,"time":"19:00","types":["C"]})";
  const ReadTable twice = read("[" + one + "," + one + "]");
  CHECK(twice.meetings.size() == 2);
  REQUIRE(twice.problems.size() == 1);
  CHECK(twice.problems[0].severity == Problem::Severity::notice);
  CHECK(twice.problems[0].what.find("Hope") != std::string::npos);
  CHECK(read("[" + one + "," + other + "]").problems.empty());
}

TEST_CASE("A time of a feed that contradicts itself is told") {
  const ReadTable table = read(R"([{"name":"Hope","day":1,"time":"13:00 am"}])");
  REQUIRE(table.meetings.size() == 1);
  CHECK(table.meetings[0].start == schedule::TimeOfDay(13 * 60));
  CHECK(table.count.repaired == 1);
}

TEST_CASE("A meeting of a feed that names no place is online alone") {
  const auto attendance = [](const std::string& more) {
    return one(R"("day":2,"time":"19:00","conference_url":"https://zoom.us/j/1")" + more).attendance;
  };
  CHECK(attendance("") == schedule::Attendance::online);
  CHECK(attendance(R"(,"location":"Online")") == schedule::Attendance::online);
  CHECK(attendance(R"(,"location":"Elm Street Church")") == schedule::Attendance::hybrid);
}

TEST_CASE("An address in another country keeps it") {
  TableContext at_home = context();
  at_home.country = "US";
  const auto address = [&](const std::string& country) {
    const ReadTable table = read_meeting_guide(
        R"([{"name":"Hope","day":1,"time":"19:00","address":"55 Victoria St N","city":"London","country":")" +
            country + "\"}]",
        at_home);
    REQUIRE(table.meetings.size() == 1);
    return table.meetings[0].place.address;
  };
  CHECK(address("CA") == "55 Victoria St N, London, CA");
  CHECK(address("USA") == "55 Victoria St N, London");
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

TEST_CASE("A day or a time of a feed may be written in still other ways") {
  CHECK(days(one(R"("day":2.0,"time":"19:00")")) == 0b100);
  CHECK(days(one(R"("day":"[1, 3]","time":"19:00")")) == 0b1010);
  CHECK(days(one(R"("day":{"0":1,"2":"3"},"time":"19:00")")) == 0b1010);
  CHECK(days(one(R"("day":"Mon, Wed","time":"19:00")")) == 0b1010);
  for (const char* time : {"7pm", "1900", "19:00:00.000", " 19:00 ", "7:00&nbsp;PM", "19:00 - 20:00"})
    CHECK(one(R"("day":2,"time":")" + std::string(time) + "\"").start == schedule::TimeOfDay(19 * 60));
  CHECK(one(R"("day":2,"time":"12:00 Noon")").start == schedule::TimeOfDay(12 * 60));
  CHECK(one(R"("day":2,"time":"","time_formatted":"7:00 pm")").start == schedule::TimeOfDay(19 * 60));
  CHECK(one(R"("day":2,"time":"19:00-20:30")").duration == std::chrono::minutes(90));
  CHECK(one(R"("day":2,"time":"19:00","end_time":null)").duration == std::nullopt);
  for (const char* nothing :
       {R"("day":null,"time":null)", R"("day":"","time":"","time_formatted":"Appointment")",
        R"("day":"By appointment")", R"("day":[],"time":"")"})
    CHECK(std::holds_alternative<schedule::ByAppointment>(one(nothing).recurrence.rule));
  CHECK(read(R"([{"name":"A","day":"7","time":"19:00"}])").count.left_out == 1);
}

TEST_CASE("Types of a feed may be written in still other ways") {
  const auto kinds = [](const char* types) {
    return one(R"("day":2,"time":"19:00","types":)" + std::string(types)).kinds;
  };
  using Codes = std::vector<std::string>;
  CHECK(kinds(R"("['O','X']")") == Codes{"O", "X"});
  CHECK(kinds(R"("[\"O\",\"X\"]")") == Codes{"O", "X"});
  CHECK(kinds(R"("[open]")") == Codes{"O"});
  CHECK(kinds(R"("Open,Wheelchair Access")") == Codes{"O", "X"});
  CHECK(kinds(R"({"0":"O","2":"X"})") == Codes{"O", "X"});
  CHECK(kinds(R"(["O, X"])") == Codes{"O", "X"});
  CHECK(kinds(R"(["O","o","Open",11,"Men's",null,""])") == Codes{"11", "M", "O"});
  CHECK(kinds("null").empty());
  CHECK(kinds(R"("")").empty());
}

TEST_CASE("A type of a feed that nobody knows is kept in its own words and reported") {
  const ReadTable table =
      read(R"([{"name":"A","day":1,"time":"19:00","types":["O","QZX","Bring a chair"]}])");
  REQUIRE(table.meetings.size() == 1);
  CHECK(table.meetings[0].other_kinds == std::vector<std::string>{"QZX", "Bring a chair"});
  REQUIRE(table.problems.size() == 2);
  CHECK(table.problems[0].value == "QZX");
  CHECK(table.problems[0].severity == Problem::Severity::repair);
  CHECK(table.problems[1].severity == Problem::Severity::notice);
}

TEST_CASE("HTML in a feed becomes plain text") {
  const auto meeting = one(
      R"("day":2,"time":"19:00","group":"Friend&#039;s &amp; Co","location":"St. Brendan&rsquo;s <b>Hall</b>",)"
      R"("notes":"<p>Ring the bell.<br />Go up.</p>","location_notes":"Parking &amp;#8211; behind","group_notes":"Ring the bell.")");
  CHECK(meeting.group == "Friend's & Co");
  CHECK(meeting.place.name == "St. Brendan’s Hall");
  CHECK(meeting.notes.in("en").text == "Ring the bell.\nGo up.\nParking – behind");
}

TEST_CASE("How to join online is not lost") {
  const auto meeting = one(
      R"("day":2,"time":"19:00","notes":"Quiet.","conference_url":"https://example.org/j/1?a=b&c=d","conference_url_notes":"Password: hope","conference_phone":"+1 555 0100","conference_phone_notes":"Then 1234#")");
  CHECK(meeting.conference_url == "https://example.org/j/1?a=b&c=d");
  CHECK(meeting.conference_phone == "+1 555 0100");
  CHECK(meeting.notes.in("en").text == "Quiet.\nPassword: hope\nThen 1234#");
}

TEST_CASE("A list may stand in an object, with a byte order mark before and something after it") {
  const std::string list = R"([{"name":"Hope","slug":"hope","day":2,"time":"19:00"}])";
  for (
      const std::string& text :
      {R"({"meetings":)" + list + "}", R"({"status":"ok","count":1,"data":{"meetings":)" + list + "}}",
       R"({"tags":["a","b"],"list":)" + list + R"(,"more":1})", "\xEF\xBB\xBF" + list,
       std::string(R"({"0":{"name":"Hope","day":2,"time":"19:00"}})"),
       std::string(
           R"({"records":[{"id":"rec1","fields":{"slug":"hope","name":"Hope","day":"Tuesday","time":"7:00 PM"},"createdTime":"x"}]})"),
       std::string(
           R"({"range":"A1:C2","values":[["Name","Day","Start Time"],["Hope","Tuesday","7:00 PM"]]})"),
       std::string(R"([{"Name":"Hope","Day":"Tuesday","Time":"7:00 PM","Formatted Address":"1 Elm St"}])")}) {
    INFO(text);
    const ReadTable table = read(text);
    CHECK(table.problems.empty());
    REQUIRE(table.meetings.size() == 1);
    CHECK(table.meetings[0].id == "hope");
    CHECK(table.count.rows == 1);
    CHECK(days(table.meetings[0]) == 0b100);
  }
  const ReadTable followed = read(list + "\n\n  invalid text");
  CHECK(followed.meetings.size() == 1);
  CHECK(followed.count.taken == 1);
  REQUIRE(followed.problems.size() == 1);
  CHECK(followed.problems[0].line == 3);
  CHECK(followed.problems[0].column == 3);
  CHECK(read(R"({"meetings":[]})").problems.size() == 1);
}

TEST_CASE("A meeting that is broken costs no other, and says where") {
  const ReadTable table = read(
      "[{\"name\":\"A\",\"day\":1,\"time\":\"19:00\"},\n"
      " {\"name\":\"B\",\"notes\":\"a 5\" pipe\",\"day\":1},\n"
      " {\"name\":\"C\",\"day\":1 \"time\":\"19:00\", :},\n"
      " {\"name\":\"D\",\"day\":1,\"time\":\"19:00\"}]");
  CHECK(table.count.rows == 4);
  CHECK(table.count.left_out == 2);
  REQUIRE(table.meetings.size() == 2);
  CHECK(table.meetings[1].name == "D");
  REQUIRE(table.problems.size() == 2);
  CHECK(table.problems[0].line == 2);
  CHECK(table.problems[0].row == 2);
  CHECK(table.problems[1].line == 3);
}

TEST_CASE("What is nearly JSON is taken, and reported") {
  for (const char* fields : {R"("latitude":NaN)", "\"notes\":\"two\nlines\"", R"("notes":"it\'s")"}) {
    INFO(fields);
    const ReadTable table =
        read("[{\"name\":\"A\",\"day\":1,\"time\":\"19:00\"," + std::string(fields) + "}]");
    CHECK(table.meetings.size() == 1);
    CHECK(table.count.repaired == 1);
    REQUIRE(table.problems.size() == 1);
    CHECK(table.problems[0].line > 0);
  }
}

TEST_CASE("Of a field that stands twice the last one counts, and staff are told") {
  const ReadTable table = read(R"([{"name":"A","name":"B","day":1,"day":1,"time":"19:00"}])");
  REQUIRE(table.meetings.size() == 1);
  CHECK(table.meetings[0].name == "B");
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].field == "name");
}

TEST_CASE("Meetings with one id are told apart, thousands as well") {
  std::string text = "[";
  for (int i = 0; i < 20'000; ++i)
    text += std::string(i > 0 ? "," : "") + R"({"name":"A","slug":"a","day":1,"time":"19:00"})";
  const ReadTable table = read(text + "]");
  std::set<std::string> ids;
  for (const schedule::Meeting& meeting : table.meetings) ids.insert(meeting.id);
  CHECK(ids.size() == 20'000);
}

TEST_CASE("What is deep or long in a feed stops nobody") {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  CHECK(read(R"([{"name":"A","day":1,"time":"19:00","x":)" + deep + "}]").meetings.size() == 1);
  CHECK(read(R"([{"name":"A","day":1,"time":"19:00","types":)" + deep + "}]").meetings.size() == 1);
  CHECK(read(std::string(100'000, '{')).meetings.empty());
  CHECK(
      read(R"([{"name":")" + std::string(1'000'000, 'a') + R"(","day":1,"time":"19:00"}])").meetings.size() ==
      1);
}

TEST_CASE("A time zone may be called as people call it") {
  for (const char* name : {"Eastern", "EST", "ET", "US/Eastern", "Eastern Standard Time"})
    CHECK(one(R"("day":2,"time":"19:00","timezone":")" + std::string(name) + "\"").zone);
  CHECK(one(R"("day":2,"time":"19:00","timezone":"EST")").zone->name() == "America/New_York");
  CHECK_FALSE(one(R"("day":2,"time":"19:00","timezone":"Pacific")").zone);
}

TEST_CASE("Regions come from the most general one, however they are written") {
  const auto region = [](const char* fields) {
    return one(R"("day":2,"time":"19:00",)" + std::string(fields)).place.region;
  };
  CHECK(region(R"("regions":["Maryland","Washington, DC"])") == "Maryland, Washington, DC");
  CHECK(region(R"("regions":"Illinois > Chicago")") == "Illinois, Chicago");
  CHECK(region(R"("region":"Marin","sub_region":"Novato")") == "Marin, Novato");
  CHECK(region(R"("region":"Marin","regions":null)") == "Marin");
}

TEST_CASE("Attendance may be written as people say it") {
  using schedule::Attendance;
  const auto attendance = [](const char* option) {
    return one(R"("day":2,"time":"19:00","attendance_option":")" + std::string(option) + "\"").attendance;
  };
  CHECK(attendance("In-person") == Attendance::in_person);
  CHECK(attendance("In-person and Online") == Attendance::hybrid);
  CHECK(attendance("Online") == Attendance::online);
  CHECK(attendance("inactive") == Attendance::inactive);
}

TEST_CASE("Coordinates may be texts, and the address may come in parts") {
  const auto meeting = one(
      R"("day":2,"time":"19:00","latitude":"39.87","longitude":"-75.35","address":"1 Elm St","city":"Town","state":"PA","postal_code":19094)");
  REQUIRE(meeting.place.coordinates);
  CHECK(meeting.place.coordinates->latitude == 39.87);
  CHECK(meeting.place.address == "1 Elm St, Town, PA 19094");
  // Some write all of it into the first part, and a zero for what they do not know.
  CHECK(
      one(R"("day":2,"time":"19:00","address":"1 Elm St, Town, PA","city":"Town","state":"PA","postal_code":0)")
          .place.address == "1 Elm St, Town, PA");
}

TEST_CASE("An address may be near, and says so in several ways") {
  const auto approximate = [](const char* fields) {
    return one(R"("day":2,"time":"19:00",)" + std::string(fields)).place.approximate;
  };
  for (const char* yes : {R"("approximate":"yes")", R"("approximate":true)", R"("approximate":1)",
                          R"("formatted_address":"Town, PA, USA")", R"("city":"Town")"})
    CHECK(approximate(yes));
  for (const char* no : {R"("approximate":"no")", R"("approximate":false)", R"("approximate":null)",
                         R"("formatted_address":"1 Elm St, Town, PA 19094, USA")",
                         R"("formatted_address":"Hauptstraße 5, Berlin, Germany")",
                         R"("formatted_address":"Town, PA, USA","latitude":1,"longitude":2)",
                         R"("city":"Town","location":"Town hall")"})
    CHECK_FALSE(approximate(no));
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

TEST_CASE("Wording that contradicts every week is told to staff in its own sentence, and changes nothing") {
  const ReadTable table = read(
      R"([{"name":"Hope","day":6,"time":"19:00","notes":"Ring twice, and wait until somebody comes down the stairs to you. Meets 3rd Saturday only. Bring a chair."},)"
      R"x({"name":"Faith (2nd & 4th Sat)","day":6,"time":"19:00"}])x");
  CHECK(table.count.taken == 2);
  CHECK(days(table.meetings[0]) == 0b1000000);
  REQUIRE(table.problems.size() == 2);
  CHECK(table.problems[0].severity == Problem::Severity::notice);
  CHECK(table.problems[0].field == "notes");
  CHECK(table.problems[0].what == "“Meets 3rd Saturday only” does not sound like every week.");
  CHECK(table.problems[0].to_do == "If so, set Repeats to “3rd”.");
  CHECK(table.problems[1].field == "name");
  CHECK(table.problems[1].to_do == "If so, set Repeats to “2nd, 4th”.");
}

TEST_CASE("A feed's types are read as its fellowship means them, or the one that a meeting names") {
  TableContext aca = context();
  aca.fellowship = "ACA";
  const ReadTable table = read_meeting_guide(
      R"([{"name":"A","day":1,"time":"19:00","types":["S"]},{"name":"B","day":1,"time":"19:00","types":["S"],"fellowship":"AA"}])",
      aca);
  REQUIRE(table.meetings.size() == 2);
  CHECK(table.meetings[0].kinds == std::vector<std::string>{"SP"});
  CHECK(table.meetings[1].kinds == std::vector<std::string>{"S"});
  CHECK(table.meetings[1].fellowship == "AA");
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
  const std::filesystem::path folder = porchlight::support::project_folder() + "/../shared/data";
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
