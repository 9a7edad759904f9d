#include "site/formats/bmlt.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <set>

#include "example.h"
#include "real_data.h"
#include "site/formats/bmlt_formats.h"

using namespace porchlight;
using namespace porchlight::site;
using schedule::Attendance;

namespace {

constexpr const char* formats = R"([
  {"key_string":"O","name_string":"Open","lang":"en","id":"17","world_id":"OPEN"},
  {"key_string":"B","name_string":"Beginners","lang":"en","id":"1","world_id":"BEG"},
  {"key_string":"ES","name_string":"Espanol","lang":"en","id":"9","world_id":"LANG"},
  {"key_string":"L/R","name_string":"Lithuanian/Russian","lang":"en","id":"49","world_id":"LANG"},
  {"key_string":"SL","name_string":"ASL","lang":"en","id":"24","world_id":""},
  {"key_string":"Ti","name_string":"Timer","lang":"en","id":"28","world_id":""},
  {"key_string":"QA","name_string":"Question and Answer","lang":"en","id":"43","world_id":"QA"},
  {"key_string":"QA","name_string":"Quiet","lang":"en","id":"53","world_id":""},
  {"key_string":"VM","name_string":"Virtual Meeting","lang":"en","id":"60","world_id":"VM"},
  {"key_string":"HY","name_string":"Hybrid","lang":"en","id":"61","world_id":"HY"},
  {"key_string":"TC","name_string":"Temporarily Closed","lang":"en","id":"62","world_id":"TC"}])";

TableContext context() {
  TableContext result;
  result.file = "na.json";
  result.source = "NA";
  result.zone = "America/New_York";
  result.bmlt_formats = formats;
  return result;
}

ReadTable read(std::string_view text, const TableContext& in = context()) {
  ReadTable table = read_bmlt(text, in);
  CHECK(adds_up(table.count));
  return table;
}

std::string record(const std::string& fields) {
  return R"({"id_bigint":"7","meeting_name":"Hope","weekday_tinyint":"3","start_time":"19:30:00",)"
         R"("published":"1",)" +
         fields + "}";
}

schedule::Meeting one(const std::string& fields) {
  ReadTable table = read("[" + record(fields) + "]");
  for (const Problem& problem : table.problems) UNSCOPED_INFO(to_line(problem));
  REQUIRE(table.meetings.size() == 1);
  return table.meetings[0];
}

}  // namespace

TEST_CASE("Of BMLT, weekday 1 is Sunday and every value is a text") {
  const auto meeting = one(R"("duration_time":"01:15:00","latitude":"40.88","longitude":"-73.88")");
  CHECK(std::get<schedule::Weekly>(meeting.recurrence.rule).days.to_string() == "0000100");  // Tuesday
  CHECK(meeting.start == schedule::TimeOfDay(19 * 60 + 30));
  CHECK(meeting.duration == minutes(75));
  REQUIRE(meeting.place.coordinates);
  CHECK(meeting.place.coordinates->latitude == 40.88);
  CHECK(meeting.fellowship == "NA");
  CHECK(meeting.id == "bmlt-7");
}

TEST_CASE("A BMLT meeting may last longer than a day, but not longer than a week") {
  CHECK(one(R"("duration_time":"26:00:00")").duration == std::chrono::hours(26));
  CHECK(one(R"("duration_time":"24:00:00")").duration == std::chrono::hours(24));
  CHECK_FALSE(one(R"("duration_time":"00:00:00")").duration);
  CHECK_FALSE(one(R"("duration_time":"900:00:00")").duration);
  CHECK_FALSE(one(R"("duration_time":"soon")").duration);
  CHECK(read("[" + record(R"("duration_time":"soon")") + "]").count.repaired == 1);
}

TEST_CASE("A BMLT meeting that is not published is left out, counted, and nothing to mend") {
  const ReadTable table = read("[" + record(R"("published":"0")") + "," + record(R"("id_bigint":"8")") + "]");
  CHECK(table.meetings.size() == 1);
  CHECK(table.count.left_out == 1);
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].severity == Problem::Severity::notice);
  CHECK(table.problems[0].row == 1);
  CHECK(table.problems[0].field == "published");
}

