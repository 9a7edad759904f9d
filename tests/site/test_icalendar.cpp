#include "site/formats/icalendar.h"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "example.h"
#include "site/formats/own_csv.h"
#include "site/formats/write_csv.h"

using namespace porchlight;
using namespace porchlight::site;
using schedule::Attendance;
using schedule::Date;

namespace {

Date date(std::string_view iso) {
  return schedule::parse_date(iso).value();
}

TableContext context() {
  TableContext result;
  result.file = "list.ics";
  result.source = "calendar";
  result.zone = "America/Los_Angeles";
  result.today = date("2026-11-24");
  return result;
}

std::string calendar(const std::string& events, const std::string& head = {}) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + head + events + "END:VCALENDAR\r\n";
}

std::string event(const std::string& lines, const std::string& uid = "hope@example.org") {
  return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nSUMMARY:Hope\r\n" + lines + "END:VEVENT\r\n";
}

constexpr const char* tuesdays =
    "DTSTART;TZID=America/Los_Angeles:20260106T190000\r\nRRULE:FREQ=WEEKLY;BYDAY=TU\r\n";

ReadTable read(const std::string& text, const TableContext& in = context()) {
  ReadTable table = read_icalendar(text, in);
  CHECK(adds_up(table.count));
  for (const Problem& problem : table.problems) UNSCOPED_INFO(to_line(problem));
  return table;
}

schedule::Meeting one(const std::string& lines) {
  ReadTable table = read(calendar(event(lines)));
  REQUIRE(table.meetings.size() == 1);
  return table.meetings[0];
}

// "2026-11-24 19:00" of all meetings, in the facility's time.
std::vector<std::string> listed(const ReadTable& table, std::string_view first, int days) {
  const schedule::Schedule schedule(table.meetings, {}, *schedule::Zone::named("America/Los_Angeles"));
  std::vector<std::string> all;
  for (const schedule::Occurrence& each : schedule.occurrences(date(first), days)) {
    std::string when = schedule.zone().iso(each.starts).substr(0, 16);
    when[10] = ' ';
    all.push_back(when);
  }
  return all;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("An event that repeats every week is a meeting of every week") {
  const auto meeting = one(std::string(tuesdays) + "DTEND;TZID=America/Los_Angeles:20260106T201500\r\n");
  CHECK(std::get<schedule::Weekly>(meeting.recurrence.rule).days.to_ulong() == 0b100);
  CHECK(meeting.recurrence.from == date("2026-01-06"));
  CHECK(meeting.start == schedule::TimeOfDay(19 * 60));
  CHECK(meeting.duration == minutes(75));
  CHECK_FALSE(meeting.zone);
  CHECK(meeting.id == "hope-example-org");
}

TEST_CASE("The rules of calendars are rules of ours where ours can say them") {
  const std::string start = "DTSTART:20260106T190000\r\n";
  const auto rule = [&](const std::string& text) { return one(start + "RRULE:" + text + "\r\n").recurrence; };
  using schedule::EveryWeeks;
  using schedule::Monthly;
  using schedule::Weekly;
  const schedule::Weekdays tuesday(0b100);
  CHECK(std::get<Weekly>(rule("FREQ=WEEKLY").rule).days == tuesday);
  CHECK(std::get<Weekly>(rule("FREQ=DAILY").rule).days.all());
  CHECK(std::get<Weekly>(rule("FREQ=DAILY;BYDAY=MO,TU").rule).days.to_ulong() == 0b110);
  CHECK(std::get<Weekly>(rule("FREQ=MONTHLY;BYDAY=TU").rule).days == tuesday);
  CHECK(std::get<Weekly>(rule("freq=weekly; byday=tu;").rule).days == tuesday);
  CHECK(std::get<Monthly>(rule("FREQ=MONTHLY;BYDAY=1TU").rule) == Monthly{tuesday, {1}});
  CHECK(std::get<Monthly>(rule("FREQ=MONTHLY;BYDAY=1TU,3TU").rule) == Monthly{tuesday, {1, 3}});
  CHECK(std::get<Monthly>(rule("FREQ=MONTHLY;BYDAY=-1TU").rule) == Monthly{tuesday, {-1}});
  CHECK(std::get<Monthly>(rule("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2,4").rule) == Monthly{tuesday, {2, 4}});
  CHECK(std::get<Monthly>(rule("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14").rule) ==
        Monthly{tuesday, {2}});
  CHECK(std::get<EveryWeeks>(rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU").rule) ==
        EveryWeeks{tuesday, 2, date("2026-01-06")});
  CHECK(std::get<EveryWeeks>(rule("FREQ=DAILY;INTERVAL=14").rule) ==
        EveryWeeks{tuesday, 2, date("2026-01-06")});
  CHECK(rule("FREQ=WEEKLY;UNTIL=20260301").until == date("2026-03-01"));
  CHECK(rule("FREQ=WEEKLY;COUNT=3").until == date("2026-01-20"));
}

TEST_CASE("UNTIL in UTC is a date of the event's own zone") {
  // 19:00 on the 13th in Los Angeles is 03:00 of the 14th in UTC.
  const std::string start = "DTSTART;TZID=America/Los_Angeles:20260106T190000\r\nRRULE:FREQ=WEEKLY;UNTIL=";
  CHECK(one(start + "20260114T030000Z\r\n").recurrence.until == date("2026-01-13"));
  CHECK(one(start + "20260114T025900Z\r\n").recurrence.until == date("2026-01-12"));
}

TEST_CASE("A rule that the kiosk cannot keep is written out as dates, up to some years ahead, and reported") {
  const ReadTable table =
      read(calendar(event("DTSTART:20260115T190000\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=15\r\n")));
  REQUIRE(table.meetings.size() == 1);
  const auto& dates = std::get<schedule::OnDates>(table.meetings[0].recurrence.rule).dates;
  CHECK(dates.front() == date("2026-11-15"));
  CHECK(dates.back() == date("2031-11-15"));
  CHECK(dates.size() == 61);
  CHECK(table.count.repaired == 1);
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].line == 7);
  CHECK(table.problems[0].meanwhile == "It is shown on its dates until 2031-11-15.");
}

