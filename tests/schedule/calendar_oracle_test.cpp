// Lists of days against a calendar that is written out by brute force: dates by counting days, clocks by
// asking the C library every few minutes, changes by going through the whole calendar, one row after the
// other, as staff would with a pencil.
#include <rapidcheck.h>

#include <algorithm>
#include <cstdio>
#include <ostream>
#include <random>

#include "oracle.h"

using namespace porchlight;
using namespace porchlight::schedule;
using namespace std::chrono_literals;
using std::chrono::sys_days;
using Status = Occurrence::Status;
using What = Change::What;

namespace {

// Every start of these tests is a multiple of it.
constexpr minutes step{15};

struct Entry {
  std::string id;
  const Meeting* meeting = nullptr;
  LocalTime planned;              // what the wall clock shows when it starts by rule or by an added row
  Instant starts{};               // by rule or by an added row
  const Change* added = nullptr;  // by which row
  const Change* row = nullptr;    // the last that speaks of it
};

// What is listed, and under which date.
struct Listed {
  Instant at{};  // its place in the order
  std::string name, id;
  Date day;
  Instant starts{};
  Status status = Status::scheduled;
  bool moved_away = false;
  friend auto operator<=>(const Listed&, const Listed&) = default;
};

std::ostream& operator<<(std::ostream& out, const Listed& listed) {
  return out << iso_date(listed.day) << ' ' << listed.id << " at " << listed.starts.time_since_epoch().count()
             << " status " << static_cast<int>(listed.status) << (listed.moved_away ? " moved away" : "");
}

bool happens(const Recurrence& recurrence, const CalendarDay& day) {
  struct Happens {
    const CalendarDay& day;
    bool operator()(const Weekly& rule) const { return rule.days[day.weekday]; }
    bool operator()(const Monthly& rule) const {
      return rule.days[day.weekday] && std::any_of(rule.which.begin(), rule.which.end(), [&](int which) {
               return which == day.nth || (which == -1 && day.last);
             });
    }
    bool operator()(const EveryWeeks& rule) const {
      const auto anchor = std::find_if(calendar().begin(), calendar().end(),
                                       [&](const CalendarDay& other) { return other.date == rule.anchor; });
      return rule.days[day.weekday] && day.date >= rule.anchor && (day.week - anchor->week) % rule.weeks == 0;
    }
    bool operator()(const OnDates& rule) const {
      return std::find(rule.dates.begin(), rule.dates.end(), day.date) != rule.dates.end();
    }
    bool operator()(const ByAppointment&) const { return false; }
  };
  const auto& [rule, from, until, except] = recurrence;
  return (!from || day.date >= *from) && (!until || day.date <= *until) &&
         std::find(except.begin(), except.end(), day.date) == except.end() && std::visit(Happens{day}, rule);
}

// The first instant at which the clock on the wall shows `local` or more, for many of them.
class WallClock {
 public:
  explicit WallClock(const std::string& zone) : zone_(zone) {}

  LocalTime shows(Instant instant) const { return zone_.local(instant); }

  Instant when(LocalTime local) const {
    // No place is further from UTC than 14 hours, and Apia skipped 24.
    Instant instant = sys_days(local.date) + local.time - 40h;
    while (shows(instant) < local) instant += step;
    return instant;
  }

  // The same for all of `entries`, in one go through the years.
  void start(std::vector<Entry>& entries) const {
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.planned < b.planned; });
    if (entries.empty()) return;
    Instant instant = sys_days(entries.front().planned.date) - 40h;
    for (Entry& entry : entries) {
      while (shows(instant) < entry.planned) instant += step;
      entry.starts = instant;
      entry.planned = shows(instant);
    }
  }

 private:
  CLibraryZone zone_;
};

std::vector<Entry> by_rule(const std::vector<Meeting>& meetings, Date first, Date last) {
  std::vector<Entry> entries;
  for (const CalendarDay& day : calendar()) {
    if (day.date < first || day.date > last) continue;
    for (const Meeting& meeting : meetings)
      if (meeting.attendance != Attendance::inactive && happens(meeting.recurrence, day))
        entries.push_back({meeting.id + '@' + iso_date(day.date),
                           &meeting,
                           {day.date, meeting.start},
                           {},
                           nullptr,
                           nullptr});
  }
  return entries;
}

Listed plainly_listed(const Entry& entry) {
  return {entry.starts, entry.meeting->name, entry.id, entry.planned.date,
          entry.starts, Status::scheduled,   false};
}

