// Meeting: what staff or a feed say of one regular meeting. Field names and type codes follow the Meeting
// Guide format (https://github.com/code4recovery/spec).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/local_text.h"
#include "schedule/recurrence.h"

namespace porchlight::schedule {

struct Coordinates {
  double latitude = 0, longitude = 0;  // degrees, WGS 84
  friend bool operator==(const Coordinates&, const Coordinates&) = default;
};

struct Place {
  std::string name;     // "Grace Lutheran Church"
  std::string address;  // one line; may be empty
  std::string room;     // "Room 2"; may be empty
  std::string region;
  std::optional<Coordinates> coordinates;
  bool approximate = false;  // the address is only near; no distance is shown
  friend bool operator==(const Place&, const Place&) = default;
};

// Meeting Guide's attendance_option.
enum class Attendance { in_person, hybrid, online, inactive };

struct Meeting {
  std::string id;  // stable across reloads, unique in a schedule
  std::string name;
  std::string group;
  std::string fellowship;          // a code of fellowship.h: "AA", "NA", "Al-Anon"; empty when nobody says
  std::vector<std::string> kinds;  // codes of kind.h, "O", "BE"; sorted, each once
  std::vector<std::string> other_kinds;  // in staff's words: no code known
  std::vector<std::string> languages;    // BCP 47; empty: nobody says
  Recurrence recurrence;
  TimeOfDay start{0};
  std::optional<minutes> duration;  // nothing: nobody says when it ends
  Place place;
  LocalText directions;  // from the kiosk
  LocalText notes;
  Attendance attendance = Attendance::in_person;
  std::string conference_url, conference_phone;
  bool here = false;         // in the building the kiosk stands in
  std::optional<Zone> zone;  // of its own, for an online meeting elsewhere; nothing: the schedule's
  std::string source;        // whose list it is from: "meetings.csv", a feed's name
  friend bool operator==(const Meeting&, const Meeting&) = default;
};

}  // namespace porchlight::schedule
