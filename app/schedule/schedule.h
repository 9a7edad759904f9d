// Schedule: all meetings and changes of a facility, and the occurrences they make. Immutable; read from any
// thread.
//
// What counts on a date:
// 1. The rule of the meeting makes an occurrence, at the meeting's own time zone where it has one.
// 2. Of the rows `cancelled`, `moved` and `added` that name the meeting and the date on which it would start,
// the last one
//    counts: staff append what they learn. `added` at the usual time replaces what the rule says; at another
//    time it makes an occurrence more, which only rows after it can cancel or move.
// 3. `closed` then cancels every occurrence that would be in that place on those dates. It beats the rule and
// a move into
//    the place; a move out of it stands, and so does `added`, which names the date although the building is
//    closed.
// A meeting by appointment, or one that is inactive, has no occurrences at all.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "schedule/occurrence.h"
#include "schedule/packed_meetings.h"

namespace porchlight::schedule {

class Schedule {
 public:
  // `changes` name meetings by id; one that names none has no effect. Ids are unique.
  Schedule(std::vector<Meeting> meetings, std::vector<Change> changes, Zone zone);

  const PackedMeetings& meetings() const { return meetings_; }
  std::span<const Change> changes() const { return changes_; }
  const Zone& zone() const { return zone_; }
  // Nothing: there is no such meeting.
  std::shared_ptr<const Meeting> find(std::string_view id) const;

  // Every occurrence listed under one of `days` dates from `first` on, ordered by start, then name, then id.
  // Cancelled ones are among them, marked. One that moved to another date is listed under both: under the new
  // date as any other, with `was`; under the old one as moved_away(), at the place in the order where it
  // would have been, with the same id and the new time in `starts`, so that nobody who comes on the old date
  // is left wondering. Drop moved_away() to have each once.
  std::vector<Occurrence> occurrences(Date first, int days) const;

  // The same, but for one meeting: its next `count` occurrences that start or are still on at `from`, each
  // once. Looks ten years ahead at most. Precondition: `meeting` is one of meetings().
  std::vector<Occurrence> upcoming(const Meeting& meeting, Instant from, std::size_t count) const;

  // The one with this id, where and when it takes place now; nothing when there is no such occurrence any
  // more.
  std::optional<Occurrence> occurrence(std::string_view id) const;

  // What a visitor at `now` sees as "today": occurrences of the local date and those of the days before that
  // are still on.
  std::vector<Occurrence> today(Instant now) const;

  std::size_t bytes() const;  // of memory, beside the changes

 private:
  using Number = std::uint32_t;  // of a meeting in meetings_
  struct Slot;
  // A meeting while one call goes through its occurrences, which share it.
  struct Kept {
    Number number;
    std::shared_ptr<const Meeting> meeting;
    const Meeting* operator->() const { return meeting.get(); }
    const Meeting& operator*() const { return *meeting; }
  };
  // A meeting on one weekday of its rule, in few bytes: a day's list goes through all of its weekday.
  struct Turn {
    Number meeting;
    std::uint16_t start;     // minutes since midnight
    std::uint16_t at_least;  // minutes it lasts, as far as they fit
  };
  struct Row {
    Number meeting;
    std::uint32_t change;
    friend bool operator<(const Row& a, const Row& b) { return a.meeting < b.meeting; }
  };
  struct Closure {
    std::uint32_t change;
    std::string place;  // folded; empty: the building the kiosk stands in
  };

  Kept kept(Number number) const { return {number, std::make_shared<const Meeting>(meetings_[number])}; }
  std::optional<Number> number_of(std::string_view id) const;
  const Zone& zone_of(const Meeting& meeting) const { return meeting.zone ? *meeting.zone : zone_; }

  void sort_changes();
  void sort_meetings();
  void find_places();
  std::span<const Row> rows_of(Number number) const;

  // Those of one meeting listed from `first` to `last`, in no order.
  void collect(const Kept& meeting, Date first, Date last, std::vector<Occurrence>& out) const;
  void collect_on(const Kept& meeting, Date rule_date, Date first, Date last,
                  std::vector<Occurrence>& out) const;
  void collect_still_on(Date today, Instant now, std::vector<Occurrence>& out) const;
  bool runs_over(Date date) const;
  std::vector<Date> rule_dates(const Kept& meeting, Date first, Date last) const;
  std::vector<Slot> slots_on(const Kept& meeting, Date rule_date) const;
  Occurrence resolve(const Kept& meeting, Slot slot) const;
  Occurrence planned(const Kept& meeting, Slot& slot) const;
  void put(Occurrence& occurrence, const Change& change) const;
  const Change* closure_of(const Occurrence& occurrence) const;
  void sort(std::vector<Occurrence>& occurrences) const;

  PackedMeetings meetings_;
  std::vector<Change> changes_;
  Zone zone_;
  std::vector<Number> by_id_;
  std::vector<Row> rows_;  // changes of single meetings: by meeting, then in their order
  std::vector<Closure> closures_;
  std::map<std::string, Number> known_places_;  // that changes go to, folded: a meeting that is there
  // Of the meetings that can have occurrences: those of the facility's time without rows, by weekday; and the
  // others.
  std::array<std::vector<Turn>, 7> plain_;
  std::vector<Number> special_;
  int longest_days_ = 1;  // how long the longest meeting can reach back
};

}  // namespace porchlight::schedule