Listed listed_by(const Occurrence& occurrence, const Zone& zone) {
  const Instant at = occurrence.moved_away() ? zone.instant(*occurrence.was) : occurrence.starts;
  return {at,
          occurrence.meeting->name,
          occurrence.id,
          occurrence.day,
          occurrence.starts,
          occurrence.status,
          occurrence.moved_away()};
}

// --- Twenty years of rules ---

std::vector<Meeting> every_rule() {
  std::vector<Meeting> meetings;
  const auto add = [&](std::string id, Recurrence recurrence, TimeOfDay start,
                       std::optional<minutes> duration) {
    meetings.push_back(tuesday_meeting(std::move(id)));
    meetings.back().recurrence = std::move(recurrence);
    meetings.back().start = start;
    meetings.back().duration = duration;
  };
  const Weekdays daily = Weekdays().set();
  using namespace std::chrono;
  add("at-midnight", {Weekly{daily}, {}, {}, {}}, at(0), 60min);
  add("in-the-gap", {Weekly{daily}, {}, {}, {}}, at(2, 30), {});
  add("happens-twice", {Weekly{on({Sunday, Saturday})}, {}, {}, {}}, at(1, 15), 90min);
  add("lord-howe", {Weekly{on({Sunday})}, {}, {}, {}}, at(2, 15), 20min);
  add("over-midnight", {Weekly{on({Friday, Saturday})}, {}, {}, {}}, at(23, 30), 120min);
  add("late", {Weekly{daily}, {}, {}, {}}, at(23, 15), {});
  add("two-days", {Monthly{on({Saturday}), {1}}, {}, {}, {}}, at(9), 50 * 60min);
  add("first-and-third", {Monthly{on({Saturday}), {1, 3}}, {}, {}, {}}, at(10), 60min);
  add("last", {Monthly{on({Sunday}), {-1}}, {}, {}, {}}, at(1, 45), 60min);
  add("fifth", {Monthly{on({Monday, Sunday}), {5}}, {}, {}, {}}, at(19), 60min);
  add("fortnight", {EveryWeeks{on({Sunday, Thursday}), 2, date("2012-02-29")}, {}, {}, {}}, at(0, 30), 60min);
  add("five-weeks", {EveryWeeks{on({Wednesday}), 5, date("2014-12-31")}, {}, {}, {}}, at(18), 60min);
  add("leap-days",
      {OnDates{{date("2012-02-29"), date("2016-02-29"), date("2024-02-29"), date("2028-02-29")}}, {}, {}, {}},
      at(12), 60min);
  add("some-years", {Weekly{on({Tuesday})}, date("2016-02-29"), date("2024-02-29"), {date("2020-03-31")}},
      at(20), 60min);
  add("by-appointment", {ByAppointment{}, {}, {}, {}}, at(9), 60min);
  add("gone", {Weekly{daily}, {}, {}, {}}, at(9), 60min);
  meetings.back().attendance = Attendance::inactive;
  return meetings;
}

}  // namespace

TEST_CASE("over twenty years and many zones each day lists what a calendar by brute force lists") {
  const std::vector<Meeting> meetings = every_rule();
  const Date first = date("2011-12-20"), last = date("2031-12-31");
  for (const char* name : zone_names) {
    INFO(name);
    const Schedule schedule(meetings, {}, zone(name));
    const WallClock clock(name);
    std::vector<Entry> entries = by_rule(meetings, add_days(first, -4), add_days(last, 2));
    clock.start(entries);
    std::map<Date, std::vector<Listed>> expected;
    for (const Entry& entry : entries) expected[entry.planned.date].push_back(plainly_listed(entry));
    for (auto& [day, listed] : expected) std::sort(listed.begin(), listed.end());

    // In pieces of one to forty days, so that every day is the first, the last and in the middle of some.
    std::mt19937 random(1);
    std::size_t wrong = 0;
    for (Date day = first; day <= last;) {
      const int days = static_cast<int>(random() % 40) + 1;
      std::vector<Listed> found, wanted;
      for (const Occurrence& occurrence : schedule.occurrences(day, days))
        found.push_back(listed_by(occurrence, schedule.zone()));
      for (int i = 0; i < days; ++i, day = add_days(day, 1))
        wanted.insert(wanted.end(), expected[day].begin(), expected[day].end());
      if (found != wanted && ++wrong == 1) CHECK(found == wanted);
    }
    CHECK(wrong == 0);

    // Today is its date and what is still on, at any moment: some at random, and each hour of a day whose
    // clock changes.
    std::vector<Instant> moments;
    for (int i = 0; i < 200; ++i)
      moments.push_back(sys_days(first) + std::chrono::minutes(random() % (20u * 365 * 24 * 60)));
    for (Instant hour = sys_days(first); hour < sys_days(last); hour += 24h) {
      const auto shown = [&](Instant at) { return sys_days(clock.shows(at).date) + clock.shows(at).time; };
      if (shown(hour + 24h) - shown(hour) == 24h) continue;
      for (auto after = -6h; after < 36h; after += 1h) moments.push_back(hour + after);
    }
    for (const Instant now : moments) {
      const Date today = clock.shows(now).date;
      std::vector<Listed> wanted = expected[today], found;
      for (int back = 1; back <= 4; ++back)
        for (const Listed& before : expected[add_days(today, -back)]) {
          const auto meeting = schedule.find(before.id.substr(0, before.id.find('@')));
          if (before.starts <= now && now < before.starts + meeting->duration.value_or(60min))
            wanted.push_back(before);
        }
      std::sort(wanted.begin(), wanted.end());
      for (const Occurrence& occurrence : schedule.today(now))
        found.push_back(listed_by(occurrence, schedule.zone()));
      if (found != wanted && ++wrong == 1) CHECK(found == wanted);
    }
    CHECK(wrong == 0);
  }
}