TEST_CASE("The formats of BMLT are kinds, languages, or their own words") {
  const auto meeting = one(R"("formats":"O,B,ES,SL,Ti")");
  CHECK(meeting.kinds == std::vector<std::string>{"ASL", "BE", "O"});
  CHECK(meeting.languages == std::vector<std::string>{"es", "ase"});
  CHECK(meeting.other_kinds == std::vector<std::string>{"Timer"});
  CHECK(one(R"("formats":"L/R")").languages == std::vector<std::string>{"lt", "ru"});
}

TEST_CASE("Without a list of formats no key is guessed, and it is said what to fetch") {
  TableContext in = context();
  in.bmlt_formats = {};
  const ReadTable table = read("[" + record(R"("formats":"O,B,W")") + "]", in);
  REQUIRE(table.meetings.size() == 1);
  CHECK(table.meetings[0].kinds.empty());
  CHECK(table.count.taken == 1);
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].to_do.find("formats = ") != std::string::npos);
}

TEST_CASE("A format key that is used twice is told apart by its number") {
  const auto by_number = one(R"("formats":"QA","format_shared_id_list":"53")");
  CHECK(by_number.other_kinds == std::vector<std::string>{"Quiet"});
  const ReadTable by_key = read("[" + record(R"("formats":"QA")") + "]");
  REQUIRE(by_key.meetings.size() == 1);
  CHECK(by_key.meetings[0].other_kinds.empty());
  CHECK(by_key.count.repaired == 1);
  const ReadTable list = read_bmlt_formats(formats, context());
  CHECK(std::any_of(list.problems.begin(), list.problems.end(),
                    [](const Problem& problem) { return problem.value == "QA" && problem.row == 8; }));
  CHECK(list.count.rows == 11);
  CHECK(adds_up(list.count));
}

TEST_CASE("A list of formats in several languages is read in the facility's") {
  const std::string both = R"([{"key_string":"Ti","name_string":"Timer","lang":"en","id":"1","world_id":""},
                               {"key_string":"Ti","name_string":"Con reloj","lang":"es","id":"1","world_id":""}])";
  for (const auto& [language, name] : {std::pair("en", "Timer"), std::pair("es", "Con reloj")}) {
    TableContext in = context();
    in.bmlt_formats = both;
    in.languages = {language};
    const ReadTable table = read("[" + record(R"("formats":"Ti")") + "]", in);
    REQUIRE(table.meetings.size() == 1);
    CHECK(table.meetings[0].other_kinds == std::vector<std::string>{name});
  }
}

TEST_CASE("Meetings and formats may come in one object, in either order") {
  const std::string meetings = "\"meetings\":[" + record(R"("formats":"O")") + "]",
                    list = "\"formats\":" + std::string(formats);
  TableContext in = context();
  in.bmlt_formats = {};
  for (const std::string& text : {"{" + meetings + "," + list + "}", "{\n" + list + ",\n" + meetings + "}"}) {
    const ReadTable table = read(text, in);
    REQUIRE(table.meetings.size() == 1);
    CHECK(table.meetings[0].kinds == std::vector<std::string>{"O"});
    CHECK(table.count.rows == 1);
  }
}

TEST_CASE("A problem within an object of meetings and formats says line and column") {
  TableContext in = context();
  in.bmlt_formats = {};
  const ReadTable table = read(
      "{\"formats\":[{\"key_string\":\"O\"}],\n "
      "\"meetings\":[\n{\"id_bigint\":\"1\",\"meeting_name\":\"A\",\n"
      "\"weekday_tinyint\":\"9\",\"start_time\":\"19:00:00\"}]}",
      in);
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].line == 4);
  CHECK(table.problems[0].column == 19);
  CHECK(table.problems[0].value == "9");
}

