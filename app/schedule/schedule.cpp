#include "schedule/schedule.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

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
constexpr int most_minutes = std::numeric_limits<std::uint16_t>::max();  // that fit a Turn

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
    : meetings_(meetings), changes_(std::move(changes)), zone_(std::move(zone)) {
  by_id_.resize(meetings_.size());
  std::iota(by_id_.begin(), by_id_.end(), 0u);
  std::sort(by_id_.begin(), by_id_.end(), [&](auto a, auto b) { return meetings_.id(a) < meetings_.id(b); });
  sort_changes();
  sort_meetings();
  find_places();
}

void Schedule::sort_changes() {
  for (std::uint32_t i = 0; i < changes_.size(); ++i) {
    const Change& change = changes_[i];
    const std::optional<Number> meeting = number_of(change.meeting_id);
    if (change.what != What::closed) {
      if (meeting) rows_.push_back({*meeting, i});
    } else if (!change.place.empty()) {
      closures_.push_back({i, fold(change.place)});
    } else if (meeting) {
      closures_.push_back({i, fold(meetings_[*meeting].place.name)});
    } else if (change.meeting_id.empty()) {
      closures_.push_back({i, {}});
    }
  }
  std::stable_sort(rows_.begin(), rows_.end());
}

void Schedule::sort_meetings() {
  for (Number i = 0; i < meetings_.size(); ++i) {
    const Meeting meeting = meetings_[i];
    if (!is_live(meeting)) continue;
    const minutes lasts = meeting.duration.value_or(assumed_duration);
    longest_days_ = std::max(longest_days_, static_cast<int>(lasts / std::chrono::days(1)) + 1);
    if (meeting.zone || !rows_of(i).empty()) {
      special_.push_back(i);
      continue;
    }
    const Turn turn{i, static_cast<std::uint16_t>(meeting.start.count()),
                    static_cast<std::uint16_t>(std::min<minutes::rep>(lasts.count(), most_minutes))};
    const Weekdays days = meeting.recurrence.weekdays();
    for (std::size_t day = 0; day < plain_.size(); ++day)
      if (days[day]) plain_[day].push_back(turn);
  }
  for (auto& turns : plain_) turns.shrink_to_fit();
}

// A place that some meeting is in is known: its address comes with it.
void Schedule::find_places() {
  std::set<std::string> wanted;
  for (const Change& change : changes_)
    if (!change.to_place.empty()) wanted.insert(fold(change.to_place));
  if (wanted.empty()) return;
  for (Number i = 0; i < meetings_.size(); ++i)
    if (std::string place = fold(meetings_[i].place.name); wanted.contains(place))
      known_places_.try_emplace(std::move(place), i);
}

std::span<const Schedule::Row> Schedule::rows_of(Number number) const {
  const auto [first, last] = std::equal_range(rows_.begin(), rows_.end(), Row{number, 0});
  return {first, last};
}

std::optional<Schedule::Number> Schedule::number_of(std::string_view id) const {
  const auto found =
      std::lower_bound(by_id_.begin(), by_id_.end(), id,
                       [&](Number i, std::string_view wanted) { return meetings_.id(i) < wanted; });
  return found != by_id_.end() && meetings_.id(*found) == id ? std::optional(*found) : std::nullopt;
}

std::shared_ptr<const Meeting> Schedule::find(std::string_view id) const {
  const auto number = number_of(id);
  return number ? kept(*number).meeting : nullptr;
}