// --- Rows of staff ---

namespace {

TimeOfDay some_time() {
  return step * (*rc::gen::arbitrary<bool>() ? *rc::gen::inRange(0, 16) : *rc::gen::inRange(0, 96));
}

struct Model {
  std::string zone;
  Date first;
  std::vector<Meeting> meetings;
  std::vector<Change> changes;
};

constexpr int model_days = 10;

Model some_model() {
  Model model;
  model.zone = *rc::gen::element<std::string>("America/Los_Angeles", "Australia/Lord_Howe", "America/Nuuk",
                                              "Africa/Casablanca", "Pacific/Apia", "Antarctica/Troll");
  // Half of them around a change of the clocks.
  model.first = add_days(date("2022-01-01"), *rc::gen::inRange(0, 900));
  if (*rc::gen::arbitrary<bool>())
    model.first =
        add_days(date(*rc::gen::element<std::string>("2024-03-10", "2024-11-03", "2024-04-07", "2024-10-06",
                                                     "2024-03-30", "2024-10-27", "2023-03-19", "2011-12-30")),
                 -*rc::gen::inRange(0, 6));
  const int meetings = *rc::gen::inRange(1, 4);
  for (int i = 0; i < meetings; ++i) {
    Meeting meeting = tuesday_meeting("m" + std::to_string(i));
    meeting.name = *rc::gen::element<std::string>("A", "B");
    meeting.recurrence.rule = Weekly{Weekdays(static_cast<unsigned long>(*rc::gen::inRange(1, 128)))};
    meeting.start = some_time();
    meeting.place.name = *rc::gen::element<std::string>("Grace Church", "Town Hall");
    model.meetings.push_back(std::move(meeting));
  }
  for (int i = *rc::gen::inRange(0, 9); i > 0; --i) {
    Change change;
    change.what = *rc::gen::element(What::cancelled, What::moved, What::moved, What::added, What::closed);
    change.date = add_days(model.first, *rc::gen::inRange(-8, model_days + 8));
    change.until = add_days(change.date, *rc::gen::inRange(0, 4));
    if (change.what == What::closed)
      change.place = *rc::gen::element<std::string>("Grace Church", "Town Hall");
    else
      change.meeting_id = "m" + std::to_string(*rc::gen::inRange(0, meetings));
    if (*rc::gen::arbitrary<bool>()) change.to_date = add_days(change.date, *rc::gen::inRange(-12, 12));
    if (*rc::gen::arbitrary<bool>()) change.to_time = some_time();
    if (*rc::gen::inRange(0, 3) == 0)
      change.to_place = *rc::gen::element<std::string>("Grace Church", "Town Hall", "The Park");
    model.changes.push_back(std::move(change));
  }
  return model;
}

// The calendar of a model, with every row written into it in its turn.
class Pencilled {
 public:
  Pencilled(const Model& model, const WallClock& clock) : model_(model), clock_(clock) {
    constexpr int reach_days = 40;  // further than any row moves a meeting
    entries_ = by_rule(model.meetings, add_days(model.first, -reach_days),
                       add_days(model.first, model_days + reach_days));
    clock.start(entries_);
    for (const Change& change : model.changes) {
      if (change.what == What::added)
        add(change);
      else if (change.what != What::closed)
        mark(change);
    }
  }