TEST_CASE("Where a BMLT meeting is held is what venue_type says, else its formats") {
  CHECK(one(R"("venue_type":"1")").attendance == Attendance::in_person);
  CHECK(one(R"("venue_type":"2")").attendance == Attendance::online);
  CHECK(one(R"("venue_type":"3")").attendance == Attendance::hybrid);
  CHECK(one(R"("venue_type":"1","formats":"TC")").attendance == Attendance::inactive);
  CHECK(one(R"("venue_type":"2","formats":"VM,TC")").attendance == Attendance::online);
  CHECK(one(R"("venue_type":"3","formats":"HY,TC")").attendance == Attendance::online);
  CHECK(one(R"("formats":"VM")").attendance == Attendance::online);
  CHECK(one(R"("formats":"HY")").attendance == Attendance::hybrid);
  CHECK(one(R"("formats":"TC")").attendance == Attendance::inactive);
  CHECK(one(R"("formats":"O")").attendance == Attendance::in_person);
  CHECK(one(R"("virtual_meeting_link":"https://example.org/")").attendance == Attendance::hybrid);
  CHECK(read("[" + record(R"("venue_type":"7")") + "]").count.repaired == 1);
}

TEST_CASE("Place, lines of trains and how to join are read, and labels are taken off") {
  const auto meeting = one(
      R"("location_text":" Grace Church ","location_street":"3424 Kossuth Ave.","location_municipality":"New York",)"
      R"("location_province":"NY","location_postal_code_1":"10467","location_sub_province":"Bronx",)"
      R"("location_city_subsection":"Bronx","location_neighborhood":"Norwood","location_info":"@210th St",)"
      R"("train_lines":"Train Lines#@-@#Tren 4 hasta Mosholu","bus_lines":"Bx 10","lang_enum":"en",)"
      R"("virtual_meeting_link":"https://zoom.us/j/1","phone_meeting_number":"+1 212 555 0100",)"
      R"("virtual_meeting_additional_info":"Passcode: 1953")");
  CHECK(meeting.place.name == "Grace Church");
  CHECK(meeting.place.address == "3424 Kossuth Ave., New York, NY 10467");
  CHECK(meeting.place.region == "Bronx, Norwood");
  CHECK(meeting.notes.in("en").text ==
        "@210th St\nTrain Lines: Tren 4 hasta Mosholu\nBus lines: Bx 10\nPasscode: 1953");
  CHECK(meeting.conference_url == "https://zoom.us/j/1");
  CHECK(meeting.conference_phone == "+1 212 555 0100");
}

TEST_CASE("A BMLT meeting in another time zone carries it, and one in a zone that is none is left out") {
  CHECK(one(R"("time_zone":"America/Denver")").zone->name() == "America/Denver");
  CHECK_FALSE(one(R"("time_zone":"America/New_York")").zone);
  CHECK_FALSE(one(R"("time_zone":"")").zone);
  CHECK(read("[" + record(R"("time_zone":"Mars/Base")") + "]").count.left_out == 1);
}

TEST_CASE("Wording about one week's format is no rule and no suggestion") {
  for (const char* comment :
       {"1st Week is ST format", "1st week speaker, 3rd week step", "Last Tue is a birthday"}) {
    const ReadTable table = read("[" + record(R"("comments":")" + std::string(comment) + "\"") + "]");
    REQUIRE(table.meetings.size() == 1);
    CHECK(std::holds_alternative<schedule::Weekly>(table.meetings[0].recurrence.rule));
    INFO(comment);
    CHECK(table.problems.empty());
  }
}

TEST_CASE("The fellowship is NA unless the feed says otherwise") {
  TableContext in = context();
  in.fellowship = "CMA";
  CHECK(read("[" + record(R"("lang_enum":"en")") + "]", in).meetings.at(0).fellowship == "CMA");
}

TEST_CASE("What is no BMLT list is reported, not shown, and one that breaks off gives its first half") {
  for (const char* text : {"", "{}", "null", "[]", "{\"meetings\":[]}", "<html>Please log in</html>"}) {
    INFO(text);
    const ReadTable table = read(text);
    CHECK(table.meetings.empty());
    CHECK_FALSE(table.problems.empty());
  }
  const ReadTable broken = read("[" + record(R"("x":"1")") + ",{\"id_bigint\":\"8\",\"mee");
  CHECK(broken.meetings.size() == 1);
  CHECK(broken.count.rows == 2);
  const ReadTable odd = read("[1,[2],null,{\"a\":{\"b\":[1]}}," + record(R"("formats":["O"])") + "]");
  CHECK(odd.count.rows == 5);
  CHECK(odd.count.left_out == 4);
}

TEST_CASE("A field that nobody knows is named once, and whom to write to is kept off the screen") {
  const ReadTable table = read("[" + record(R"("dress_code":"none","contact_phone_1":"555 0100")") + "," +
                               record(R"("id_bigint":"8","dress_code":"none")") + "]");
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].field == "dress_code");
  CHECK(table.problems[0].severity == Problem::Severity::notice);
}

