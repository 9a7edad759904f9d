// Random schedules with random changes, in several zones, over years with all their clock changes.
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

#include "making.h"

using namespace porchlight;
using namespace porchlight::schedule;
using namespace std::chrono_literals;
using Status = Occurrence::Status;
using What = Change::What;

namespace {

constexpr int years_days = 8 * 366;

Date some_date() {
  return add_days(date("2024-01-01"), *rc::gen::inRange(0, years_days));
}

// Half of them in the small hours, where the clocks change.
TimeOfDay some_time() {
  return TimeOfDay(*rc::gen::arbitrary<bool>() ? *rc::gen::inRange(0, 200) : *rc::gen::inRange(0, 1440));
}

const std::vector<Zone>& zones() {
  static const std::vector<Zone> zones = [] {
    std::vector<Zone> made;
    for (const char* name : zone_names) made.push_back(zone(name));
    return made;
  }();
  return zones;
}

Zone some_zone() {
  return zones()[*rc::gen::inRange<std::size_t>(0, zones().size())];
}

Meeting some_meeting(int number) {
  Meeting meeting = tuesday_meeting("m" + std::to_string(number));
  meeting.name = *rc::gen::element<std::string>("A", "B", "C");
  const Weekdays days(static_cast<unsigned long>(*rc::gen::inRange(1, 128)));
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      meeting.recurrence.rule = Monthly{days, {*rc::gen::element(-1, 1, 2, 3, 4, 5)}};
      break;
    case 1:
      meeting.recurrence.rule = EveryWeeks{days, *rc::gen::inRange(1, 4), some_date()};
      break;
    case 2:
      meeting.recurrence.rule = OnDates{{some_date()}};
      break;
    default:
      meeting.recurrence.rule = Weekly{days};
  }
  meeting.start = some_time();
  meeting.duration =
      *rc::gen::arbitrary<bool>() ? std::optional(minutes(*rc::gen::inRange(1, 1500))) : std::nullopt;
  meeting.place.name = *rc::gen::element<std::string>("Grace Church", "Town Hall");
  if (*rc::gen::inRange(0, 4) == 0) meeting.zone = some_zone();
  return meeting;
}

Change some_change(int meetings, Date near) {
  Change change;
  change.what = *rc::gen::element(What::cancelled, What::moved, What::added, What::closed);
  change.date = add_days(near, *rc::gen::inRange(-12, 12));
  change.until = add_days(change.date, *rc::gen::inRange(0, 5));
  if (change.what == What::closed)
    change.place = *rc::gen::element<std::string>("Grace Church", "Town Hall");
  else
    change.meeting_id = "m" + std::to_string(*rc::gen::inRange(0, meetings));
  if (*rc::gen::arbitrary<bool>()) change.to_date = add_days(change.date, *rc::gen::inRange(-20, 20));
  if (*rc::gen::arbitrary<bool>()) change.to_time = some_time();
  if (*rc::gen::inRange(0, 3) == 0) change.to_place = "Town Hall";
  return change;
}

struct Model {
  std::vector<Meeting> meetings;
  std::vector<Change> changes;
  Zone zone;
  Date first;
  int days;
  Schedule schedule() const { return Schedule(meetings, changes, zone); }
};

Model some_model(bool with_changes) {
  Model model{{}, {}, some_zone(), some_date(), *rc::gen::inRange(1, 15)};
  const int meetings = *rc::gen::inRange(1, 4);
  for (int i = 0; i < meetings; ++i) model.meetings.push_back(some_meeting(i));
  const int changes = with_changes ? *rc::gen::inRange(0, 7) : 0;
  for (int i = 0; i < changes; ++i) model.changes.push_back(some_change(meetings, model.first));
  return model;
}

bool same(const Occurrence& a, const Occurrence& b) {
  return a.id == b.id && a.day == b.day && a.starts == b.starts && a.status == b.status && a.was == b.was;
}

}  // namespace

TEST_CASE("without changes there is one occurrence for each date of each rule, at its hour") {
  REQUIRE(rc::check([] {
    const Model model = some_model(false);
    const Schedule schedule = model.schedule();
    std::map<std::string, Instant> expected;
    for (const Meeting& meeting : model.meetings) {
      const Zone zone = meeting.zone.value_or(model.zone);
      for (int day = -3; day < model.days + 3; ++day) {
        const Date rule_date = add_days(model.first, day);
        if (!meeting.recurrence.happens_on(rule_date)) continue;
        const Instant starts = zone.instant({rule_date, meeting.start});
        const Date shown = model.zone.local(starts).date;
        if (shown >= model.first && shown < add_days(model.first, model.days))
          expected[meeting.id + "@" + iso_date(rule_date)] = starts;
      }
    }
    std::map<std::string, Instant> found;
    for (const Occurrence& occurrence : schedule.occurrences(model.first, model.days)) {
      RC_ASSERT(found.emplace(occurrence.id, occurrence.starts).second);
      RC_ASSERT(occurrence.status == Status::scheduled);
      RC_ASSERT(occurrence.day == occurrence.starts_local.date);
      RC_ASSERT(occurrence.ends.has_value() == occurrence.meeting->duration.has_value());
      RC_ASSERT(!occurrence.ends || *occurrence.ends - occurrence.starts == *occurrence.meeting->duration);
    }
    RC_ASSERT(found == expected);
  }));
}

