#include <rapidcheck.h>

#include <array>
#include <bitset>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>

#include "guide/help.h"

using namespace porchlight;
using namespace porchlight::guide;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr int minutes_a_day = 1440, minutes_a_week = 7 * minutes_a_day;
using Week = std::bitset<minutes_a_week>;  // from Monday 0:00

Week open_minutes(const OpenHours& hours) {
  Week week;
  for (int m = 0; m < minutes_a_week; ++m)
    week[m] = hours.open_at(Monday + days(m / minutes_a_day), minutes(m % minutes_a_day));
  return week;
}

// The same, the slow and plain way: walks through every span minute by minute.
Week walked(const OpenHours& hours) {
  Week week;
  if (hours.always) week.set();
  for (const auto& span : hours.spans) {
    const int start = static_cast<int>(span.day.iso_encoding() - 1) * minutes_a_day;
    const int length =
        static_cast<int>((span.to - span.from).count()) + (span.to <= span.from ? minutes_a_day : 0);
    for (int m = 0; m < length; ++m) week.set((start + span.from.count() + m) % minutes_a_week);
  }
  return week;
}

std::string clock24(minutes time) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(time.count() / 60),
                static_cast<int>(time.count() % 60));
  return text;
}

std::string clock12(minutes time) {
  const int hour = static_cast<int>(time.count() / 60) % 24;
  char text[32];
  std::snprintf(text, sizeof text, "%d:%02d %s", hour % 12 == 0 ? 12 : hour % 12,
                static_cast<int>(time.count() % 60), hour < 12 ? "AM" : "p.m.");
  return text;
}

std::string written(const std::vector<OpenHours::Span>& spans, std::string (*clock)(minutes)) {
  static constexpr std::array names{"Sun", "Monday", "tue", "Weds", "Thurs", "FRI", "Sat"};
  std::string text;
  for (const auto& span : spans)
    text += std::string(text.empty() ? "" : "; ") + names[span.day.c_encoding()] + " " + clock(span.from) +
            "-" + clock(span.to);
  return text;
}

std::vector<OpenHours::Span> some_spans() {
  return *rc::gen::nonEmpty(
      rc::gen::container<std::vector<OpenHours::Span>>(rc::gen::construct<OpenHours::Span>(
          rc::gen::construct<weekday>(rc::gen::inRange(0u, 7u)),
          rc::gen::construct<minutes>(rc::gen::inRange(0, minutes_a_day)),
          rc::gen::construct<minutes>(rc::gen::inRange(1, minutes_a_day + 1)))));
}

OpenHours read(const char* text) {
  CAPTURE(text);
  const auto hours = parse_hours(text);
  REQUIRE(hours.ok());
  return *hours;
}

bool same_week(const char* a, const char* b) {
  return open_minutes(read(a)) == open_minutes(read(b));
}

}  // namespace

TEST_CASE("A line that is always answered", "[hours]") {
  for (const char* text :
       {"24/7", "24 / 7", "24 hours", "24 hours a day, 7 days a week", "Always open", "Open 24/7",
        "0:00-24:00", "daily 12 AM - 12 AM", "Mon-Sun all day", "every day 24 hours"}) {
    CAPTURE(text);
    CHECK(read(text).always);
  }
}

TEST_CASE("Hours as staff write them", "[hours]") {
  const auto hours = read("Mon-Fri 9:00-17:00; Sat 10:00-12:00");
  REQUIRE(hours.spans.size() == 6);
  CHECK(hours.spans[0].day == Monday);
  CHECK(hours.spans[0].from == 9h);
  CHECK(hours.spans[0].to == 17h);
  CHECK(hours.spans[5].day == Saturday);
  CHECK(hours.open_at(Friday, 16h + 59min));
  CHECK_FALSE(hours.open_at(Friday, 17h));
  CHECK_FALSE(hours.open_at(Sunday, 11h));
  CHECK(read("9:00-21:00").spans.size() == 7);
}

