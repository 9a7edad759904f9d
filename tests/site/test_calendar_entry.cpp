// What a phone's calendar makes of an entry, played by libical, against the schedule it was made from.
#include <libical/ical.h>
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "schedule/calendar_entry.h"

using namespace porchlight;
using namespace porchlight::schedule;

namespace {

using What = Change::What;
using Component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;

Date date(std::string_view iso) {
  return parse_date(iso).value();
}
Zone pacific() {
  return Zone::named("America/Los_Angeles").value();
}
Instant at(std::string_view iso) {
  return parse_instant(iso, pacific()).value();
}

Weekdays on(std::initializer_list<Weekday> days) {
  Weekdays set;
  for (const Weekday day : days) set.set(day.c_encoding());
  return set;
}

Meeting beginners() {
  Meeting meeting;
  meeting.id = "tuesday-beginners";
  meeting.name = "Tuesday Night Beginners";
  meeting.recurrence.rule = Weekly{on({std::chrono::Tuesday})};
  meeting.start = std::chrono::hours(19);
  meeting.duration = minutes(60);
  return meeting;
}

Change change(What what, std::string_view day) {
  Change change;
  change.what = what;
  change.meeting_id = "tuesday-beginners";
  change.date = change.until = date(day);
  return change;
}

const Instant now = at("2026-11-24T18:35");

std::string entry(const Schedule& schedule, std::size_t which = 0, EntryWords words = {"Appointment", ""}) {
  const auto meeting = schedule.find("tuesday-beginners");
  return calendar_entry(schedule, schedule.upcoming(*meeting, now, which + 1).at(which), words, now);
}
std::string entry(Meeting meeting, std::vector<Change> changes = {}) {
  return entry(Schedule({std::move(meeting)}, std::move(changes), pacific()));
}

// Of all its lines with this name what stands behind it.
std::vector<std::string> lines(const std::string& entry, const std::string& name) {
  std::vector<std::string> found;
  for (std::size_t begin = 0; begin < entry.size();) {
    const std::size_t end = entry.find("\r\n", begin);
    const std::string line = entry.substr(begin, end - begin);
    if (line.starts_with(name)) found.push_back(line.substr(name.size()));
    begin = end + 2;
  }
  return found;
}

Component parsed(const std::string& entry) {
  Component calendar(icalparser_parse_string(entry.c_str()), &icalcomponent_free);
  REQUIRE(calendar);
  REQUIRE(icalcomponent_count_errors(calendar.get()) == 0);
  REQUIRE(icalrestriction_check(calendar.get()));
  return calendar;
}

// When a phone in the facility's time would remind, in that time, from the entry's first to `last`.
std::vector<LocalTime> reminded(const std::string& entry, Date last) {
  const Component calendar = parsed(entry);
  icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  std::vector<LocalTime> times;
  icalcomponent_foreach_recurrence(
      event, icaltime_from_string("20200101T000000Z"), icaltime_from_string("20400101T000000Z"),
      [](icalcomponent*, icaltime_span* span, void* all) {
        const LocalTime local = Zone::utc().local(Instant(seconds(span->start)));
        static_cast<std::vector<LocalTime>*>(all)->push_back(local);
      },
      &times);
  std::erase_if(times, [&](const LocalTime& time) { return time.date > last; });
  std::sort(times.begin(), times.end());
  return times;
}

TEST_CASE("an entry of every Tuesday says only what it must", "[calendar]") {
  CHECK(entry(beginners()) ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kiosk//EN\r\nBEGIN:VEVENT\r\n"
        "UID:07a5b7a3da8faf66\r\nDTSTAMP:20261125T023500Z\r\nSUMMARY:Appointment\r\n"
        "DTSTART:20261124T190000\r\nDTEND:20261124T200000\r\nRRULE:FREQ=WEEKLY;BYDAY=TU\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST_CASE("the rules of the schedule are those of RFC 5545", "[calendar]") {
  const auto rule = [](auto recurrence) {
    Meeting meeting = beginners();
    meeting.recurrence.rule = recurrence;
    return lines(entry(meeting), "RRULE:");
  };
  using Lines = std::vector<std::string>;
  CHECK(rule(Weekly{on({std::chrono::Monday, std::chrono::Thursday})}) == Lines{"FREQ=WEEKLY;BYDAY=MO,TH"});
  CHECK(rule(Monthly{on({std::chrono::Saturday}), {1, 3}}) == Lines{"FREQ=MONTHLY;BYDAY=1SA,3SA"});
  CHECK(rule(Monthly{on({std::chrono::Friday}), {-1}}) == Lines{"FREQ=MONTHLY;BYDAY=-1FR"});
  CHECK(rule(EveryWeeks{on({std::chrono::Tuesday}), 2, date("2026-11-10")}) ==
        Lines{"FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU"});
  CHECK(rule(OnDates{{date("2026-12-01"), date("2026-12-24")}}).empty());
}

TEST_CASE("what ends, ends in the calendar too, on its last day", "[calendar]") {
  Meeting meeting = beginners();
  meeting.recurrence.until = date("2026-12-08");
  CHECK(lines(entry(meeting), "RRULE:") ==
        std::vector<std::string>{"FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208T190000"});
  CHECK(reminded(entry(meeting), date("2027-12-31")).size() == 3);
}

TEST_CASE("dates that are cancelled, moved or added stand beside the rule", "[calendar]") {
  Change moved = change(What::moved, "2026-12-08");
  moved.to_date = date("2026-12-09");
  moved.to_time = std::chrono::hours(18);
  Meeting meeting = beginners();
  meeting.recurrence.except = {date("2026-12-29")};
  const std::string text =
      entry(meeting, {change(What::cancelled, "2026-12-01"), moved, change(What::added, "2026-12-31")});
  CHECK(lines(text, "EXDATE:") ==
        std::vector<std::string>{"20261201T190000", "20261208T190000", "20261229T190000"});
  CHECK(lines(text, "RDATE:") == std::vector<std::string>{"20261209T180000", "20261231T190000"});
}

TEST_CASE("a date on which one is moved onto another, or added where one is, reminds once", "[calendar]") {
  Change onto = change(What::moved, "2026-12-08");
  onto.to_date = date("2026-12-15");
  const std::string text = entry(beginners(), {onto, change(What::added, "2026-12-22")});
  CHECK(lines(text, "EXDATE:") == std::vector<std::string>{"20261208T190000"});
  CHECK(lines(text, "RDATE:").empty());
  // The one of the 15th is cancelled, that of the 8th takes its place: the rule alone says so.
  const std::string instead = entry(beginners(), {change(What::cancelled, "2026-12-15"), onto});
  CHECK(lines(instead, "EXDATE:") == std::vector<std::string>{"20261208T190000"});
  CHECK(lines(instead, "RDATE:").empty());
}

TEST_CASE("a date that was moved is an entry of its own and leaves the weekly one alone", "[calendar]") {
  Change moved = change(What::moved, "2026-11-24");
  moved.to_time = std::chrono::hours(20);
  const Schedule schedule({beginners()}, {moved}, pacific());
  const std::string once = entry(schedule, 0), weekly = entry(schedule, 1);
  CHECK(lines(once, "RRULE:").empty());
  CHECK(lines(once, "DTSTART:") == std::vector<std::string>{"20261124T200000"});
  CHECK(lines(once, "UID:") != lines(weekly, "UID:"));
  CHECK(lines(weekly, "UID:") == lines(entry(Schedule({beginners()}, {}, pacific())), "UID:"));
}

TEST_CASE("the name is in an entry only where it is asked for, and a comma is no list", "[calendar]") {
  Meeting meeting = beginners();
  meeting.place = {.name = "Grace Church", .address = "12 Elm St"};
  const std::string quiet = entry(meeting);
  for (const char* word : {"eginner", "uesday", "Grace", "Elm", "AA", "orchlight"})
    CHECK(quiet.find(word) == std::string::npos);
  const Schedule schedule({meeting}, {}, pacific());
  const std::string told = entry(schedule, 0, {"Hope; faith, and \\ more", "Room 2, Grace Church"});
  CHECK(lines(told, "SUMMARY:") == std::vector<std::string>{"Hope\\; faith\\, and \\\\ more"});
  const Component calendar = parsed(told);
  icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  CHECK(std::string(icalcomponent_get_summary(event)) == "Hope; faith, and \\ more");
  CHECK(std::string(icalcomponent_get_location(event)) == "Room 2, Grace Church");
}

TEST_CASE("a long name is folded between its characters, and comes back whole", "[calendar]") {
  std::string name;
  for (int i = 0; i < 60; ++i) name += i % 3 == 0 ? "ñ" : i % 3 == 1 ? "語" : "x";
  const std::string text = entry(Schedule({beginners()}, {}, pacific()), 0, {name, ""});
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find("\r\n", begin);
    CHECK(end - begin <= 75);
    begin = end + 2;
  }
  const Component calendar = parsed(text);
  icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  CHECK(std::string(icalcomponent_get_summary(event)) == name);
}

TEST_CASE("a meeting by the clocks of another zone names it", "[calendar]") {
  Meeting meeting = beginners();
  meeting.zone = Zone::named("Europe/London").value();
  meeting.recurrence.until = date("2027-01-05");
  const std::string text = entry(meeting);
  CHECK(lines(text, "DTSTART") == std::vector<std::string>{";TZID=Europe/London:20261201T190000"});
  CHECK(lines(text, "RRULE:") == std::vector<std::string>{"FREQ=WEEKLY;BYDAY=TU;UNTIL=20270105T190000Z"});
}

Recurrence some_recurrence() {
  using namespace rc;
  Weekdays days;
  while (days.none())
    for (std::size_t day = 0; day < 7; ++day) days.set(day, *gen::inRange(0, 4) == 0);
  Recurrence recurrence;
  switch (*gen::inRange(0, 4)) {
    case 0:
      recurrence.rule = Weekly{days};
      break;
    case 1: {
      Monthly monthly{days, {}};
      for (const int which : {-1, 1, 2, 3, 4, 5})
        if (*gen::inRange(0, 3) == 0) monthly.which.push_back(which);
      if (monthly.which.empty()) monthly.which = {*gen::element(-1, 1, 2, 3, 4, 5)};
      recurrence.rule = monthly;
      break;
    }
    case 2:
      recurrence.rule =
          EveryWeeks{days, *gen::inRange(2, 6), add_days(date("2026-10-01"), *gen::inRange(0, 100))};
      break;
    default: {
      OnDates dates;
      Date next = date("2026-11-01");
      for (int i = *gen::inRange(1, 5); i > 0; --i)
        dates.dates.push_back(next = add_days(next, *gen::inRange(1, 60)));
      recurrence.rule = dates;
    }
  }
  if (*gen::inRange(0, 3) == 0) recurrence.from = add_days(date("2026-11-01"), *gen::inRange(0, 60));
  if (*gen::inRange(0, 3) == 0) recurrence.until = add_days(date("2027-01-15"), *gen::inRange(0, 200));
  if (*gen::inRange(0, 3) == 0) recurrence.except = {add_days(date("2026-12-01"), *gen::inRange(0, 60))};
  return recurrence;
}

Change some_change() {
  using namespace rc;
  Change some = change(*gen::element(What::cancelled, What::moved, What::added), "2026-12-01");
  some.date = some.until = add_days(date("2026-11-25"), *gen::inRange(0, 40));
  if (some.what == What::cancelled) return some;
  if (*gen::arbitrary<bool>()) some.to_time = minutes(*gen::inRange(9, 23) * 60);
  if (some.what == What::moved && *gen::arbitrary<bool>())
    some.to_date = add_days(some.date, *gen::inRange(0, 5));
  return some;
}

TEST_CASE("a calendar reminds of each occurrence of the schedule and of no other", "[calendar]") {
  const Date last = date("2027-06-30");
  REQUIRE(rc::check([&] {
    Meeting meeting = beginners();
    meeting.recurrence = some_recurrence();
    // Not in the hours that a clock change takes away.
    meeting.start = minutes(*rc::gen::inRange(6 * 60, 24 * 60));
    std::vector<Change> changes;
    // More of them than the code has room for are left out.
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) changes.push_back(some_change());
    const Schedule schedule({meeting}, changes, pacific());
    const auto all = schedule.upcoming(*schedule.find(meeting.id), now, 500);
    const auto first = std::find_if(all.begin(), all.end(), [](const Occurrence& occurrence) {
      return occurrence.status == Occurrence::Status::scheduled;
    });
    RC_PRE(first != all.end());
    std::vector<LocalTime> expected;
    for (const Occurrence& occurrence : all)
      if (occurrence.takes_place() && occurrence.starts >= first->starts &&
          occurrence.starts_local.date <= last)
        expected.push_back(occurrence.starts_local);
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    const std::string text = calendar_entry(schedule, *first, {"Appointment", ""}, now);
    RC_LOG(text);
    RC_ASSERT(reminded(text, last) == expected);
  }));
}

}  // namespace
