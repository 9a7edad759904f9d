#include "schedule/schedule.h"

#include <algorithm>
#include <numeric>

#include "schedule/fold.h"

namespace porchlight::schedule {

using What = Change::What;
using Status = Occurrence::Status;

namespace {

// A zone of a meeting's own can be up to 26 hours from the facility's, so two dates.
constexpr int own_zone_days = 2;
// A clock change can push a start over midnight, to the next date.
constexpr int clock_change_days = 1;
constexpr int ten_years_days = 3653;

bool is_live(const Meeting& meeting) {
  return meeting.attendance != Attendance::inactive &&
         !std::holds_alternative<ByAppointment>(meeting.recurrence.rule);
}

std::optional<Instant> end_of(const Meeting& meeting, Instant starts) {
  return meeting.duration ? std::optional(starts + *meeting.duration) : std::nullopt;
}

std::string id_of(const Meeting& meeting, Date date) {
  return meeting.id + '@' + iso_date(date);
}

std::string iso_time(TimeOfDay time) {
  const auto digits = [](long n) {
    return std::string{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
  };
  return digits(time.count() / 60) + ':' + digits(time.count() % 60);
}

}  // namespace

// One occurrence in the making: when it would be, and which row counts for it.
struct Schedule::Slot {
  std::string id;
  Instant starts;
  LocalTime planned;              // in the facility's time
  const Change* added = nullptr;  // the row that made it, if not the rule
  const Change* last = nullptr;   // the last row that speaks of it
};

Schedule::Schedule(std::vector<Meeting> meetings, std::vector<Change> changes, Zone zone)
    : meetings_(std::move(meetings)), changes_(std::move(changes)), zone_(std::move(zone)) {
  by_id_.resize(meetings_.size());
  std::iota(by_id_.begin(), by_id_.end(), 0u);
  std::sort(by_id_.begin(), by_id_.end(), [&](auto a, auto b) { return meetings_[a].id < meetings_[b].id; });

  for (const Meeting& meeting : meetings_) {
    weekdays_.push_back(meeting.recurrence.weekdays());
    folded_places_.push_back(fold(meeting.place.name));
    if (meeting.duration)
      longest_days_ = std::max(longest_days_, static_cast<int>(*meeting.duration / std::chrono::days(1)) + 1);
  }

  rows_of_.resize(meetings_.size());
  for (std::uint32_t i = 0; i < changes_.size(); ++i) {
    const Change& change = changes_[i];
    const Meeting* meeting = find(change.meeting_id);
    if (change.what != What::closed) {
      if (meeting) rows_of_[index_of(*meeting)].push_back(i);
    } else if (!change.place.empty()) {
      closures_.push_back({i, fold(change.place)});
    } else if (meeting) {
      closures_.push_back({i, folded_places_[index_of(*meeting)]});
    } else if (change.meeting_id.empty()) {
      closures_.push_back({i, {}});
    }
  }
}

const Meeting* Schedule::find(std::string_view id) const {
  const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), id, [&](auto i, std::string_view wanted) {
    return meetings_[i].id < wanted;
  });
  return found != by_id_.end() && meetings_[*found].id == id ? &meetings_[*found] : nullptr;
}

