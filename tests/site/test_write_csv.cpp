#include "site/formats/write_csv.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <map>

#include "example.h"
#include "real_data.h"
#include "schedule/kind.h"
#include "site/formats/formats.h"
#include "site/formats/own_csv.h"

using namespace porchlight;
using namespace porchlight::site;
using schedule::Date;
using schedule::Meeting;

namespace {

TableContext context() {
  TableContext result;
  result.file = "meetings.csv";
  result.source = own_table_name;
  result.languages = {"en", "es"};
  result.zone = "America/New_York";
  result.here = "St. Brendan’s Outreach Center";
  return result;
}

Date date(int year, unsigned month, unsigned day) {
  return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
}

std::vector<std::string> sorted(std::vector<std::string> list) {
  std::sort(list.begin(), list.end());
  return list;
}

std::string in_lines(const LocalText& text) {
  std::map<std::string, std::string> versions;
  for (const LocalText::Version& version : text.versions) versions[version.language] = version.text;
  std::string all;
  for (const auto& [language, words] : versions) all += language + ": " + words + "\n";
  std::erase(all, '\r');
  return all;
}

// All that our columns hold of a meeting, as one text.
std::string told(const Meeting& m) {
  std::string text = m.id + " | " + m.name + " | " + m.group + " | " + m.fellowship + " | ";
  for (const std::string& kind : m.kinds) text += kind + ",";
  for (const std::string& kind : sorted(m.other_kinds)) text += kind + ",";
  for (const std::string& language : sorted(m.languages)) text += language + ",";
  text += " | " + m.place.name + " | " + m.place.address + " | " + m.place.room + " | " + m.place.region +
          " | " + (m.place.approximate ? "approximate" : "");
  if (m.place.coordinates)
    text +=
        std::to_string(m.place.coordinates->latitude) + " " + std::to_string(m.place.coordinates->longitude);
  text += " | " + std::to_string(static_cast<int>(m.attendance)) + " | " + m.conference_url + " | " +
          m.conference_phone + " | " + (m.zone ? m.zone->name() : "") + " | " + in_lines(m.directions) +
          in_lines(m.notes);
  return text;
}

std::vector<std::string> occurrences(const std::vector<Meeting>& meetings, Date first, int days) {
  const schedule::Schedule schedule(meetings, {}, *schedule::Zone::named("America/New_York"));
  std::vector<std::string> all;
  for (const schedule::Occurrence& each : schedule.occurrences(first, days))
    all.push_back(each.id + " " + schedule.zone().iso(each.starts) + " " +
                  (each.ends ? schedule.zone().iso(*each.ends) : "") + " " + each.place.name);
  return all;
}

std::vector<std::string> told(const std::vector<Meeting>& meetings) {
  std::vector<std::string> all;
  for (const Meeting& meeting : meetings) all.push_back(told(meeting));
  return all;
}

ReadTable written_and_read(const std::vector<Meeting>& meetings) {
  const WrittenCsv csv = write_csv(meetings, "en");
  for (const Problem& problem : csv.problems) UNSCOPED_INFO(to_line(problem));
  CHECK(csv.problems.empty());
  ReadTable table = read_own_csv(csv.text, context());
  for (const Problem& problem : table.problems) UNSCOPED_INFO(to_line(problem));
  return table;
}

Meeting some_meeting(int number) {
  using namespace rc;
  const auto words =
      gen::element<std::string>("", "Hope", "Men’s, “Step”; Study", "=1+1", "@home", "-5 rule", "a\nb",
                                "A & B", "&amp;", "1 < 2 <br>", "Señoras", "\"quoted\"", "x\ty");
  const auto word = [&] { return *words; };
  Meeting meeting;
  meeting.id = "m-" + std::to_string(number);
  meeting.name = "Meeting " + word();
  while (meeting.name.ends_with(' ')) meeting.name.pop_back();
  meeting.group = word();
  meeting.fellowship = *gen::element<std::string>("", "AA", "NA", "Al-Anon", "SMART F&F");
  for (const schedule::Kind& kind : schedule::kinds())
    if (kind.code != "C" && *gen::inRange(0, 12) == 0) {  // with it, a meeting is not open
      meeting.kinds.emplace_back(kind.code);
      if (!kind.language.empty()) meeting.languages.emplace_back(kind.language);
    }
  std::sort(meeting.kinds.begin(), meeting.kinds.end());
  if (*gen::arbitrary<bool>()) meeting.other_kinds.push_back("Karaoke night");
  if (*gen::inRange(0, 3) == 0 && sorted(meeting.languages) == meeting.languages)
    meeting.languages.push_back("vi");
  meeting.place.name = word();
  meeting.place.address = word();
  meeting.place.room = word();
  meeting.place.region = word();
  meeting.place.approximate = *gen::inRange(0, 4) == 0;
  if (*gen::arbitrary<bool>())
    meeting.place.coordinates = schedule::Coordinates{*gen::inRange(-9000, 9000) / 100.0 + 0.001,
                                                      *gen::inRange(-18000, 18000) / 100.0 + 0.0001};
  meeting.attendance = *gen::element(schedule::Attendance::in_person, schedule::Attendance::hybrid,
                                     schedule::Attendance::online, schedule::Attendance::inactive);
  meeting.conference_url = *gen::element<std::string>("", "https://zoom.us/j/1?a=1&b=2");
  meeting.conference_phone = *gen::element<std::string>("", "+1 212 555 0100");
  if (*gen::inRange(0, 4) == 0) meeting.zone = *schedule::Zone::named("Europe/London");
  if (std::string text = word(); !text.empty()) meeting.notes.versions.push_back({"en", text});
  if (*gen::inRange(0, 3) == 0) meeting.notes.versions.push_back({"es", "Hay café"});
  if (*gen::inRange(0, 3) == 0) meeting.directions.versions.push_back({"es", "por el pasillo"});

  const auto some_date = [] { return schedule::add_days(date(2026, 1, 1), *gen::inRange(0, 500)); };
  const schedule::Weekdays days(static_cast<unsigned long>(*gen::inRange(1, 128)));
  schedule::Recurrence& recurrence = meeting.recurrence;
  const auto some_dates = [&] {
    std::vector<Date> dates{some_date(), some_date(), some_date()};
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    return dates;
  };
  switch (*gen::inRange(0, 6)) {
    case 0:
      recurrence.rule = schedule::Monthly{
          days, *gen::element(std::vector{-1}, std::vector{1, 3}, std::vector{-1, 2}, std::vector{5})};
      break;
    case 1:
      recurrence.rule = schedule::EveryWeeks{days, *gen::inRange(1, 53), some_date()};
      break;
    case 2:
      recurrence.rule = schedule::OnDates{some_dates()};
      break;
    case 3:
      recurrence.rule = schedule::ByAppointment{};
      break;
    default:
      recurrence.rule = schedule::Weekly{days};
  }
  if (*gen::inRange(0, 3) == 0) recurrence.from = some_date();
  const auto* weeks = std::get_if<schedule::EveryWeeks>(&recurrence.rule);
  if (weeks && weeks->anchor > recurrence.from) recurrence.from = weeks->anchor;
  if (*gen::inRange(0, 3) == 0)
    recurrence.until = schedule::add_days(recurrence.from.value_or(date(2026, 3, 1)), *gen::inRange(0, 400));
  if (*gen::inRange(0, 3) == 0) recurrence.except = some_dates();
  meeting.start = schedule::TimeOfDay(*gen::inRange(0, 1440));
  if (*gen::arbitrary<bool>())
    meeting.duration = minutes(*gen::arbitrary<bool>() ? *gen::inRange(1, 180) : *gen::inRange(1, 7 * 1440));
  return meeting;
}

}  // namespace

