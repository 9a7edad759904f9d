#include "site/formats/icalendar.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "site/encoding.h"
#include "site/formats/calendar_dates.h"
#include "site/formats/calendar_words.h"
#include "site/formats/meeting_parts.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using schedule::Meeting;

constexpr std::string_view not_shown = "This event is not shown.";
constexpr std::size_t most_events = 20'000;

// An event, and what the other events of the file say of it.
struct Entry {
  const CalendarEvent* event;
  std::string uid;
  long sequence = 0;
  std::optional<CalendarTime>
      replaces;                // RECURRENCE-ID: it stands for this occurrence of the one with its UID
  bool and_following = false;  // RANGE=THISANDFUTURE
  bool cancelled = false;
  std::size_t main = 0;               // of a replacement: the entry that repeats; itself when there is none
  std::vector<std::size_t> replaced;  // of the one that repeats: the entries that replace some occurrence
  int newer_line = 0;                 // where a newer version of it stands; 0: it is the newest
};

std::string upper_value(const CalendarEvent& event, std::string_view name) {
  const CalendarLine* line = event.find(name);
  std::string value = line ? line->text() : std::string();
  for (char& c : value)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return value;
}

std::vector<Entry> entries_of(const CalendarLines& calendar) {
  const bool all_cancelled = lower(calendar.property("METHOD")) == "cancel";
  std::vector<Entry> entries;
  std::map<std::string, std::size_t> newest;  // by UID and occurrence
  for (const CalendarEvent& event : calendar.events) {
    Entry entry{&event, {}, 0, {}, false, false, entries.size(), {}, 0};
    if (const CalendarLine* uid = event.find("UID")) entry.uid = uid->text();
    if (entry.uid.empty()) entry.uid = "line-" + std::to_string(event.line);
    const std::string sequence = upper_value(event, "SEQUENCE");
    std::from_chars(sequence.data(), sequence.data() + sequence.size(), entry.sequence);
    entry.cancelled = all_cancelled || upper_value(event, "STATUS") == "CANCELLED";
    std::string key = entry.uid + '\n';
    if (const CalendarLine* line = event.find("RECURRENCE-ID")) {
      entry.replaces = read_calendar_time(*line);
      entry.and_following = lower(line->parameter("RANGE")) == "thisandfuture";
      key += line->value;
    }
    const auto [known, is_new] = newest.emplace(key, entries.size());
    if (!is_new) {
      Entry& other = entries[known->second];
      if (entry.sequence >= other.sequence) {
        other.newer_line = event.line;
        known->second = entries.size();
      } else {
        entry.newer_line = other.event->line;
      }
    }
    entries.push_back(std::move(entry));
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto main = newest.find(entries[i].uid + '\n');
    if (!entries[i].replaces || entries[i].newer_line != 0 || main == newest.end()) continue;
    entries[i].main = main->second;
    entries[main->second].replaced.push_back(i);
  }
  return entries;
}

class EventReader {
 public:
  EventReader(const std::vector<Entry>& entries, std::size_t index, const TableContext& context,
              CalendarDates& dates, TableReport& report)
      : entries_(entries),
        entry_(entries[index]),
        main_(entries[entry_.main]),
        event_(*entry_.event),
        context_(context),
        dates_(dates),
        report_(report) {}

  std::vector<Meeting> read() {
    if (is_set_aside()) return {};
    report_broken_lines();
    if (!event_.complete)
      leave_out({"", "", event_.line, 0}, "The line END:VEVENT of this event is missing.",
                "Fetch the file again.");
    if (event_.find("RECURRENCE-ID") && !entry_.replaces)
      leave_out(where(*event_.find("RECURRENCE-ID")), "It does not say which date it stands for.",
                "Write it like 20261124T190000.");
    const auto start = dates_.start(event_);
    if (!start) return refuse(start.error());
    auto rules = entry_.and_following ? following_rules(*start) : dates_.rules(event_, *start, report_);
    if (!rules) return refuse(rules.error());
    take_out_replaced(*start, *rules);
    Meeting meeting;
    read_calendar_words(event_, context_, meeting, report_);
    read_name(meeting);
    if (start->zone_of_its_own) meeting.zone = start->zone;
    if (const auto lasts = dates_.duration(event_, *start, report_))
      set_duration(*lasts, where(start_line()), meeting, report_);
    if (report_.row_left_out()) return {};
    report_doubts(*start, *rules);
    return meetings_of(meeting, *rules);
  }