TEST_CASE("Weeks that begin on Monday and hold a Sunday are written out, since ours begin on Sunday") {
  const std::string rule = "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE";
  const ReadTable monday = read(calendar(event("DTSTART:20261104T190000\r\n" + rule + "\r\n")));
  const ReadTable sunday = read(calendar(event("DTSTART:20261104T190000\r\n" + rule + ";WKST=SU\r\n")));
  CHECK(listed(monday, "2026-11-01", 21) == List{"2026-11-04 19:00", "2026-11-08 19:00", "2026-11-18 19:00"});
  CHECK(listed(sunday, "2026-11-01", 21) == List{"2026-11-04 19:00", "2026-11-15 19:00", "2026-11-18 19:00"});
  CHECK(monday.count.repaired == 1);
  CHECK(sunday.count.taken == 1);
}

TEST_CASE("A rule that is none, never comes true or repeats by the hour is left out with its line") {
  for (const char* rule : {"FREQ=FOO", "", "FREQ=HOURLY", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
                           "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;UNTIL=20200101",
                           "FREQ=YEARLY;RSCALE=HEBREW;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD"}) {
    INFO(rule);
    const ReadTable table =
        read(calendar(event("DTSTART:20260106T190000\r\nRRULE:" + std::string(rule) + "\r\n")));
    CHECK(table.meetings.empty());
    CHECK(table.count.left_out == 1);
    REQUIRE(table.problems.size() == 1);
    CHECK(table.problems[0].line == 7);
    CHECK(table.problems[0].field == "RRULE");
  }
}

TEST_CASE("Rules made to keep a computer busy do not") {
  std::string events;
  for (int i = 0; i < 2000; ++i)
    events +=
        event("DTSTART:20260106T190000\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=1MO\r\n", std::to_string(i));
  const ReadTable table = read(calendar(events));
  CHECK(table.meetings.empty());
  CHECK(table.count.left_out == 2000);
}

TEST_CASE("One date is left out, another added, and a third is moved by an event that replaces it") {
  const ReadTable table =
      read(calendar(event(std::string(tuesdays) +
                          "EXDATE;TZID=America/Los_Angeles:20260113T190000\r\nEXDATE:20260121T030000Z\r\n"
                          "RDATE;TZID=America/Los_Angeles:20260115T190000,20260116T120000\r\n") +
                    event("RECURRENCE-ID;TZID=America/Los_Angeles:20260127T190000\r\n"
                          "DTSTART;TZID=America/Los_Angeles:20260128T200000\r\n")));
  CHECK(table.count.rows == 2);
  CHECK(table.count.taken == 2);
  CHECK(listed(table, "2026-01-01", 40) == List{"2026-01-06 19:00", "2026-01-15 19:00", "2026-01-16 12:00",
                                                "2026-01-28 20:00", "2026-02-03 19:00"});
}

