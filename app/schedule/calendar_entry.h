// A meeting as an entry for a phone's calendar: iCalendar, RFC 5545, small enough for a QR code.
//
// Times are local ones without a zone (form 1 of RFC 5545, 3.3.5): the phone stands before the kiosk, so its
// time is the facility's, every reader of QR codes understands them, and a zone would bring along a VTIMEZONE
// that is longer than all the rest. Only a meeting with a time zone of its own names that.
#pragma once

#include <string>

#include "schedule/schedule.h"

namespace porchlight::schedule {

// What is written of the meeting in words. Nothing else of it is: not even its UID can be read.
struct EntryWords {
  std::string title;  // "Appointment"
  std::string place;  // may be empty
};

// `occurrence` and all that follow by the same rule (RRULE), without those that are known to be cancelled
// (EXDATE), with those that are moved or added (RDATE). One that is itself no plain occurrence of the rule is
// an entry of its own. `now`: DTSTAMP.
// Precondition: `occurrence` is of `schedule` and takes place.
std::string calendar_entry(const Schedule& schedule, const Occurrence& occurrence, const EntryWords& words,
                           Instant now);

}  // namespace porchlight::schedule