TEST_CASE("A list that is written as meetings.csv and read back makes the same occurrences") {
  if (real_lists().empty()) SKIP("No " + real_data.string());
  const std::string list = bytes_of(real_data / bmlt_formats_file);
  int meetings = 0;
  for (const auto& path : real_lists()) {
    const std::string bytes = bytes_of(path);
    TableContext in = context();
    in.bmlt_formats = list;
    in.here.clear();
    const Format* format = recognised_format(bytes, path.filename().string());
    REQUIRE(format);
    const ReadTable table = format->read(bytes, in);
    INFO(path.filename().string());
    const WrittenCsv csv = write_csv(table.meetings, "en");
    for (const Problem& problem : csv.problems) UNSCOPED_INFO(to_line(problem));
    CHECK(csv.problems.empty());
    CHECK(csv.rows == static_cast<int>(table.meetings.size()));
    if (table.meetings.empty()) continue;
    const Format* own = recognised_format(csv.text, "");
    REQUIRE(own);
    CHECK(own->name == "meetings.csv");
    const ReadTable back = own->read(csv.text, context());
    CHECK(back.count.left_out == 0);
    CHECK(told(back.meetings) == told(table.meetings));
    const Date first = date(2026, 10, 1);
    CHECK(occurrences(back.meetings, first, 100) == occurrences(table.meetings, first, 100));
    meetings += csv.rows;
  }
  CHECK(meetings > 6000);
}