TEST_CASE("A replacement that is cancelled only takes its date away") {
  const ReadTable table = read(
      calendar(event("RECURRENCE-ID:20260113T190000\r\nDTSTART:20260113T190000\r\nSTATUS:CANCELLED\r\n") +
               event(std::string(tuesdays))));
  CHECK(table.count.taken == 2);
  CHECK(listed(table, "2026-01-01", 20) == List{"2026-01-06 19:00", "2026-01-20 19:00"});
}

TEST_CASE("From one date on an event may be at another hour or on another day") {
  const auto following = [](const std::string& start) {
    return listed(read(calendar(event(std::string(tuesdays)) +
                                event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260120T190000\r\nDTSTART:" +
                                      start + "\r\n"))),
                  "2026-01-01", 30);
  };
  CHECK(following("20260120T200000") ==
        List{"2026-01-06 19:00", "2026-01-13 19:00", "2026-01-20 20:00", "2026-01-27 20:00"});
  CHECK(following("20260121T200000") ==
        List{"2026-01-06 19:00", "2026-01-13 19:00", "2026-01-21 20:00", "2026-01-28 20:00"});
}

TEST_CASE("The newest version of an event counts, wherever it stands") {
  const std::string old = event("SEQUENCE:1\r\n" + std::string(tuesdays)),
                    newer = event("SEQUENCE:2\r\nDTSTART:20260108T180000\r\nRRULE:FREQ=WEEKLY\r\n");
  for (const std::string& text : {old + newer, newer + old}) {
    const ReadTable table = read(calendar(text));
    CHECK(listed(table, "2026-01-05", 7) == List{"2026-01-08 18:00"});
    CHECK(table.count.left_out == 1);
  }
}

TEST_CASE("An event without a rule is a meeting on one date, in the facility's time") {
  const std::string utc = "DTSTART:20261125T023500Z\r\n";
  CHECK(listed(read(calendar(event(utc))), "2026-11-20", 10) == List{"2026-11-24 18:35"});
  CHECK_FALSE(one(utc).zone);
  CHECK(listed(read(calendar(event("DTSTART:20261124T183500\r\n"))), "2026-11-20", 10) ==
        List{"2026-11-24 18:35"});
  CHECK(listed(read(calendar(event("DTSTART;TZID=America/New_York:20261124T183500\r\n"))), "2026-11-20",
               10) == List{"2026-11-24 15:35"});
}

TEST_CASE("What repeats at an hour of UTC is an hour off for half the year, and that is said") {
  const ReadTable table = read(calendar(event("DTSTART:20260107T030000Z\r\nRRULE:FREQ=WEEKLY\r\n")));
  CHECK(listed(table, "2026-03-01", 14) == List{"2026-03-03 19:00", "2026-03-10 20:00"});
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].severity == Problem::Severity::notice);
}

TEST_CASE("Time zones are known by the names that Outlook and others give them") {
  const auto zone = [](const std::string& tzid, const std::string& head = {}) {
    const ReadTable table = read(calendar(event("DTSTART;TZID=" + tzid + ":20260106T190000\r\n"), head));
    return table.meetings.empty()   ? std::string()
           : table.meetings[0].zone ? table.meetings[0].zone->name()
                                    : "own";
  };
  CHECK(zone("America/Los_Angeles") == "own");
  CHECK(zone("Eastern Standard Time") == "America/New_York");
  CHECK(zone("\"Eastern Standard Time\"") == "America/New_York");
  CHECK(zone("/freeassociation.sourceforge.net/America/Indiana/Knox") == "America/Indiana/Knox");
  CHECK(
      zone("Custom", "BEGIN:VTIMEZONE\r\nTZID:Custom\r\nX-LIC-LOCATION:Europe/Paris\r\nEND:VTIMEZONE\r\n") ==
      "Europe/Paris");
  CHECK(zone("Mars/Base").empty());
}

