// Short ways to make dates, zones and meetings for the tests.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "schedule/schedule.h"

namespace porchlight::schedule {

// Clocks change, by a full hour and by half of one, on both sides of the world, or never.
inline const char* const zone_names[] = {"America/Los_Angeles", "Europe/London", "Australia/Lord_Howe", "UTC",
                                         "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Kiritimati",
                                         // Its clocks skip from 23:00 to the next date.
                                         "America/Nuuk",
                                         // It skipped December 30, 2011, and gave up summer time in 2021.
                                         "Pacific/Apia",
                                         // One hour back for Ramadan.
                                         "Africa/Casablanca", "America/St_Johns", "Australia/Adelaide",
                                         "Asia/Kathmandu", "America/Phoenix",
                                         // Two hours at once.
                                         "Antarctica/Troll"};

inline Zone zone(const std::string& name) {
  auto zone = Zone::named(name);
  REQUIRE(zone);
  return *zone;
}

inline Date date(std::string_view iso) {
  const auto date = parse_date(iso);
  REQUIRE(date);
  return *date;
}

inline TimeOfDay at(int hour, int minute = 0) {
  return std::chrono::hours(hour) + minutes(minute);
}

inline Instant instant(std::string_view iso, const Zone& zone) {
  auto instant = parse_instant(iso, zone);
  REQUIRE(instant);
  return *instant;
}

inline Weekdays on(std::initializer_list<Weekday> days) {
  Weekdays set;
  for (const Weekday day : days) set.set(day.c_encoding());
  return set;
}

inline LocalText text(std::string words) {
  return {{{"en", std::move(words)}}};
}

// Every Tuesday from 7 to 8 in the evening, at Grace Church.
inline Meeting tuesday_meeting(std::string id = "tuesday") {
  Meeting meeting;
  meeting.id = std::move(id);
  meeting.name = "Tuesday Night Beginners";
  meeting.recurrence.rule = Weekly{on({std::chrono::Tuesday})};
  meeting.start = at(19);
  meeting.duration = minutes(60);
  meeting.place.name = "Grace Church";
  meeting.place.address = "12 Elm St";
  return meeting;
}

inline Change change(Change::What what, std::string_view first, std::string_view last = {}) {
  Change change;
  change.what = what;
  change.date = date(first);
  change.until = last.empty() ? change.date : date(last);
  if (what != Change::What::closed) change.meeting_id = "tuesday";
  change.reason = text("because");
  return change;
}

inline const char* const los_angeles = "America/Los_Angeles";

inline Schedule schedule_of(std::vector<Meeting> meetings, std::vector<Change> changes = {},
                            const std::string& zone_name = los_angeles) {
  return Schedule(std::move(meetings), std::move(changes), zone(zone_name));
}

}  // namespace porchlight::schedule