TEST_CASE("a week is its seven days, one after the other") {
  REQUIRE(rc::check([] {
    const Model model = some_model(true);
    const Schedule schedule = model.schedule();
    const auto whole = schedule.occurrences(model.first, model.days);
    std::size_t i = 0;
    for (int day = 0; day < model.days; ++day) {
      const auto one = schedule.occurrences(add_days(model.first, day), 1);
      RC_ASSERT(i + one.size() <= whole.size());
      // Equal as sets per day: an hour that happens twice may order two days' edges alike.
      for (const Occurrence& occurrence : one) {
        RC_ASSERT(occurrence.day == add_days(model.first, day));
        RC_ASSERT(same(occurrence, whole[i++]));
      }
    }
    RC_ASSERT(i == whole.size());
  }));
}

TEST_CASE(
    "whatever the changes, each listing is of one of the days asked for, in order, told apart by id and "
    "day") {
  REQUIRE(rc::check([] {
    const Model model = some_model(true);
    const Schedule schedule = model.schedule();
    std::set<std::pair<std::string, Date>> seen;
    Date before = model.first;
    for (const Occurrence& occurrence : schedule.occurrences(model.first, model.days)) {
      RC_ASSERT(seen.emplace(occurrence.id, occurrence.day).second);
      RC_ASSERT(occurrence.day >= before);
      before = occurrence.day;
      RC_ASSERT(before < add_days(model.first, model.days));
      RC_ASSERT(schedule.zone().local(occurrence.starts) == occurrence.starts_local);
      RC_ASSERT((occurrence.status == Status::moved) == occurrence.was.has_value());
      RC_ASSERT((occurrence.status == Status::scheduled) == (occurrence.change == nullptr));
      RC_ASSERT(!occurrence.moved_away() || occurrence.day == occurrence.was->date);
    }
  }));
}

TEST_CASE("no occurrence of a rule ever vanishes: it is on, cancelled, or says where it went") {
  REQUIRE(rc::check([] {
    const Model model = some_model(true);
    const Schedule schedule = model.schedule();
    const Schedule plain(model.meetings, {}, model.zone);
    const auto changed = schedule.occurrences(model.first, model.days);
    for (const Occurrence& occurrence : plain.occurrences(model.first, model.days))
      RC_ASSERT(std::any_of(changed.begin(), changed.end(), [&](const Occurrence& listed) {
        return listed.id == occurrence.id && listed.day == occurrence.day;
      }));
    for (const Occurrence& listed : changed)
      if (listed.moved_away()) {
        const auto there = schedule.occurrences(listed.starts_local.date, 1);
        RC_ASSERT(std::any_of(there.begin(), there.end(), [&](const Occurrence& arrived) {
          return arrived.id == listed.id && arrived.takes_place();
        }));
      }
  }));
}

TEST_CASE("nothing takes place in a closed building unless somebody added it") {
  REQUIRE(rc::check([] {
    const Model model = some_model(true);
    for (const Occurrence& occurrence : model.schedule().occurrences(model.first, model.days)) {
      if (!occurrence.takes_place() || occurrence.status == Status::added) continue;
      for (const Change& change : model.changes)
        RC_ASSERT(change.what != What::closed || change.place != occurrence.place.name ||
                  !change.covers(occurrence.day));
    }
  }));
}

TEST_CASE("today is the date's list and what is still on from before") {
  REQUIRE(rc::check([] {
    const Model model = some_model(true);
    const Schedule schedule = model.schedule();
    const Instant now = model.zone.instant({model.first, some_time()});
    const Date today = model.zone.local(now).date;
    std::vector<Occurrence> expected;
    for (const Occurrence& occurrence : schedule.occurrences(add_days(today, -3), 4))
      if (occurrence.day == today ||
          (occurrence.takes_place() && standing(occurrence, now) == Standing::on_now))
        expected.push_back(occurrence);
    const auto found = schedule.today(now);
    RC_ASSERT(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) RC_ASSERT(same(found[i], expected[i]));
  }));
}

TEST_CASE("what is upcoming is what the days ahead list, each once") {
  REQUIRE(rc::check([] {
    const Model model = some_model(true);
    const Schedule schedule = model.schedule();
    const Instant now = model.zone.instant({model.first, some_time()});
    const Meeting& meeting = schedule.meetings()[0];
    std::vector<Occurrence> expected;
    for (const Occurrence& occurrence : schedule.occurrences(add_days(model.first, -3), 150))
      if (occurrence.meeting->id == meeting.id && !occurrence.moved_away() &&
          standing(occurrence, now) != Standing::past)
        expected.push_back(occurrence);
    const auto found = schedule.upcoming(meeting, now, 5);
    RC_ASSERT(found.size() >= std::min<std::size_t>(5, expected.size()));
    for (std::size_t i = 0; i < std::min(found.size(), expected.size()); ++i)
      RC_ASSERT(same(found[i], expected[i]));
  }));
}