 private:
  const CalendarLine& start_line() const { return *event_.find("DTSTART"); }

  void leave_out(const Where& at, std::string what, std::string to_do) {
    report_.leave_out(at, {std::move(what), std::move(to_do), std::string(not_shown)});
  }

  std::vector<Meeting> refuse(const CalendarFault& fault) {
    report_.leave_out(fault.where, fault.advice);
    return {};
  }

  bool is_set_aside() {
    const auto set_aside = [&](std::string_view name, std::string what, std::string to_do) {
      const CalendarLine* line = event_.find(name);
      report_.set_aside(line ? where(*line) : Where{std::string(name), "", event_.line, 0},
                        {std::move(what), std::move(to_do), std::string(not_shown)});
      return true;
    };
    if (entry_.newer_line != 0)
      return set_aside(
          "SEQUENCE",
          "A newer version of this event stands in line " + std::to_string(entry_.newer_line) + ".",
          "Nothing.");
    const std::string secrecy = upper_value(event_, "CLASS");
    if (secrecy == "PRIVATE" || secrecy == "CONFIDENTIAL")
      return set_aside("CLASS", "This event is marked as private.", "Nothing, if that is true.");
    // The date that a cancelled replacement stands for is left out of the one that repeats: that is all it
    // says.
    if (entry_.cancelled && entry_.replaces) return true;
    if (entry_.cancelled) return set_aside("STATUS", "This event is cancelled.", "Nothing, if that is true.");
    return false;
  }

  void report_broken_lines() {
    for (const CalendarLine& line : event_.lines)
      if (line.name.empty())
        report_.repair({"", line.value, line.line, 0},
                       {in_quotes(line.value) + " is no line of a calendar.",
                        "If it belongs to the line above, begin it with a blank.", "It is not read."});
  }

  void read_name(Meeting& meeting) {
    const CalendarLine* uid = event_.find("UID");
    if (meeting.name.empty()) {
      meeting.name = meeting.place.name;
      const Where at{"SUMMARY", "", event_.line, 0};
      if (meeting.name.empty()) return leave_out(at, "There is no name.", "Write a line SUMMARY.");
      report_.repair(at, {"There is no name.", "Write a line SUMMARY.",
                          "It is shown as " + in_quotes(meeting.name) + "."});
    }
    meeting.id = slug(uid ? entry_.uid : meeting.name);
    if (entry_.replaces) meeting.id += "-" + schedule::iso_date(entry_.replaces->date);
  }

  // What other events say of single dates of this one.
  void take_out_replaced(const CalendarStart& start, std::vector<CalendarRule>& rules) const {
    for (const std::size_t index : entry_.replaced) {
      const Entry& other = entries_[index];
      const schedule::LocalTime time = dates_.local(*other.replaces, start);
      if (!other.and_following) {
        site::leave_out(time, rules);
        continue;
      }
      const schedule::Date last = schedule::add_days(time.date, -1);
      for (CalendarRule& rule : rules)
        rule.recurrence.until = std::min(rule.recurrence.until.value_or(last), last);
    }
  }

  // RANGE=THISANDFUTURE: from that date on the one that repeats is as this one says, moved as this one is.
  Result<std::vector<CalendarRule>, CalendarFault> following_rules(const CalendarStart& start) {
    if (&main_ == &entry_) return dates_.rules(event_, start, report_);
    const auto main_start = dates_.start(*main_.event);
    if (!main_start) return main_start.error();
    auto rules = dates_.rules(*main_.event, *main_start, report_);
    if (!rules) return rules;
    const schedule::Date from = dates_.local(*entry_.replaces, *main_start).date;
    const int moved_days = schedule::days_between(from, start.local.date);
    const schedule::Date last = dates_.horizon(from);
    for (CalendarRule& rule : *rules) {
      rule.recurrence.from = std::max(rule.recurrence.from.value_or(from), from);
      if (rule.start == main_start->local.time) rule.start = start.local.time;
      if (moved_days == 0) continue;
      std::vector<schedule::Date> dates;
      for (schedule::Date date = from; date <= last; date = schedule::add_days(date, 1))
        if (rule.recurrence.happens_on(date)) dates.push_back(schedule::add_days(date, moved_days));
      rule.recurrence = {schedule::OnDates{std::move(dates)}, {}, {}, {}};
      rule.written_out_until = schedule::add_days(last, moved_days);
    }
    return rules;
  }