// The dates of the rule, or of rows, that can make an occurrence listed from `first` to `last`.
std::vector<Date> Schedule::rule_dates(const Meeting& meeting, Date first, Date last) const {
  const std::size_t index = index_of(meeting);
  const auto& rows = rows_of_[index];
  const Weekdays days = rows.empty() ? weekdays_[index] : Weekdays().set();  // a row can be on any
  const int after = meeting.zone ? own_zone_days : 0, before = std::max(after, clock_change_days);
  std::vector<Date> dates;
  const auto add = [&](Date from, Date to) {
    std::chrono::sys_days date = std::chrono::sys_days(from) - std::chrono::days(before);
    const std::chrono::sys_days end = std::chrono::sys_days(to) + std::chrono::days(after);
    for (Weekday day(date); date <= end; date += std::chrono::days(1), ++day)
      if (days[day.c_encoding()]) dates.push_back(date);
  };
  add(first, last);
  for (const std::uint32_t row : rows) {
    const Change& change = changes_[row];
    if (change.what != What::moved || !change.to_date) continue;
    const int shift = days_between(change.date, *change.to_date);
    const Date from = std::max(change.date, add_days(first, -shift));
    const Date to = std::min(change.until, add_days(last, -shift));
    if (from <= to) add(from, to);
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

std::vector<Schedule::Slot> Schedule::slots_on(const Meeting& meeting, Date rule_date) const {
  std::vector<Slot> slots;
  const auto add = [&](std::string id, Instant starts, const Change* added) {
    slots.push_back({std::move(id), starts, zone_.local(starts), added, added});
  };
  if (meeting.recurrence.happens_on(rule_date))
    add(id_of(meeting, rule_date), zone_of(meeting).instant({rule_date, meeting.start}), nullptr);

  for (const std::uint32_t row : rows_of_[index_of(meeting)]) {
    const Change& change = changes_[row];
    if (change.what != What::added) {
      for (Slot& slot : slots)
        if (change.covers(slot.planned.date)) slot.last = &change;
      continue;
    }
    if (!change.covers(rule_date)) continue;
    const bool usual_time = !change.to_time || (*change.to_time == meeting.start && !meeting.zone);
    std::string id = id_of(meeting, rule_date);
    if (!usual_time) id += 'T' + iso_time(*change.to_time);
    const auto same =
        std::find_if(slots.begin(), slots.end(), [&](const Slot& slot) { return slot.id == id; });
    if (same != slots.end())
      same->added = same->last = &change;
    else if (usual_time)
      add(std::move(id), zone_of(meeting).instant({rule_date, meeting.start}), &change);
    else
      add(std::move(id), zone_.instant({rule_date, *change.to_time}), &change);
  }
  return slots;
}

// Where and, of a move, when the change puts it.
void Schedule::put(Occurrence& occurrence, const Change& change) const {
  if (!change.to_place.empty() && fold(change.to_place) != fold(occurrence.place.name)) {
    // A place that some other meeting is in is known: its address comes with it.
    const std::string wanted = fold(change.to_place);
    const auto known = std::find(folded_places_.begin(), folded_places_.end(), wanted);
    occurrence.here = false;
    occurrence.place = Place{};
    if (known != folded_places_.end()) {
      const Meeting& neighbour = meetings_[static_cast<std::size_t>(known - folded_places_.begin())];
      occurrence.place = neighbour.place;
      occurrence.here = neighbour.here;
    }
    occurrence.place.name = change.to_place;
    occurrence.place.room.clear();
  }
  if (!change.to_room.empty()) occurrence.place.room = change.to_room;

  if (change.what != What::moved) return;
  occurrence.was = occurrence.starts_local;
  if (!change.to_date && !change.to_time) return;
  LocalTime to = occurrence.starts_local;
  if (change.to_date) to.date = add_days(to.date, days_between(change.date, *change.to_date));
  if (change.to_time) to.time = *change.to_time;
  occurrence.starts = zone_.instant(to);
  occurrence.starts_local = zone_.local(occurrence.starts);
  occurrence.ends = end_of(*occurrence.meeting, occurrence.starts);
}

const Change* Schedule::closure_of(const Occurrence& occurrence) const {
  if (closures_.empty() || occurrence.meeting->attendance == Attendance::online) return nullptr;
  for (const Closure& closure : closures_) {
    const Change& change = changes_[closure.change];
    if (!change.covers(occurrence.starts_local.date)) continue;
    if (closure.place.empty() ? occurrence.here : closure.place == fold(occurrence.place.name))
      return &change;
  }
  return nullptr;
}

Occurrence Schedule::planned(const Meeting& meeting, Slot& slot) const {
  Occurrence planned;
  planned.meeting = &meeting;
  planned.id = std::move(slot.id);
  planned.starts = slot.starts;
  planned.starts_local = slot.planned;
  planned.ends = end_of(meeting, slot.starts);
  planned.place = meeting.place;
  planned.here = meeting.here;
  if (slot.added) put(planned, *slot.added);
  return planned;
}

Occurrence Schedule::resolve(const Meeting& meeting, Slot slot) const {
  Occurrence occurrence = planned(meeting, slot);
  const auto mark = [&](Status status, const Change* change) {
    occurrence.status = status;
    occurrence.change = change;
  };
  const What* said = slot.last ? &slot.last->what : nullptr;
  if (said && *said == What::cancelled) {
    mark(Status::cancelled, slot.last);
  } else if (said && *said == What::added) {
    mark(Status::added, slot.last);
  } else if (said && *said == What::moved) {
    Occurrence moved = occurrence;
    put(moved, *slot.last);
    // A move into a closed place is none: it is cancelled where and when it would have been.
    if (const Change* closure = closure_of(moved)) {
      mark(Status::cancelled, closure);
    } else {
      occurrence = std::move(moved);
      mark(Status::moved, slot.last);
    }
  } else if (const Change* closure = closure_of(occurrence)) {
    mark(Status::cancelled, closure);
  }
  return occurrence;
}

void Schedule::collect(const Meeting& meeting, Date first, Date last, std::vector<Occurrence>& out) const {
  if (!is_live(meeting)) return;
  const auto within = [&](Date day) { return first <= day && day <= last; };
  for (const Date date : rule_dates(meeting, first, last)) {
    for (Slot& slot : slots_on(meeting, date)) {
      Occurrence occurrence = resolve(meeting, std::move(slot));
      const Date day = occurrence.starts_local.date;
      if (occurrence.was && occurrence.was->date != day && within(occurrence.was->date)) {
        out.push_back(occurrence);
        out.back().day = occurrence.was->date;
      }
      if (!within(day)) continue;
      occurrence.day = day;
      out.push_back(std::move(occurrence));
    }
  }
}

// By the day listed and the time shown under it; equal starts by name.
void Schedule::sort(std::vector<Occurrence>& occurrences) const {
  struct Key {
    Instant at;
    std::uint32_t index;
  };
  std::vector<Key> keys;
  keys.reserve(occurrences.size());
  for (const Occurrence& occurrence : occurrences)
    keys.push_back({occurrence.moved_away() ? zone_.instant(*occurrence.was) : occurrence.starts,
                    static_cast<std::uint32_t>(keys.size())});
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (a.at != b.at) return a.at < b.at;
    const Occurrence &left = occurrences[a.index], &right = occurrences[b.index];
    if (const int order = left.meeting->name.compare(right.meeting->name)) return order < 0;
    return left.id < right.id;
  });
  std::vector<Occurrence> sorted;
  sorted.reserve(occurrences.size());
  for (const Key& key : keys) sorted.push_back(std::move(occurrences[key.index]));
  occurrences = std::move(sorted);
}