TEST_CASE("An event of a whole day lasts the whole day, and is said to lack a time") {
  const ReadTable table =
      read(calendar(event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261226\r\n")));
  REQUIRE(table.meetings.size() == 1);
  CHECK(table.meetings[0].duration == std::chrono::hours(48));
  CHECK(table.count.taken == 1);
  CHECK(table.problems.size() == 1);
  CHECK(one("DTSTART;VALUE=DATE:20261224\r\n").duration == std::chrono::hours(24));
}

TEST_CASE("How long an event lasts may be said in any zone, or as a length") {
  CHECK(one("DTSTART:20261124T190000\r\nDURATION:PT1H30M\r\n").duration == minutes(90));
  CHECK(one("DTSTART;TZID=America/Los_Angeles:20261124T190000\r\nDTEND:20261125T040000Z\r\n").duration ==
        minutes(60));
  CHECK(one("DTSTART:20261124T233000\r\nDTEND:20261125T003000\r\n").duration == minutes(60));
  CHECK_FALSE(one("DTSTART:20261124T190000\r\n").duration);
  CHECK_FALSE(one("DTSTART:20261124T190000\r\nDTEND:20261124T180000\r\n").duration);
  CHECK_FALSE(one("DTSTART:20261124T190000\r\nDURATION:P5W\r\n").duration);
  CHECK_FALSE(one("DTSTART:20261124T190000\r\nDURATION:soon\r\n").duration);
}

TEST_CASE("Name, place, types and how to join are read from where calendars put them") {
  const auto meeting =
      one("DTSTART:20261124T190000\r\nLOCATION:Grace Church\\, 210 Elm St\\, Alder "
          "Bay\r\nGEO:37.767;-122.4085\r\n"
          "CATEGORIES:Open,Big Book\r\nCATEGORIES:NA\r\nDESCRIPTION:Ring the bell.<br>Join: <a "
          "href=\"https://us02web.\r\n"
          " zoom.us/j/123?pwd=x\">here</a>\r\n");
  CHECK(meeting.name == "Hope");
  CHECK(meeting.place.name == "Grace Church");
  CHECK(meeting.place.address == "210 Elm St, Alder Bay");
  REQUIRE(meeting.place.coordinates);
  CHECK(meeting.place.coordinates->latitude == 37.767);
  CHECK(meeting.kinds == List{"B", "O"});
  CHECK(meeting.fellowship == "NA");
  CHECK(meeting.conference_url == "https://us02web.zoom.us/j/123?pwd=x");
  CHECK(meeting.notes.in("en").text == "Ring the bell.\nJoin: here");
  CHECK(meeting.attendance == Attendance::hybrid);

  const auto online = one("DTSTART:20261124T190000\r\nLOCATION:https://meet.google.com/abc\r\n");
  CHECK(online.attendance == Attendance::online);
  CHECK(online.place.name.empty());
  CHECK(one("DTSTART:20261124T190000\r\nCONFERENCE;VALUE=URI:tel:+1-212-555-0100\r\n").conference_phone ==
        "+1-212-555-0100");
  const auto page = one("DTSTART:20261124T190000\r\nLOCATION:Town Hall\r\nURL:https://example.org/hope\r\n");
  CHECK(page.conference_url.empty());
  CHECK(page.attendance == Attendance::in_person);
  CHECK(page.notes.in("en").text == "https://example.org/hope");
}

TEST_CASE("What is cancelled or private is left out, counted, and nothing to mend") {
  for (const char* line : {"STATUS:CANCELLED\r\n", "CLASS:PRIVATE\r\n", "CLASS:CONFIDENTIAL\r\n"}) {
    const ReadTable table = read(calendar(event(tuesdays + std::string(line))));
    CHECK(table.meetings.empty());
    CHECK(table.count.left_out == 1);
    REQUIRE(table.problems.size() == 1);
    CHECK(table.problems[0].severity == Problem::Severity::notice);
  }
}

TEST_CASE("A broken line is named, and harms no other event") {
  const ReadTable table =
      read(calendar(event("DTSTART:2026-01-06 19:00\r\n", "a") +
                    event("DTSTART:20260106T190000\r\nDESCRIPTION:First\r\nsecond line\r\n", "b") +
                    event("DTSTART:20260230T190000\r\n", "c") + event("", "d") +
                    event("DTSTART:20260106T190000\r\n", "e")));
  CHECK(table.count.rows == 5);
  CHECK(table.count.left_out == 3);
  CHECK(table.count.repaired == 1);
  REQUIRE(table.problems.size() == 4);
  CHECK(table.problems[0].line == 6);
  CHECK(table.problems[1].line == 13);
  CHECK(table.problems[1].value == "second line");
  CHECK(table.problems[2].line == 18);
  CHECK(table.problems[3].line == 20);
  CHECK(table.meetings.size() == 2);
}

TEST_CASE("A calendar that breaks off leaves out only the event in which it does") {
  const std::string whole = calendar(event(tuesdays, "a") + event(tuesdays, "b"));
  const ReadTable table = read(whole.substr(0, whole.size() - 40));
  CHECK(table.count.rows == 2);
  CHECK(table.count.left_out == 1);
  CHECK(table.meetings.size() == 1);
}

TEST_CASE("What is no calendar is reported, and tasks are no rows") {
  for (const char* text : {"", "{}", "<html>Please log in</html>", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"}) {
    INFO(text);
    const ReadTable table = read(text);
    CHECK(table.meetings.empty());
    CHECK_FALSE(table.problems.empty());
  }
  const ReadTable tasks = read(calendar("BEGIN:VTODO\r\nSUMMARY:Coffee\r\nEND:VTODO\r\n" + event(tuesdays) +
                                        "BEGIN:VALARM\r\nnonsense\r\nEND:VALARM\r\n"));
  CHECK(tasks.count.rows == 1);
  CHECK(tasks.count.taken == 1);
}

TEST_CASE("An alarm within an event is not part of it") {
  const auto meeting =
      one(std::string(tuesdays) +
          "BEGIN:VALARM\r\nSUMMARY:Wake up\r\nDURATION:PT9H\r\nbroken\r\nEND:VALARM\r\nDURATION:PT1H\r\n");
  CHECK(meeting.duration == minutes(60));
}

TEST_CASE("Line ends of any kind, folded lines and lower case are no harm") {
  const std::string text = calendar(event(tuesdays));
  std::string unix_ends = text, mac_ends = text, lower_case = text;
  std::erase(unix_ends, '\r');
  std::erase(mac_ends, '\n');
  for (char& c : lower_case)
    if (c >= 'A' && c <= 'Z' &&
        lower_case.substr(static_cast<std::size_t>(&c - lower_case.data()), 7) != "America")
      c = static_cast<char>(c - 'A' + 'a');
  const auto expected = listed(read(text), "2026-01-01", 30);
  CHECK(expected.size() == 4);
  CHECK(listed(read(unix_ends), "2026-01-01", 30) == expected);
  CHECK(listed(read(mac_ends), "2026-01-01", 30) == expected);
  const auto folded = [&] {
    std::string result;
    for (const char c : text)
      result += c == '=' || c == ';' ? std::string(1, c) + "\r\n " : std::string(1, c);
    return result;
  }();
  CHECK(listed(read(folded), "2026-01-01", 30) == expected);
}

TEST_CASE("A calendar that is written as meetings.csv and read back makes the same occurrences") {
  const ReadTable table = read(calendar(
      event(std::string(tuesdays) + "EXDATE:20260113T190000\r\nRDATE:20260116T120000\r\nDURATION:PT90M\r\n") +
      event("RECURRENCE-ID:20260127T190000\r\nDTSTART;TZID=America/New_York:20260128T200000\r\n") +
      event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n", "b") +
      event("DTSTART:20260131T190000\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1\r\n", "c") +
      event("DTSTART:20260109T190000\r\nRRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=FR,SA\r\n", "d")));
  const WrittenCsv csv = write_csv(table.meetings, "en");
  CHECK(csv.problems.empty());
  const ReadTable back = read_own_csv(csv.text, context());
  CHECK(back.count.taken == back.count.rows);
  CHECK(listed(back, "2026-01-01", 900) == listed(table, "2026-01-01", 900));
  CHECK(listed(back, "2026-01-01", 900).size() > 100);
}

TEST_CASE("No bytes break the reader of calendars") {
  REQUIRE(rc::check("any bytes", [](const std::string& bytes) {
    for (const std::string& text : {bytes, "BEGIN:VEVENT\n" + bytes, calendar(event(bytes))})
      RC_ASSERT(adds_up(read_icalendar(text, context()).count));
  }));
  REQUIRE(rc::check("odd values on every line", [] {
    const auto value = rc::gen::element<std::string>(
        "", ":", "20260106T190000", "20260106", "99999999T999999Z", "20260106T190000Z/PT1H", "PT1H", "-P1W",
        "P99999999W", "FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=32767", "FREQ=YEARLY;BYDAY=53MO",
        "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU", "FREQ=WEEKLY;BYHOUR=1,2,3;COUNT=5", "1;2", "\\", "a\\,b",
        "\xFF", "tel:", "https://zoom.us/j/");
    std::string lines;
    for (const char* name :
         {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "GEO", "LOCATION",
          "CATEGORIES", "URL", "SEQUENCE", "STATUS", "CONFERENCE", "SUMMARY"})
      if (*rc::gen::arbitrary<bool>()) lines += std::string(name) + ":" + *value + "\r\n";
    const ReadTable table =
        read_icalendar(calendar(event("DTSTART:20260106T190000\r\n" + lines) + event(lines)), context());
    RC_ASSERT(table.count.rows == 2);
    RC_ASSERT(adds_up(table.count));
    for (const Problem& problem : table.problems) RC_ASSERT(!problem.what.empty());
  }));
}
