#include "site/formats/calendar_dates.h"

#include <algorithm>

#include "site/formats/calendar_words.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using schedule::Date;
using schedule::LocalTime;

constexpr std::string_view not_shown = "This event is not shown.";
constexpr std::size_t most_listed = 5'000;  // dates of one event

CalendarFault fault(const Where& at, std::string what, std::string to_do) {
  return {at, {std::move(what), std::move(to_do), std::string(not_shown)}};
}

std::optional<schedule::Zone> zone_named(const std::string& name) {
  if (name.empty()) return std::nullopt;
  auto zone = schedule::Zone::named(name);
  if (!zone) return std::nullopt;
  return std::move(*zone);
}

void add_date(std::vector<Date>& dates, Date date) {
  const auto at = std::lower_bound(dates.begin(), dates.end(), date);
  if (at == dates.end() || *at != date) dates.insert(at, date);
}

}  // namespace

CalendarDates::CalendarDates(const CalendarLines& calendar, const TableContext& context)
    : zones_(calendar.zones),
      rules_(context.today),
      facility_(zone_named(context.zone)),
      calendar_(zones_.named(calendar.property("X-WR-TIMEZONE"))) {}

Result<CalendarStart, CalendarFault> CalendarDates::start(const CalendarEvent& event) {
  const CalendarLine* line = event.find("DTSTART");
  if (!line)
    return fault({"DTSTART", "", event.line, 0}, "It does not say when it begins.", "Write a line DTSTART.");
  const auto time = read_calendar_time(*line);
  if (!time)
    return fault(where(*line), in_quotes(line->value) + " is not a date and time.",
                 "Write it like 20261124T190000.");

  const bool repeats = event.find("RRULE") || event.find("RDATE");
  CalendarStart start{{}, schedule::Zone::utc(), false, !time->time, time->zone.empty() && !time->utc};
  if (!time->zone.empty()) {
    const auto zone = zones_.named(time->zone);
    if (!zone)
      return fault({"TZID", time->zone, line->line, 0}, in_quotes(time->zone) + " is not a time zone.",
                   "Write one like America/Los_Angeles.");
    start.zone = *zone;
    start.zone_of_its_own = !facility_ || facility_->name() != zone->name();
  } else if (!time->utc) {
    if (facility_) start.zone = *facility_;
  } else if (!repeats) {
    // One moment: it has a local time wherever it is.
    const auto& local = facility_ ? facility_ : calendar_;
    if (local) start.zone = *local;
    start.zone_of_its_own = !facility_;
  } else {
    start.zone_of_its_own = true;
  }
  start.local = {time->date, schedule::TimeOfDay(0)};
  if (time->time) start.local = local(*time, start);
  return start;
}

LocalTime CalendarDates::local(const CalendarTime& time, const CalendarStart& start) {
  // A date alone is no time of the event, as the standard has it; but who wrote it meant that day.
  if (!time.time) return {time.date, start.local.time};
  const LocalTime written{time.date, *time.time};
  if (time.utc) return start.zone.local(schedule::Zone::utc().instant(written));
  if (start.floating || time.zone.empty()) return written;
  const auto zone = zones_.named(time.zone);
  return zone && zone->name() != start.zone.name() ? start.zone.local(zone->instant(written)) : written;
}

std::optional<minutes> CalendarDates::duration(const CalendarEvent& event, const CalendarStart& start,
                                               TableReport& report) {
  constexpr minutes day = std::chrono::days(1);
  const auto wrong = [&](const CalendarLine& line, std::string what) {
    report.repair(where(line), {std::move(what), "Write when it ends, or leave the line out.",
                                "Visitors read only when it begins."});
  };
  if (const CalendarLine* line = event.find("DTEND")) {
    const auto end = read_calendar_time(*line);
    if (!end) return wrong(*line, in_quotes(line->value) + " is not a date and time."), std::nullopt;
    auto zone = end->zone.empty() ? start.zone : zones_.named(end->zone);
    if (!zone) return wrong(*line, in_quotes(end->zone) + " is not a time zone."), std::nullopt;
    if (end->utc) zone = schedule::Zone::utc();
    const auto lasts = std::chrono::duration_cast<minutes>(
        zone->instant({end->date, end->time.value_or(schedule::TimeOfDay(0))}) -
        start.zone.instant(start.local));
    if (lasts < minutes(0)) return wrong(*line, "It ends before it begins."), std::nullopt;
    if (start.whole_day) return day * std::max(1, schedule::days_between(start.local.date, end->date));
    return lasts;
  }
  if (const CalendarLine* line = event.find("DURATION")) {
    const auto lasts = read_calendar_duration(line->value);
    if (!lasts) wrong(*line, in_quotes(line->value) + " is not a length of time.");
    return lasts;
  }
  return start.whole_day ? std::optional(day) : std::nullopt;
}

