#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "site/formats/dates.h"
#include "site/formats/days.h"
#include "site/formats/repeats.h"
#include "site/formats/time_of_day.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

std::string time(std::string_view text) {
  const auto read = read_time(text);
  return read ? written(read->time) : "none";
}

std::string days(std::string_view text) {
  const ReadDays read = read_days(text);
  std::string result;
  for (const std::string& day : short_day_names(read.days)) result += (result.empty() ? "" : " ") + day;
  for (const std::string& unknown : read.unknown) result += " ?" + unknown;
  return result;
}

std::string date(std::string_view text, std::string_view country = "US") {
  const auto read = read_date(text, usual_date_order(country));
  return read ? schedule::iso_date(read->date) + (read->unclear ? "?" : "") : "none";
}

schedule::Weekdays only(unsigned day) {
  return schedule::Weekdays(1ul << day);
}

schedule::Date on(const char* iso) {
  return *schedule::parse_date(iso);
}

}  // namespace

TEST_CASE("A time is read however staff write it") {
  for (const char* text : {"7pm", "7 PM", "7:00 PM", "7:00pm", "7.00 p.m.", "7 p", "19:00", "19.00",
                           "19:00:00", "19h", "19h00", " 07:00 PM ", "0.7916666667"})
    CHECK((std::string(text) + " " + time(text)) == std::string(text) + " 19:00");
  CHECK(time("noon") == "12:00");
  CHECK(time("12 PM") == "12:00");
  CHECK(time("12:30 am") == "00:30");
  CHECK(time("Midnight") == "00:00");
  CHECK(time("12:00 AM") == "00:00");
  CHECK(time("0:00") == "00:00");
  CHECK(time("23:59") == "23:59");
}

TEST_CASE("A spreadsheet’s own number of a time is a part of the day") {
  const auto minute = [](std::string_view text) { return read_time(text).value().time.count(); };
  CHECK(minute("0.5") == 12 * 60);
  CHECK(minute("0,5") == 12 * 60);
  CHECK(minute("0.25") == 6 * 60);
  CHECK(minute(".75") == 18 * 60);
  CHECK(minute("0.7916666667") == 19 * 60);
  CHECK(minute("0.30") == 30);  // half past midnight, with a point
}

TEST_CASE("A half of the day that does not fit says so, and noon is not midnight") {
  const auto after_noon = read_time("0:30 PM"), evening = read_time("19:00 AM");
  REQUIRE(after_noon);
  CHECK(after_noon->time == schedule::TimeOfDay(12 * 60 + 30));
  CHECK(after_noon->doubt == ReadTime::Doubt::contradicts_itself);
  REQUIRE(evening);
  CHECK(evening->time == schedule::TimeOfDay(19 * 60));
  CHECK(evening->doubt == ReadTime::Doubt::contradicts_itself);
}

TEST_CASE("The space that newer programs write before AM and PM is one") {
  CHECK(read_time("7:00\u202FPM").value().time == schedule::TimeOfDay(19 * 60));
  CHECK(read_time("7:00\u2009PM").value().time == schedule::TimeOfDay(19 * 60));
}

TEST_CASE("There is no day below 0") {
  CHECK(read_days("-1").days.none());
  CHECK(read_days("-1").unknown == std::vector<std::string>{"-1"});
  CHECK(read_days("1-5").days.to_ulong() == 0b0111110);
}

TEST_CASE("What is no time is not taken for one") {
  for (const char* text :
       {"", "7", "seven", "25:00", "7:60", "12:3x", "7:00 XM", ":30", "Tuesday", "24:30", "1900000"})
    CHECK((std::string(text) + " " + time(text)) == std::string(text) + " none");
}

TEST_CASE("A time that may be morning or evening says so") {
  CHECK(read_time("7:00")->doubt == ReadTime::Doubt::morning_or_evening);
  CHECK(read_time("07:00")->doubt == ReadTime::Doubt::none);
  CHECK(read_time("7:00 AM")->doubt == ReadTime::Doubt::none);
  CHECK(read_time("19:00 PM")->doubt == ReadTime::Doubt::contradicts_itself);
  CHECK(read_time("24:00")->doubt == ReadTime::Doubt::end_of_day);
}

TEST_CASE("A time from and to in one cell is read") {
  const auto range = [](std::string_view text) {
    const auto read = read_time_range(text);
    return read ? written(read->from.time) + " " + written(read->to.time) : "none";
  };
  CHECK(range("7:00 - 8:30 PM") == "19:00 20:30");
  CHECK(range("7-8pm") == "19:00 20:00");
  CHECK(range("19:00–20:30") == "19:00 20:30");
  CHECK(range("11-12:30pm") == "11:00 12:30");
  CHECK(range("11:30 AM to 1 PM") == "11:30 13:00");
  CHECK(range("maybe - later") == "none");
}

TEST_CASE("Every minute of the day is read back as it was written") {
  REQUIRE(rc::check("24 hours", [] {
    const auto minute = *rc::gen::inRange(0, 1440);
    const auto read = read_time(written(schedule::TimeOfDay(minute)));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->time.count() == minute);
    RC_ASSERT(read->doubt == ReadTime::Doubt::none);
  }));
}

