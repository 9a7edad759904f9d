#include "schedule/describe.h"

#include "making.h"

using namespace porchlight;
using namespace porchlight::schedule;
using namespace std::chrono;

namespace {

std::string english(const Meeting& meeting, std::string_view country = "US") {
  const language::Catalog catalog("en");
  const language::Formats formats("en", country);
  std::string text = describe(meeting, catalog, formats);
  // ICU and our formats keep "PM" on the line of its hour by blanks that do not break.
  for (const std::string_view blank : {"\u202F", "\u00A0"})
    for (std::size_t i; (i = text.find(blank)) != std::string::npos;) text.replace(i, blank.size(), " ");
  return text;
}

Meeting with(decltype(Recurrence::rule) rule, int hour = 19, int minute = 0,
             std::optional<minutes> duration = minutes(60)) {
  Meeting meeting = tuesday_meeting();
  meeting.recurrence.rule = std::move(rule);
  meeting.start = at(hour, minute);
  meeting.duration = duration;
  return meeting;
}

}  // namespace

TEST_CASE("a weekly meeting is said with its day and hours") {
  CHECK(english(with(Weekly{on({Tuesday})})) == "every Tuesday, 7:00 to 8:00 PM");
  CHECK(english(with(Weekly{on({Tuesday, Thursday})}, 19, 0, {})) == "every Tuesday and Thursday, 7:00 PM");
  CHECK(english(with(Weekly{on({Monday, Tuesday, Wednesday, Thursday, Friday})}, 7)) ==
        "Monday to Friday, 7:00 to 8:00 AM");
  CHECK(english(with(Weekly{Weekdays(127)}, 12, 0, {})) == "every day, 12:00 PM");
  CHECK(english(with(Weekly{on({Sunday, Monday})}, 9, 0, {})) == "every Monday and Sunday, 9:00 AM");
}

TEST_CASE("AM and PM are said at both ends when they differ") {
  CHECK(english(with(Weekly{on({Tuesday})}, 11, 30)) == "every Tuesday, 11:30 AM to 12:30 PM");
  CHECK(english(with(Weekly{on({Tuesday})}, 23, 30)) == "every Tuesday, 11:30 PM to 12:30 AM");
  CHECK(english(with(Weekly{on({Tuesday})}, 23)) == "every Tuesday, 11:00 PM to midnight");
  CHECK(english(with(Weekly{on({Tuesday})}, 19, 0, minutes(24 * 60))) == "every Tuesday, 7:00 PM to 7:00 PM");
  CHECK(english(with(Weekly{on({Tuesday})}, 19, 0, minutes(24 * 60 + 30))) ==
        "every Tuesday, 7:00 PM to 7:30 PM");
}

TEST_CASE("where the day has 24 hours there is no AM and PM") {
  CHECK(english(with(Weekly{on({Tuesday})}), "GB") == "every Tuesday, 19:00 to 20:00");
}

TEST_CASE("monthly meetings are counted, the last one last") {
  CHECK(english(with(Monthly{on({Saturday}), {1, 3}}, 19, 30, {})) ==
        "1st and 3rd Saturday of the month, 7:30 PM");
  CHECK(english(with(Monthly{on({Friday}), {-1, 2}}, 19, 0, {})) ==
        "2nd and last Friday of the month, 7:00 PM");
}

TEST_CASE("every second and every third week are said") {
  const Date anchor = date("2026-11-24");
  CHECK(english(with(EveryWeeks{on({Monday}), 2, anchor}, 18, 0, {})) == "every second Monday, 6:00 PM");
  CHECK(english(with(EveryWeeks{on({Monday, Friday}), 2, anchor}, 18, 0, {})) ==
        "every second week on Monday and Friday, 6:00 PM");
  CHECK(english(with(EveryWeeks{on({Monday}), 3, anchor}, 18, 0, {})) == "every 3 weeks on Monday, 6:00 PM");
  CHECK(english(with(EveryWeeks{on({Monday}), 1, anchor}, 18, 0, {})) == "every Monday, 6:00 PM");
}

TEST_CASE("dates are listed while they are few") {
  CHECK(english(with(OnDates{{date("2026-12-24"), date("2026-12-31")}}, 18, 0, {})) ==
        "on December 24 and December 31, 6:00 PM");
  OnDates many;
  for (int i = 0; i < 9; ++i) many.dates.push_back(add_days(date("2026-12-24"), i));
  CHECK(english(with(many, 18, 0, {})) == "on certain dates, 6:00 PM");
}

TEST_CASE("a meeting by appointment has no hour") {
  CHECK(english(with(ByAppointment{})) == "by appointment");
}

TEST_CASE("a meeting at midnight names the night it belongs to") {
  CHECK(english(with(Weekly{on({Tuesday})}, 0, 0, {})) == "Midnight, Mon into Tue");
  CHECK(english(with(Weekly{on({Tuesday})}, 0, 0)) == "Midnight to 1:00 AM, Mon into Tue");
  CHECK(english(with(Weekly{on({Sunday})}, 0, 0, {})) == "Midnight, Sat into Sun");
  CHECK(english(with(Weekly{on({Tuesday, Friday})}, 0, 0, {})) == "Midnight, Mon into Tue and Thu into Fri");
  CHECK(english(with(Weekly{Weekdays(127)}, 0, 0, {})) == "Midnight, every night");
  CHECK(english(with(Monthly{on({Tuesday}), {1}}, 0, 0, {})) ==
        "1st Tuesday of the month. Midnight, Mon into Tue");
}

TEST_CASE("a meeting in another time zone says whose time it is") {
  Meeting online = with(Weekly{on({Tuesday})});
  online.zone = zone("America/New_York");
  CHECK(english(online) == "every Tuesday, 7:00 to 8:00 PM (New York time)");
}

TEST_CASE("every rule can be said in every language there is, with nothing left to fill in") {
  const decltype(Recurrence::rule) rules[] = {Weekly{on({Tuesday})},
                                              Weekly{on({Monday, Tuesday, Wednesday, Thursday, Friday})},
                                              Weekly{Weekdays(127)},
                                              Monthly{on({Saturday}), {1, 2, 3, 4, 5, -1}},
                                              OnDates{{date("2026-12-24")}},
                                              EveryWeeks{on({Monday}), 2, date("2026-11-24")},
                                              ByAppointment{},
                                              EveryWeeks{on({Monday, Friday}), 2, date("2026-11-24")},
                                              EveryWeeks{on({Monday}), 3, date("2026-11-24")}};
  for (const auto& language : language::available_languages()) {
    const language::Catalog catalog(language);
    const language::Formats formats(language, "US");
    for (const auto& rule : rules)
      for (const int hour : {0, 11, 19, 23})
        for (const auto duration : {std::optional<minutes>(), std::optional(minutes(60))}) {
          Meeting meeting = with(rule, hour, 0, duration);
          for (const bool elsewhere : {false, true}) {
            if (elsewhere) meeting.zone = zone("America/New_York");
            const std::string said = describe(meeting, catalog, formats);
            INFO(language << ": " << said);
            CHECK_FALSE(said.empty());
            CHECK(said.find('{') == std::string::npos);
          }
        }
  }
}