TEST_CASE("New York's list of NA is read without losing a row unexplained") {
  const auto path = real_data / "bmlt-newyork-na-1555.json";
  if (!std::filesystem::exists(path)) SKIP("No " + path.string());
  const std::string list = bytes_of(real_data / bmlt_formats_file);
  TableContext in = context();
  in.bmlt_formats = list;
  const ReadTable table = read(bytes_of(path), in);
  CHECK(table.count.rows == 1555);
  CHECK(table.count.left_out == 42);  // not published
  CHECK(table.count.repaired == 5);   // open and closed at once
  CHECK(table.meetings.size() == 1513);
  std::set<int> explained;
  for (const Problem& problem : table.problems)
    if (problem.field == "published") explained.insert(problem.row);
  CHECK(explained.size() == 42);
  int open = 0, past_midnight = 0, half_a_day = 0;
  for (const schedule::Meeting& meeting : table.meetings) {
    open += std::count(meeting.kinds.begin(), meeting.kinds.end(), "O");
    past_midnight += meeting.duration && meeting.start + *meeting.duration > std::chrono::days(1);
    half_a_day += meeting.duration && *meeting.duration == std::chrono::hours(12);
    CHECK(meeting.attendance != Attendance::inactive);
  }
  CHECK(open == 859);
  CHECK(past_midnight > 0);
  CHECK(half_a_day > 0);
}

TEST_CASE("No bytes break the reader of BMLT") {
  REQUIRE(rc::check("any bytes", [](const std::string& bytes) {
    for (const std::string& text : {bytes, "[{\"" + bytes, "{\"meetings\":[" + bytes}) {
      RC_ASSERT(adds_up(read_bmlt(text, context()).count));
      RC_ASSERT(adds_up(read_bmlt_formats(text, context()).count));
    }
  }));
  REQUIRE(rc::check("odd values in every field", [] {
    const auto value = rc::gen::element<std::string>(
        "1", "-1", "null", "true", "\"\"", "\"19:00:00\"", "\"0\"", "[]", "[1,\"x\",null]", "{}", "1e308",
        "\"\\u0000\"", "\"a#@-@#\"", "\"&#39;<br>\"", "\"O,B,,ZZ\"", "\"17,1\"", "0.5", "[[[[]]]]");
    std::string text = "[{";
    for (const char* key :
         {"meeting_name", "id_bigint", "weekday_tinyint", "start_time", "duration_time", "formats",
          "format_shared_id_list", "latitude", "longitude", "time_zone", "venue_type", "comments",
          "published", "train_lines", "virtual_meeting_link", "lang_enum"})
      text += "\"" + std::string(key) + "\":" + *value + ",";
    const ReadTable table = read_bmlt(text + "\"other\":7}]", context());
    RC_ASSERT(table.count.rows == 1);
    RC_ASSERT(adds_up(table.count));
    RC_ASSERT(static_cast<int>(table.meetings.size()) == table.count.taken + table.count.repaired);
  }));
}