TEST_CASE("Any meeting that is written as meetings.csv and read back is the same") {
  REQUIRE(rc::check([] {
    std::vector<Meeting> meetings;
    const int count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) meetings.push_back(some_meeting(i));
    const ReadTable back = written_and_read(meetings);
    RC_ASSERT(back.count.left_out == 0);
    RC_ASSERT(told(back.meetings) == told(meetings));
    const Date first = date(2026, 1, 1);
    RC_ASSERT(occurrences(back.meetings, first, 800) == occurrences(meetings, first, 800));
  }));
}

TEST_CASE("The example's meetings.csv comes back as it is") {
  const Files files = example_files();
  const ReadTable table = read_own_csv(files.at("meetings.csv"), context());
  const ReadTable back = written_and_read(table.meetings);
  CHECK(back.count.taken == back.count.rows);
  CHECK(told(back.meetings) == told(table.meetings));
  CHECK(occurrences(back.meetings, date(2026, 1, 1), 800) ==
        occurrences(table.meetings, date(2026, 1, 1), 800));
}

TEST_CASE("A meeting that lasts a day or longer keeps its length") {
  for (const int duration : {1, 719, 720, 721, 1439, 1440, 1560, 10080})
    for (const int start : {0, 1, 720, 1439}) {
      Meeting meeting;
      meeting.id = meeting.name = "marathon";
      meeting.recurrence.rule = schedule::Weekly{schedule::Weekdays(1)};
      meeting.start = schedule::TimeOfDay(start);
      meeting.duration = minutes(duration);
      const ReadTable back = written_and_read({meeting});
      REQUIRE(back.meetings.size() == 1);
      CHECK(back.meetings[0].duration == meeting.duration);
      CHECK(back.count.taken == 1);
    }
}

TEST_CASE("A meeting that nobody says the place of is not here") {
  Meeting meeting;
  meeting.id = meeting.name = "somewhere";
  meeting.recurrence.rule = schedule::Weekly{schedule::Weekdays(1)};
  const ReadTable back = written_and_read({meeting});
  REQUIRE(back.meetings.size() == 1);
  CHECK(back.meetings[0].place.name.empty());
}

TEST_CASE("What no column can hold is said, never dropped in silence") {
  Meeting meeting;
  meeting.id = meeting.name = "odd";
  meeting.source = "feed.json";
  meeting.recurrence.rule = schedule::Weekly{schedule::Weekdays(1)};
  meeting.other_kinds = {"Karaoke, and cake", "Newcomers", "Karaoke"};
  meeting.languages = {"tlh"};
  Meeting never = meeting;
  never.other_kinds.clear();
  never.languages.clear();
  never.recurrence.rule = schedule::OnDates{};
  const WrittenCsv csv = write_csv(std::vector{meeting, never}, "en");
  CHECK(csv.rows == 1);
  REQUIRE(csv.problems.size() == 4);
  for (const Problem& problem : csv.problems) CHECK(problem.file == "feed.json");
  CHECK(csv.problems[0].value == "Karaoke, and cake");
  CHECK(csv.problems[2].value == "tlh");
  CHECK(csv.problems[3].field == "Repeats");
  CHECK(read_own_csv(csv.text, context()).meetings.at(0).other_kinds == std::vector<std::string>{"Karaoke"});
}

TEST_CASE("A cell that a spreadsheet would take for a formula is text in it") {
  Meeting meeting;
  meeting.id = "a";
  meeting.name = "=HYPERLINK(1)";
  meeting.recurrence.rule = schedule::Weekly{schedule::Weekdays(1)};
  const WrittenCsv csv = write_csv(std::span(&meeting, 1), "en");
  CHECK(csv.text.find("\n\" =HYPERLINK(1)\",") != std::string::npos);
  CHECK(read_own_csv(csv.text, context()).meetings.at(0).name == meeting.name);
}