// The dates of the rule, or of rows, that can make an occurrence listed from `first` to `last`.
std::vector<Date> Schedule::rule_dates(const Kept& meeting, Date first, Date last) const {
  const auto rows = rows_of(meeting.number);
  const Weekdays days = rows.empty() ? meeting->recurrence.weekdays() : Weekdays().set();  // a row: on any
  const int after = meeting->zone ? own_zone_days : 0, before = std::max(after, clock_change_days);
  std::vector<Date> dates;
  const auto add = [&](Date from, Date to) {
    std::chrono::sys_days date = std::chrono::sys_days(from) - std::chrono::days(before);
    const std::chrono::sys_days end = std::chrono::sys_days(to) + std::chrono::days(after);
    for (Weekday day(date); date <= end; date += std::chrono::days(1), ++day)
      if (days[day.c_encoding()]) dates.push_back(date);
  };
  add(first, last);
  for (const Row& row : rows) {
    const Change& change = changes_[row.change];
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

std::vector<Schedule::Slot> Schedule::slots_on(const Kept& meeting, Date rule_date) const {
  std::vector<Slot> slots;
  const auto add = [&](std::string id, Instant starts, const Change* added) {
    slots.push_back({std::move(id), starts, zone_.local(starts), added, added});
  };
  if (meeting->recurrence.happens_on(rule_date))
    add(id_of(*meeting, rule_date), zone_of(*meeting).instant({rule_date, meeting->start}), nullptr);

  for (const Row& row : rows_of(meeting.number)) {
    const Change& change = changes_[row.change];
    if (change.what != What::added) {
      for (Slot& slot : slots)
        if (change.covers(slot.planned.date)) slot.last = &change;
      continue;
    }
    if (!change.covers(rule_date)) continue;
    const bool usual_time = !change.to_time || (*change.to_time == meeting->start && !meeting->zone);
    std::string id = id_of(*meeting, rule_date);
    if (!usual_time) id += 'T' + iso_time(*change.to_time);
    const auto same =
        std::find_if(slots.begin(), slots.end(), [&](const Slot& slot) { return slot.id == id; });
    if (same != slots.end())
      same->added = same->last = &change;
    else if (usual_time)
      add(std::move(id), zone_of(*meeting).instant({rule_date, meeting->start}), &change);
    else
      add(std::move(id), zone_.instant({rule_date, *change.to_time}), &change);
  }
  return slots;
}

// Where and, of a move, when the change puts it.
void Schedule::put(Occurrence& occurrence, const Change& change) const {
  const std::string wanted = fold(change.to_place);
  if (!change.to_place.empty() && wanted != fold(occurrence.place.name)) {
    const auto known = known_places_.find(wanted);
    std::optional<Meeting> there;
    if (known != known_places_.end()) there = meetings_[known->second];
    occurrence.here = there && there->here;
    occurrence.place = there ? there->place : Place{};
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

Occurrence Schedule::planned(const Kept& meeting, Slot& slot) const {
  Occurrence planned;
  planned.meeting = meeting.meeting;
  planned.id = std::move(slot.id);
  planned.starts = slot.starts;
  planned.starts_local = slot.planned;
  planned.ends = end_of(*meeting, slot.starts);
  planned.place = meeting->place;
  planned.here = meeting->here;
  if (slot.added) put(planned, *slot.added);
  return planned;
}

Occurrence Schedule::resolve(const Kept& meeting, Slot slot) const {
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

void Schedule::collect(const Kept& meeting, Date first, Date last, std::vector<Occurrence>& out) const {
  if (!is_live(*meeting)) return;
  for (const Date date : rule_dates(meeting, first, last)) collect_on(meeting, date, first, last, out);
}

void Schedule::collect_on(const Kept& meeting, Date rule_date, Date first, Date last,
                          std::vector<Occurrence>& out) const {
  const auto within = [&](Date day) { return first <= day && day <= last; };
  for (Slot& slot : slots_on(meeting, rule_date)) {
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

// Whether a clock change pushes the last starts of the date to the next one.
bool Schedule::runs_over(Date date) const {
  constexpr TimeOfDay last_minute{24 * 60 - 1};
  return zone_.local(zone_.instant({date, last_minute})).date != date;
}

// Those of the days before that are still on.
void Schedule::collect_still_on(Date today, Instant now, std::vector<Occurrence>& out) const {
  std::vector<Occurrence> found;
  const Date yesterday = add_days(today, -1), first = add_days(today, -longest_days_);
  for (const Number number : special_) collect(kept(number), first, yesterday, found);
  for (int back = 1; back <= longest_days_; ++back) {
    const Date date = add_days(today, -back);
    // What clocks have skipped since brings the end nearer; two hours on top are more than one of several
    // changes ever hides.
    const seconds day = std::chrono::days(back);
    const seconds passed = zone_.instant({today, TimeOfDay(0)}) - zone_.instant({date, TimeOfDay(0)});
    const seconds skipped = std::max(seconds(0), day - passed) + std::chrono::hours(2);
    for (const Turn& turn : plain_[weekday_of(date).c_encoding()])
      if (turn.at_least == most_minutes || minutes(turn.start + turn.at_least) + skipped > day)
        collect_on(kept(turn.meeting), date, first, yesterday, found);
  }
  for (Occurrence& occurrence : found)
    if (occurrence.takes_place() && standing(occurrence, now) == Standing::on_now)
      out.push_back(std::move(occurrence));
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
  const Date last = add_days(first, days - 1);
  for (const Number number : special_) collect(kept(number), first, last, found);
  for (int day = runs_over(add_days(first, -1)) ? -1 : 0; day < days; ++day) {
    const Date date = add_days(first, day);
    for (const Turn& turn : plain_[weekday_of(date).c_encoding()])
      collect_on(kept(turn.meeting), date, first, last, found);
  }
  sort(found);
  return found;
}

std::vector<Occurrence> Schedule::upcoming(const Meeting& meeting, Instant from, std::size_t count) const {
  std::vector<Occurrence> next;
  const std::optional<Number> number = number_of(meeting.id);
  if (!number) return next;
  const Kept kept = this->kept(*number);
  const Date today = zone_.local(from).date;
  constexpr int step_days = 35;
  for (int day = -longest_days_; day < ten_years_days && next.size() < count; day += step_days) {
    std::vector<Occurrence> found;
    collect(kept, add_days(today, day), add_days(today, day + step_days - 1), found);
    std::erase_if(found, [&](const Occurrence& occurrence) {
      return occurrence.moved_away() || standing(occurrence, from) == Standing::past;
    });
    sort(found);
    std::move(found.begin(), found.end(), std::back_inserter(next));
  }
  if (next.size() > count) next.erase(next.begin() + static_cast<std::ptrdiff_t>(count), next.end());
  return next;
}

std::optional<Occurrence> Schedule::occurrence(std::string_view id) const {
  const auto at = id.rfind('@');
  if (at == std::string_view::npos) return {};
  const std::optional<Number> number = number_of(id.substr(0, at));
  const auto rule_date = parse_date(id.substr(at + 1, 10));
  if (!number || !rule_date) return {};
  const Kept meeting = kept(*number);
  if (!is_live(*meeting)) return {};
  for (Slot& slot : slots_on(meeting, *rule_date)) {
    if (slot.id != id) continue;
    Occurrence occurrence = resolve(meeting, std::move(slot));
    occurrence.day = occurrence.starts_local.date;
    return occurrence;
  }
  return {};
}

std::vector<Occurrence> Schedule::today(Instant now) const {
  const Date date = zone_.local(now).date;
  std::vector<Occurrence> found = occurrences(date, 1);
  collect_still_on(date, now, found);
  sort(found);
  return found;
}

std::size_t Schedule::bytes() const {
  std::size_t turns = special_.capacity() * sizeof(Number);
  for (const auto& day : plain_) turns += day.capacity() * sizeof(Turn);
  return sizeof *this + meetings_.bytes() + by_id_.capacity() * sizeof(Number) + turns;
}

}  // namespace porchlight::schedule