Result<std::vector<CalendarRule>, CalendarFault> CalendarDates::rules(const CalendarEvent& event,
                                                                      const CalendarStart& start,
                                                                      TableReport& report) {
  if (const CalendarLine* line = event.find("EXRULE"))
    return fault(where(*line), "Its exceptions are a rule, which the kiosk cannot read.",
                 "List them as EXDATE.");
  std::vector<CalendarRule> rules;
  for (const CalendarLine* line : event.all("RRULE")) {
    auto read = rules_.read(line->value, start.local, start.zone);
    if (!read)
      return fault(where(*line), read.error().what, "Look at how it repeats, and save the calendar again.");
    std::move(read->begin(), read->end(), std::back_inserter(rules));
    constexpr std::size_t most_rules = 24;
    if (rules.size() > most_rules)
      return fault(where(*line), "It has too many rules.", "Make several events of it.");
  }
  if (rules.empty())
    rules.push_back({{schedule::OnDates{{start.local.date}}, {}, {}, {}}, start.local.time, {}, {}});
  add_dates(event, start, rules, report);
  const auto except = excepted(event, start);
  if (!except) return except.error();
  for (const LocalTime& time : *except) leave_out(time, rules);
  return rules;
}

void CalendarDates::add_dates(const CalendarEvent& event, const CalendarStart& start,
                              std::vector<CalendarRule>& rules, TableReport& report) {
  std::size_t listed = 0;
  for (const CalendarLine* line : event.all("RDATE")) {
    std::vector<std::string> unknown;
    for (const CalendarTime& time : read_calendar_times(*line, unknown)) {
      if (++listed > most_listed) return;
      const LocalTime local = this->local(time, start);
      const auto happens = [&](const CalendarRule& rule) {
        return rule.start == local.time && rule.recurrence.happens_on(local.date);
      };
      if (std::any_of(rules.begin(), rules.end(), happens)) continue;
      const auto same = std::find_if(rules.begin(), rules.end(), [&](const CalendarRule& rule) {
        return rule.start == local.time && rule.duration == time.duration && !rule.written_out_until &&
               std::holds_alternative<schedule::OnDates>(rule.recurrence.rule);
      });
      if (same != rules.end())
        add_date(std::get<schedule::OnDates>(same->recurrence.rule).dates, local.date);
      else
        rules.push_back({{schedule::OnDates{{local.date}}, {}, {}, {}}, local.time, time.duration, {}});
    }
    for (const std::string& text : unknown)
      report.repair(where(*line), {in_quotes(text) + " is not a date.", "Write it like 20261124T190000.",
                                   "It is not shown on that date."});
  }
}

Result<std::vector<LocalTime>, CalendarFault> CalendarDates::excepted(const CalendarEvent& event,
                                                                      const CalendarStart& start) {
  std::vector<LocalTime> except;
  for (const CalendarLine* line : event.all("EXDATE")) {
    std::vector<std::string> unknown;
    for (const CalendarTime& time : read_calendar_times(*line, unknown)) except.push_back(local(time, start));
    if (!unknown.empty())
      return fault(where(*line), in_quotes(unknown.front()) + " is not a date.",
                   "Write it like 20261124T190000.");
    if (except.size() > most_listed)
      return fault(where(*line), "It has too many exceptions.", "Make several events of it.");
  }
  return except;
}

void leave_out(LocalTime time, std::vector<CalendarRule>& rules) {
  for (CalendarRule& rule : rules)
    if (rule.start == time.time && rule.recurrence.happens_on(time.date))
      add_date(rule.recurrence.except, time.date);
}

}  // namespace porchlight::site