TEST_CASE("Many ways to write the same hours", "[hours]") {
  CHECK(same_week("9 AM to 9 PM", "9:00-21:00"));
  CHECK(same_week("9am–9pm", "9:00-21:00"));
  CHECK(same_week("9 a.m. until 9 p.m.", "9:00-21:00"));
  CHECK(same_week("Daily 9.00 - 21.00", "9:00-21:00"));
  CHECK(same_week("weekdays 9-5 PM", "Mon-Fri 9:00-17:00"));
  CHECK(same_week("Weekends noon-midnight", "Sat, Sun 12:00-24:00"));
  CHECK(same_week("Mon, Wed and Fri: 1-5pm", "Mon 13:00-17:00; Wed 13:00-17:00; Fri 13:00-17:00"));
  CHECK(same_week("Mondays & Thursdays 10-11:30 AM", "Mo,Th 10:00-11:30"));
  CHECK(same_week("Mon 9:00-12:00, 14:00-17:00, Sat 10:00-12:00",
                  "Mon 9:00-12:00; Mon 14:00-17:00; Sat 10:00-12:00"));
  CHECK(same_week("Open Mon through Fri from 9:00 to 17:00; Sat closed", "Mon-Fri 9:00-17:00"));
  CHECK(same_week("Fri-Mon 9:00-10:00", "Fri, Sat, Sun, Mon 9:00-10:00"));
  CHECK(same_week("Mon-Fri 9:00-17:00\r\nSat 10:00-12:00", "Mon-Fri 9:00-17:00; Sat 10:00-12:00"));
}

TEST_CASE("A night line goes on after midnight", "[hours]") {
  const auto hours = read("Sat 22:00-6:00");
  CHECK(hours.open_at(Saturday, 23h));
  CHECK(hours.open_at(Sunday, 5h + 59min));
  CHECK_FALSE(hours.open_at(Sunday, 6h));
  CHECK_FALSE(hours.open_at(Saturday, 5h));
  CHECK_FALSE(hours.open_at(Sunday, 23h));
}

TEST_CASE("Hours that could be meant in two ways, or in none, are refused with an example", "[hours]") {
  for (const char* text : {"",
                           "   ",
                           "9-5",
                           "9:00-5:00",
                           "9 AM-5:00",
                           "8:00-midnight",
                           "noon-5:00",
                           "by appointment",
                           "closed",
                           "Mon-Fri",
                           "Mon",
                           "25:00-26:00",
                           "9:60-10:00",
                           "13 PM-2 PM",
                           "0 AM-3 AM",
                           "9:00",
                           "9:00-",
                           "-9:00",
                           "Mon-Xyz 9:00-10:00",
                           "M 9:00-10:00",
                           "Mon 9:00-12:00; 14:00-17:00",
                           "9:00-17:00 maybe",
                           "24:30-25:00",
                           "999999999999-5 PM",
                           "Mon, 9",
                           "24/8",
                           "9:0-17:00",
                           ";",
                           "every 9:00-10:00"}) {
    CAPTURE(text);
    const auto hours = parse_hours(text);
    REQUIRE_FALSE(hours.ok());
    CHECK(hours.error().what.find("24/7") != std::string::npos);
  }
}

TEST_CASE("No hours are not known, and never open", "[hours]") {
  const OpenHours none;
  CHECK_FALSE(none.known());
  CHECK_FALSE(none.open_at(Monday, 12h));
}

TEST_CASE("Open at exactly the minutes of its spans, all week", "[hours][property]") {
  REQUIRE(rc::check([] {
    OpenHours hours;
    hours.spans = some_spans();
    RC_ASSERT(open_minutes(hours) == walked(hours));
  }));
}

TEST_CASE("What is written is read again, by both clocks", "[hours][property]") {
  REQUIRE(rc::check([] {
    auto spans = some_spans();
    for (auto& span : spans)  // "12:00-10:00" is refused, since it could mean ten in the evening
      if (span.from >= 10h && span.from < 13h && span.to >= 10h && span.to <= span.from) span.from += 3h;
    const Week meant = walked({false, spans});
    for (const auto clock : {clock24, clock12}) {
      const auto hours = parse_hours(written(spans, clock));
      RC_ASSERT(hours.ok());
      RC_ASSERT(open_minutes(*hours) == meant);
      const auto& read = hours->spans;
      RC_ASSERT(std::is_sorted(read.begin(), read.end(), [](const auto& a, const auto& b) {
        return std::pair(a.day.iso_encoding(), a.from) < std::pair(b.day.iso_encoding(), b.from);
      }));
    }
  }));
}

TEST_CASE("No text makes the reader of hours stumble", "[hours][property]") {
  REQUIRE(rc::check([] {
    const auto pieces =
        *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
            "Mon", "Fri",   "-",   ",",      ";",  ":", "9", "17", "00",   "AM", "pm",  " ",     "noon",
            "to",  "every", "day", "closed", "24", "/", "7", "–",  "\xff", ".",  "all", "hours", "and"}));
    std::string text;
    for (const auto& piece : pieces) text += piece;
    const auto hours = parse_hours(text);
    if (hours.ok()) {
      RC_ASSERT(hours->known());
      for (const auto& span : hours->spans) {
        RC_ASSERT(span.day.ok());
        RC_ASSERT(span.from >= 0min && span.from < 1440min && span.to > 0min && span.to <= 1440min);
      }
    }
  }));
}
