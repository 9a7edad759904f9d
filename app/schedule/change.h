// Change: a one-off change of the schedule, a row of changes.csv. All its dates and times are the facility's,
// as a visitor sees them. Which row counts when several speak of the same meeting and date: see schedule.h.
#pragma once

#include <string>

#include "schedule/meeting.h"

namespace porchlight::schedule {

struct Change {
  enum class What {
    cancelled,  // one meeting on the dates
    moved,      // one meeting on the dates, to another date, time, place or room
    added,      // one meeting on each of the dates, outside its rule or although the building is closed
    closed,     // a whole place: no meeting there on the dates, except `added` ones and those online only
  };
  What what = What::cancelled;
  Date date;               // first
  Date until;              // last, inclusive; the same as date for one day
  std::string meeting_id;  // which meeting; empty for `closed`
  // closed: which place, by Place::name, blind to case and accents; empty: the place of the meeting named, or
  // the building the kiosk stands in when none is named.
  std::string place;
  LocalText reason;  // may be empty
  std::optional<Date>
      to_date;  // moved; of several dates: where the first goes, the others shift by as many days
  std::optional<TimeOfDay> to_time;  // moved, added
  std::string to_place, to_room;     // moved, added; empty: the same

  bool covers(Date day) const { return date <= day && day <= until; }
};

}  // namespace porchlight::schedule