std::vector<Occurrence> Schedule::occurrences(Date first, int days) const {
  std::vector<Occurrence> found;
  if (days < 1) return found;
  for (const Meeting& meeting : meetings_) collect(meeting, first, add_days(first, days - 1), found);
  sort(found);
  return found;
}

std::vector<Occurrence> Schedule::upcoming(const Meeting& meeting, Instant from, std::size_t count) const {
  std::vector<Occurrence> next;
  const Date today = zone_.local(from).date;
  constexpr int step_days = 35;
  for (int day = -longest_days_; day < ten_years_days && next.size() < count; day += step_days) {
    std::vector<Occurrence> found;
    collect(meeting, add_days(today, day), add_days(today, day + step_days - 1), found);
    std::erase_if(found, [&](const Occurrence& occurrence) {
      return occurrence.moved_away() || standing(occurrence, from) == Standing::past;
    });
    sort(found);
    std::move(found.begin(), found.end(), std::back_inserter(next));
  }
  if (next.size() > count) next.erase(next.begin() + static_cast<std::ptrdiff_t>(count), next.end());
  return next;
}

std::vector<Occurrence> Schedule::today(Instant now) const {
  const Date date = zone_.local(now).date;
  std::vector<Occurrence> found = occurrences(add_days(date, -longest_days_), longest_days_ + 1);
  std::erase_if(found, [&](const Occurrence& occurrence) {
    return occurrence.day != date &&
           !(occurrence.takes_place() && standing(occurrence, now) == Standing::on_now);
  });
  return found;
}

}  // namespace porchlight::schedule