TEST_CASE("Days are read however staff write them") {
  CHECK(days("Tuesday") == "tue");
  CHECK(days("tue") == "tue");
  CHECK(days("TUES.") == "tue");
  CHECK(days("Tuesdays") == "tue");
  CHECK(days("martes") == "tue");
  CHECK(days("Miércoles y sábado") == "wed sat");
  CHECK(days("1,3") == "mon wed");
  CHECK(days("0") == "sun");
  CHECK(days("Mon, Wed & Fri") == "mon wed fri");
  CHECK(days("Mon-Fri") == "mon tue wed thu fri");
  CHECK(days("Fri through Mon") == "sun mon fri sat");
  CHECK(days("daily") == "sun mon tue wed thu fri sat");
  CHECK(days("every day") == "sun mon tue wed thu fri sat");
  CHECK(days("Weekdays") == "mon tue wed thu fri");
  CHECK(days("Sat/Sun") == "sun sat");
  CHECK(days("") == "");
  CHECK(days("7") == " ?7");
  CHECK(days("Tuseday") == " ?tuseday");
  CHECK(suggested_day("Tuseday") == "Tuesday");
  CHECK_FALSE(suggested_day("Tomorrow"));
}

TEST_CASE("Dates are read however staff write them, and unclear ones say so") {
  CHECK(date("2026-11-24") == "2026-11-24");
  CHECK(date("11/24/2026") == "2026-11-24");
  CHECK(date("24.11.2026") == "2026-11-24");
  CHECK(date("Nov 24, 2026") == "2026-11-24");
  CHECK(date("24 November 2026") == "2026-11-24");
  CHECK(date("11/24/26") == "2026-11-24");
  CHECK(date("3/4/2026") == "2026-03-04?");
  CHECK(date("3/4/2026", "GB") == "2026-04-03?");
  CHECK(date("3.4.2026") == "2026-04-03");
  CHECK(date("4/4/2026") == "2026-04-04");
  CHECK(date("2026-02-30") == "none");
  CHECK(date("13/13/2026") == "none");
  CHECK(date("someday") == "none");
  CHECK(date("") == "none");
}

TEST_CASE("A file that has one date which is only right day first has them all so") {
  const auto order = [](const std::vector<std::string>& texts, std::string_view country = "US") {
    const DateOrder found = date_order_of(texts, country);
    return std::string(found.day_first ? "day" : "month") + (found.sure ? " sure" : "");
  };
  CHECK(order({}) == "month");
  CHECK(order({"1/12/2026"}) == "month");
  CHECK(order({"1/12/2026", "12/24/2026"}) == "month sure");
  CHECK(order({"1/12/2026", "24/12/2026"}) == "day");
  CHECK(order({"1/12/2026; 24/12/2026"}, "GB") == "day sure");
  CHECK(order({"12/24/2026"}, "GB") == "month");
  CHECK(order({"12/24/2026", "24/12/2026"}) == "month");
  CHECK(order({"24.12.2026", "2026-12-24", "24-12-2026"}) == "month");
  CHECK_FALSE(read_date("1/12/2026", {.day_first = false, .sure = true})->unclear);
  CHECK(read_date("1/12/2026", {.day_first = true, .sure = false})->unclear);
}

TEST_CASE("Repeats says on which dates a meeting is") {
  using namespace schedule;
  const auto rule = [](std::string_view text, Weekdays weekdays = only(6)) {
    auto read = read_repeats(text, weekdays, {}, {});
    REQUIRE(read);
    return read->rule;
  };
  CHECK(std::get<Weekly>(rule("")) == Weekly{only(6)});
  CHECK(std::get<Weekly>(rule("Weekly")) == Weekly{only(6)});
  CHECK(std::get<Monthly>(rule("1st")) == Monthly{only(6), {1}});
  CHECK(std::get<Monthly>(rule("1st, 3rd")) == Monthly{only(6), {1, 3}});
  CHECK(std::get<Monthly>(rule("2nd and 4th Saturday of the month")) == Monthly{only(6), {2, 4}});
  CHECK(std::get<Monthly>(rule("last")) == Monthly{only(6), {-1}});
  CHECK(std::get<Monthly>(rule("third Saturday", {})) == Monthly{only(6), {3}});
  CHECK(std::get<EveryWeeks>(rule("every 2 weeks from 2026-01-03")) ==
        EveryWeeks{only(6), 2, on("2026-01-03")});
  CHECK(std::get<EveryWeeks>(rule("Every other week from Jan 3, 2026")) ==
        EveryWeeks{only(6), 2, on("2026-01-03")});
  CHECK(std::get<OnDates>(rule("2026-12-31, 2026-12-24", {})).dates ==
        std::vector{on("2026-12-24"), on("2026-12-31")});
  CHECK(std::holds_alternative<ByAppointment>(rule("by appointment", {})));
}

TEST_CASE("A rule that is not understood is refused, never guessed") {
  for (const char* text :
       {"sometimes", "monthly", "every 2 weeks", "1st Monday", "6th", "every 2 weeks from soon", "quarterly"})
    CHECK_FALSE(read_repeats(text, only(6), {}, {}));
  CHECK_FALSE(read_repeats("1st", {}, {}, {}));
  CHECK(read_repeats("every 2 weeks", only(6), on("2026-01-03"), {}));
}

TEST_CASE("No text breaks the readers of time") {
  REQUIRE(rc::check("any text", [](const std::string& text) {
    (void)read_time(text);
    (void)read_time_range(text);
    (void)read_days(text);
    (void)read_dates(text, {});
    (void)read_repeats(text, only(2), {}, {}).ok();
  }));
  REQUIRE(rc::check("characters of times", [] {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::element('1', '2', '0', ':', '.', 'p', 'a', 'm', ' ', '-', '/', 'h'));
    if (const auto read = read_time(text))
      RC_ASSERT(read->time >= schedule::TimeOfDay(0) && read->time < schedule::TimeOfDay(1440));
    if (const auto read = read_date(text, {})) RC_ASSERT(read->date.ok());
  }));
}
