// A scene built by hand: a small facility, a visitor, and what is true at this minute.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "screens/scene.h"

namespace porchlight::screens::test {

struct NoErrands final : Errands {
  void save_request() override {}
  void cancel_request() override {}
  void withdraw() override {}
  void end_visit() override {}
  void leave() override {}
  void print(text::Slip) override {}
  void listen() override {}
  void open_staff() override {}
};

inline schedule::Zone zone() {
  return schedule::Zone::named("America/Los_Angeles").value();
}

inline Instant at(std::string_view iso) {
  return schedule::parse_instant(iso, zone()).value();
}

inline LocalText text(std::string words) {
  return {{{"en", std::move(words)}}};
}

inline guide::OpenHours hours(std::string_view words) {
  return guide::parse_hours(words).value();
}

// ICU puts a space that does not break into times and distances.
inline std::string plain_spaces(std::string text) {
  for (std::size_t at = text.find("\u00a0"); at != std::string::npos; at = text.find("\u00a0"))
    text.replace(at, 2, " ");
  return text;
}

// Every Tuesday from 7 to 8 in the evening, in Room 2 of this building.
inline schedule::Meeting beginners() {
  schedule::Meeting meeting;
  meeting.id = "beginners";
  meeting.name = "Tuesday Night Beginners";
  meeting.fellowship = "AA";
  meeting.kinds = {"O"};
  schedule::Weekly weekly;
  weekly.days.set(std::chrono::Tuesday.c_encoding());
  meeting.recurrence.rule = weekly;
  meeting.start = std::chrono::hours(19);
  meeting.duration = minutes(60);
  meeting.here = true;
  meeting.place.room = "Room 2";
  return meeting;
}

// It is Tuesday, November 24, at 6:35 PM; the clock is right, the request can leave.
struct Stage {
  site::Site site;
  Visit visit{"en"};
  Situation situation{
      .now = at("2026-11-24T18:35"), .clock_trusted = true, .delivery = Situation::Delivery::online};
  NoErrands errands;
  language::Catalog catalog{"en"};
  language::Formats formats{"en", "US"};

  Stage() {
    site.languages = {"en", "es"};
    site.facility.short_name = "St. Brendan’s";
    site.call_backs.offered = true;
    site.call_backs.hours = hours("24/7");
    put({beginners()});
  }

  void put(std::vector<schedule::Meeting> meetings, std::vector<schedule::Change> changes = {}) {
    site.schedule = std::make_shared<schedule::Schedule>(std::move(meetings), std::move(changes), zone());
    site.directory = std::make_shared<schedule::Directory>(
        site.schedule, std::span<const language::Catalog>(), site.facility.coordinates);
  }
  void put(schedule::Change change) { put({beginners()}, {std::move(change)}); }

  Scene scene() { return {site, visit, situation, errands, catalog, formats, ui::keyboard_for("en")}; }
  // The first that is listed on that date.
  schedule::Occurrence on(std::string_view date) {
    return site.schedule->occurrences(schedule::parse_date(date).value(), 1).at(0);
  }
};

inline schedule::Change change(schedule::Change::What what, std::string_view date) {
  schedule::Change change;
  change.what = what;
  change.meeting_id = "beginners";
  change.date = change.until = schedule::parse_date(date).value();
  return change;
}

}  // namespace porchlight::screens::test
