// The lines of an iCalendar file (RFC 5545, section 3.1): unfolded, taken apart, and where each began. Only
// the events are kept, each by itself, so that a broken one harms no other.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::site {

struct CalendarLine {
  int line = 0;      // of the file, from 1: where it begins
  std::string name;  // upper case: "DTSTART"; empty: it is no line of a calendar
  std::map<std::string, std::string, std::less<>> parameters;  // names in upper case, values without quotes
  std::string value;  // as written, or the whole line when it is none

  // The value of a text: \n, \, and \; as what they stand for (section 3.3.11).
  std::string text() const;
  // The same of a list, between its commas.
  std::vector<std::string> texts() const;
  std::string parameter(std::string_view name) const;  // empty: not there
};

struct CalendarEvent {
  int line = 0;                     // of BEGIN:VEVENT
  bool complete = false;            // END:VEVENT stands there
  std::vector<CalendarLine> lines;  // without those of its alarms

  const CalendarLine* find(std::string_view name) const;  // the first; nullptr: none
  std::vector<const CalendarLine*> all(std::string_view name) const;
};

struct CalendarLines {
  bool is_calendar = false;
  std::vector<CalendarEvent> events;
  std::vector<CalendarLine> properties;  // of the calendar: "METHOD", "X-WR-TIMEZONE"
  std::map<std::string, std::string>
      zones;                          // TZID of each VTIMEZONE, and the name of tzdata it carries, if any
  std::map<std::string, int> others;  // how many of what is no event: "VTODO"
  std::vector<CalendarLine> broken;   // outside of events

  std::string property(std::string_view name) const;  // its text; empty: none
};

CalendarLines read_calendar_lines(std::string_view text);

}  // namespace porchlight::site