  std::vector<Listed> listed(Date day) const {
    std::vector<Listed> all;
    for (const Entry& entry : entries_)
      for (Listed& listed : of(entry))
        if (listed.day == day) all.push_back(std::move(listed));
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  void mark(const Change& change) {
    for (Entry& entry : entries_)
      if (entry.meeting->id == change.meeting_id && change.date <= entry.planned.date &&
          entry.planned.date <= change.until)
        entry.row = &change;
  }

  void add(const Change& change) {
    const auto meeting =
        std::find_if(model_.meetings.begin(), model_.meetings.end(),
                     [&](const Meeting& candidate) { return candidate.id == change.meeting_id; });
    for (Date day = change.date; day <= change.until; day = add_days(day, 1)) {
      const TimeOfDay time = change.to_time.value_or(meeting->start);
      std::string id = meeting->id + '@' + iso_date(day);
      char at[8];
      std::snprintf(at, sizeof at, "T%02d:%02d", static_cast<int>(time.count() / 60),
                    static_cast<int>(time.count() % 60));
      if (time != meeting->start) id += at;
      auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.id == id; });
      if (entry == entries_.end()) {
        const Instant starts = clock_.when({day, time});
        entry = entries_.insert(entry, {id, &*meeting, clock_.shows(starts), starts, nullptr, nullptr});
      }
      entry->added = entry->row = &change;
    }
  }

  bool closed(const std::string& place, Date day) const {
    return std::any_of(model_.changes.begin(), model_.changes.end(), [&](const Change& change) {
      return change.what == What::closed && change.place == place && change.date <= day &&
             day <= change.until;
    });
  }

  std::vector<Listed> of(const Entry& entry) const {
    std::string place = entry.meeting->place.name;
    if (entry.added && !entry.added->to_place.empty()) place = entry.added->to_place;
    Listed listed{entry.starts, entry.meeting->name, entry.id, entry.planned.date,
                  entry.starts, Status::scheduled,   false};
    if (!entry.row) {
      if (closed(place, listed.day)) listed.status = Status::cancelled;
      return {listed};
    }
    listed.status = entry.row->what == What::added ? Status::added : Status::cancelled;
    if (entry.row->what != What::moved) return {listed};

    const Change& move = *entry.row;
    LocalTime to = entry.planned;
    if (move.to_date) to.date = add_days(to.date, days_between(move.date, *move.to_date));
    if (move.to_time) to.time = *move.to_time;
    if (!move.to_place.empty()) place = move.to_place;
    Listed moved = listed;
    if (move.to_date || move.to_time) moved.at = moved.starts = clock_.when(to);
    moved.day = clock_.shows(moved.starts).date;
    if (closed(place, moved.day)) return {listed};
    moved.status = listed.status = Status::moved;
    if (moved.day == listed.day) return {moved};
    listed.starts = moved.starts;
    listed.moved_away = true;
    return {listed, moved};
  }

  const Model& model_;
  const WallClock& clock_;
  std::vector<Entry> entries_;
};

}  // namespace

TEST_CASE("whatever rows staff append, each day lists what a calendar corrected with a pencil lists") {
  REQUIRE(rc::check([] {
    const Model model = some_model();
    const WallClock clock(model.zone);
    const Pencilled calendar(model, clock);
    const Schedule schedule(model.meetings, model.changes, zone(model.zone));
    for (int i = 0; i < model_days; ++i) {
      const Date day = add_days(model.first, i);
      std::vector<Listed> found;
      for (const Occurrence& occurrence : schedule.occurrences(day, 1))
        found.push_back(listed_by(occurrence, schedule.zone()));
      RC_ASSERT(found == calendar.listed(day));
    }
  }));
}

TEST_CASE("what other meetings there are changes neither the ids nor the times of a meeting") {
  REQUIRE(rc::check([] {
    Model model = some_model();
    const Schedule together(model.meetings, model.changes, zone(model.zone));
    const auto listed = [&](const Schedule& schedule, const std::string& id) {
      std::vector<Listed> all;
      for (const Occurrence& occurrence : schedule.occurrences(model.first, model_days))
        if (occurrence.meeting->id == id) all.push_back(listed_by(occurrence, schedule.zone()));
      return all;
    };
    for (const Meeting& meeting : model.meetings) {
      const Schedule alone({meeting}, model.changes, zone(model.zone));
      RC_ASSERT(listed(alone, meeting.id) == listed(together, meeting.id));
    }
    std::reverse(model.meetings.begin(), model.meetings.end());
    const Schedule reversed(model.meetings, model.changes, zone(model.zone));
    for (const Meeting& meeting : model.meetings)
      RC_ASSERT(listed(reversed, meeting.id) == listed(together, meeting.id));
  }));
}
