// Occurrence: a meeting on one date, as a visitor meets it. Computed, never stored.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "schedule/change.h"
#include "schedule/meeting.h"

namespace porchlight::schedule {

struct Occurrence {
  enum class Status { scheduled, cancelled, moved, added };

  std::shared_ptr<const Meeting> meeting;  // never null
  // When it really starts, or would have started when it is cancelled. Always the facility's local time of
  // `starts`: what a clock on the wall shows, also where a clock change skips the time of the rule.
  LocalTime starts_local;
  Instant starts;
  std::optional<Instant> ends;  // as long after the start as the meeting lasts; nothing: nobody says
  Status status = Status::scheduled;
  const Change* change = nullptr;  // why it is not plainly scheduled; owned by the Schedule
  std::optional<LocalTime> was;    // of every moved one: when it would have been
  Place place;                     // where it is this time
  bool here = false;               // this time in the building the kiosk stands in

  // The date under which it is listed: that of starts_local, or that of `was` for the notice on the date it
  // moved from.
  Date day;

  // Meeting id and the date of its rule: "tuesday-beginners@2026-11-24"; an added one at another time than
  // usual carries it too: "tuesday-beginners@2026-11-24T12:00". Stable across reloads. Only the two listings
  // of a move share one.
  std::string id;

  // Listed under its old date, only to say where it went.
  bool moved_away() const { return day != starts_local.date; }

  // On the day it is listed under.
  bool takes_place() const { return status != Status::cancelled && !moved_away(); }
};

// How an occurrence stands to an instant. Without a known end a meeting counts as on for one hour, since most
// last that long, but no end is ever shown. The minute it ends it is past. Says nothing of whether it takes
// place.
enum class Standing { past, on_now, soon, later };
inline constexpr minutes assumed_duration{60};
inline constexpr minutes soon_within{60};

Standing standing(const Occurrence& occurrence, Instant now);

// Whole minutes until it starts, rounded up, so that "in 1 minute" is never already over; 0 once it has
// started.
minutes starts_in(const Occurrence& occurrence, Instant now);

}  // namespace porchlight::schedule