  void report_doubts(const CalendarStart& start, const std::vector<CalendarRule>& rules) {
    const CalendarLine* rrule = event_.find("RRULE");
    const Where at = rrule ? where(*rrule) : where(start_line());
    if (start.whole_day)
      report_.notice(where(start_line()),
                     {"It has a date but no time.", "Write when it begins: 20261124T190000.",
                      "It is shown as lasting the whole day."});
    if (start.zone_of_its_own && rrule && read_calendar_time(start_line())->utc)
      report_.notice(
          at, {"It repeats at an hour of UTC.", "Save it with a time zone, such as America/Los_Angeles.",
               "Where clocks change, it is an hour off for half of the year."});
    for (const CalendarRule& rule : rules)
      if (rule.written_out_until)
        report_.repair(
            at, {in_quotes(at.value) + " is a rule that the kiosk can only keep as a list of dates.",
                 "Fetch the file again before the last of them.",
                 "It is shown on its dates until " + schedule::iso_date(*rule.written_out_until) + "."});
    const auto& first = rules.front().recurrence;
    const bool weekly = std::holds_alternative<schedule::Weekly>(first.rule);
    if (rrule && weekly && !first.weekdays().test(schedule::weekday_of(start.local.date).c_encoding()))
      report_.notice(at, {"It begins on another day of the week than it repeats on.",
                          "Look at the date on which it begins.", "It is shown as it repeats."});
  }

  std::vector<Meeting> meetings_of(const Meeting& meeting, const std::vector<CalendarRule>& rules) {
    std::vector<Meeting> meetings;
    for (const CalendarRule& rule : rules) {
      meetings.push_back(meeting);
      Meeting& each = meetings.back();
      each.recurrence = rule.recurrence;
      each.start = rule.start;
      if (rule.duration) set_duration(*rule.duration, where(start_line()), each, report_);
      if (meetings.size() > 1) each.id += "-" + std::to_string(meetings.size());
    }
    suggest_repeats(meetings.front(), where(start_line()), report_);
    return meetings;
  }

  const std::vector<Entry>& entries_;
  const Entry &entry_, &main_;
  const CalendarEvent& event_;
  const TableContext& context_;
  CalendarDates& dates_;
  TableReport& report_;
};

void report_the_rest(const CalendarLines& calendar, TableReport& report) {
  for (const CalendarLine& line : calendar.broken)
    report.about_file(Problem::Severity::repair, {"", line.value, line.line, 0},
                      {in_quotes(line.value) + " is no line of a calendar.",
                       "If it belongs to the line above, begin it with a blank.", "It is not read."});
  for (const auto& [name, count] : calendar.others)
    report.about_file(Problem::Severity::notice, {name, "", 0, 0},
                      {counted(count, "entry is", "entries are") + " no event but " + name + ".", "Nothing.",
                       "They are not shown."});
  if (calendar.events.empty())
    report.about_file(
        Problem::Severity::left_out, {"", "", 1, 1},
        {calendar.is_calendar ? "There are no events in this calendar." : "This is not a calendar.",
         "Look at the address the file was fetched from.", "The kiosk shows no meetings of this file."});
}

}  // namespace

ReadTable read_icalendar(std::string_view bytes, const TableContext& context) {
  TableReport report(context.file, "icalendar");
  const Decoded decoded = decode(bytes);
  const CalendarLines calendar = read_calendar_lines(decoded.text);
  const std::vector<Entry> entries = entries_of(calendar);
  CalendarDates dates(calendar, context);
  std::vector<Meeting> meetings;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    report.begin_row(entries[i].event->line);
    if (i >= most_events) {
      report.leave_out({"", "", entries[i].event->line, 0},
                       {"There are more events than the kiosk reads from a calendar.",
                        "Make several files of it.", std::string(not_shown)});
      continue;
    }
    for (Meeting& meeting : EventReader(entries, i, context, dates, report).read())
      meetings.push_back(std::move(meeting));
  }
  report_the_rest(calendar, report);
  make_ids_unique(meetings);
  report_inactive(meetings, "CATEGORIES", report);
  return report.finish(std::move(meetings));
}

}  // namespace porchlight::site
