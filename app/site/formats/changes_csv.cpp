#include "site/formats/changes_csv.h"

#include <algorithm>
#include <set>

#include "site/encoding.h"
#include "site/formats/columns.h"
#include "site/formats/dates.h"
#include "site/formats/meeting_parts.h"
#include "site/formats/open_table.h"
#include "site/formats/time_of_day.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using schedule::Change;
using schedule::Meeting;

constexpr ColumnName known[] = {
    {"Date", "From|On|First Date"},
    {"Until", "To|Last Date"},
    {"Meeting or Place", "Meeting|Place|Meeting/Place|Which|Name"},
    {"What", "Change|Kind"},
    {"Reason", "Why"},
    {"New Date", ""},
    {"New Time", ""},
    {"New Place", "New Location"},
    {"New Room", ""},
    {"Note", "Notes|Comment", true},
};

constexpr std::string_view not_applied = "This change is not shown.";

struct WhatWord {
  std::string_view word;
  Change::What what;
};
constexpr WhatWord what_words[] = {
    {"cancelled", Change::What::cancelled}, {"canceled", Change::What::cancelled},
    {"cancel", Change::What::cancelled},    {"off", Change::What::cancelled},
    {"moved", Change::What::moved},         {"move", Change::What::moved},
    {"added", Change::What::added},         {"extra", Change::What::added},
    {"add", Change::What::added},           {"closed", Change::What::closed},
    {"close", Change::What::closed},
};

class ChangeReader {
 public:
  ChangeReader(const Columns& columns, const CsvRow& row, DateOrder order, const ChangeContext& context,
               TableReport& report)
      : columns_(columns), row_(row), order_(order), context_(context), report_(report) {}

  // One change, or one for each meeting that it means.
  std::vector<Change> read() {
    read_what();
    read_dates();
    change_.reason = columns_.local_text(row_, "Reason", context_.languages.front());
    read_new();
    if (report_.row_left_out()) return {};
    std::vector<Change> changes = change_.what == Change::What::closed ? closed() : of_meetings();
    if (report_.row_left_out()) return {};
    return changes;
  }

 private:
  std::string text(std::string_view column) const { return without_html(columns_.text(row_, column)); }
  Where where(std::string_view column) const { return columns_.where(row_, column); }
  void leave_out(std::string_view column, std::string what, std::string to_do,
                 std::optional<std::string> fix = std::nullopt) {
    report_.leave_out(where(column),
                      {std::move(what), std::move(to_do), std::string(not_applied), std::move(fix)});
  }

  void read_what() {
    const std::string written = text("What"), key = lower(written);
    for (const WhatWord& each : what_words)
      if (each.word == key) {
        change_.what = each.what;
        return;
      }
    const std::vector<std::string> words{"cancelled", "moved", "added", "closed"};
    leave_out("What",
              written.empty() ? "It does not say what changes." : in_quotes(written) + " is no change.",
              "Write cancelled, moved, added or closed.", nearest(key, words));
  }

  std::optional<schedule::Date> date(std::string_view column) {
    const std::string written = text(column);
    const auto read = read_date(written, order_);
    if (!read) {
      leave_out(column, written.empty() ? "There is no date." : in_quotes(written) + " is not a date.",
                "Write year-month-day, such as 2026-12-24.", suggested_date(written, order_));
      return std::nullopt;
    }
    if (read->unclear) report_unclear_date(where(column), {read->date}, report_);
    return read->date;
  }

  void read_dates() {
    const auto first = date("Date");
    if (!first) return;
    change_.date = change_.until = *first;
    if (text("Until").empty()) return;
    if (const auto last = date("Until")) change_.until = *last;
    if (change_.until < change_.date)
      leave_out("Until", "Until is before Date.", "Write a later date, or leave it empty.");
  }

  void read_new() {
    if (!text("New Date").empty()) change_.to_date = date("New Date");
    if (const std::string written = text("New Time"); !written.empty()) {
      const auto read = read_time(written);
      if (!read || read->doubt == ReadTime::Doubt::end_of_day)
        leave_out("New Time", in_quotes(written) + " is not a time.", "Write it like 7:00 PM.",
                  suggested_time(written));
      else
        change_.to_time = read->time;
    }
    change_.to_place = text("New Place");
    change_.to_room = text("New Room");
    const bool says_nothing =
        !change_.to_date && !change_.to_time && change_.to_place.empty() && change_.to_room.empty();
    if (change_.what == Change::What::moved && says_nothing)
      leave_out("What", "It does not say where or when the meeting moves.",
                "Fill in New Date, New Time, New Place or New Room.");
    if (change_.what == Change::What::moved && change_.to_date && change_.until != change_.date)
      leave_out("Until", "Several dates cannot move to one New Date.", "Write one row for each date.");
  }

  std::vector<Change> closed() {
    const std::string written = text("Meeting or Place"), key = matching_key(written);
    if (key.empty() || key == matching_key(context_.here) || key == matching_key(context_.here_short)) {
      change_.place = context_.here;
      return {change_};
    }
    std::set<std::string> places;
    for (const Meeting& meeting : context_.meetings) places.insert(meeting.place.name);
    for (const std::string& place : places)
      if (matching_key(place) == key) {
        change_.place = place;
        return {change_};
      }
    std::vector<std::string> candidates(places.begin(), places.end());
    candidates.push_back(context_.here);
    const auto meant = nearest(written, candidates);
    leave_out("Meeting or Place", "No meeting is at a place named " + in_quotes(written) + ".",
              meant ? "Write " + in_quotes(*meant) + "."
                    : "Write the place as it stands under Location in the list of meetings.",
              meant);
    return {};
  }

  static bool takes_place(const Meeting& meeting, schedule::Date first, schedule::Date last) {
    const auto next = meeting.recurrence.next(first);
    return next && *next <= last;
  }

  // By id, by name, or by name and time.
  std::vector<const Meeting*> named(const std::string& written) const {
    std::vector<const Meeting*> found;
    const std::string key = matching_key(written);
    for (const Meeting& meeting : context_.meetings) {
      if (meeting.id == key) return {&meeting};
      if (matching_key(meeting.name) == key) found.push_back(&meeting);
    }
    if (!found.empty()) return found;
    for (const Meeting& meeting : context_.meetings) {
      const std::string name = matching_key(meeting.name);
      if (name.empty() || !key.starts_with(name)) continue;
      std::string rest = key.substr(name.size());
      std::erase_if(rest, [](char c) { return c == '(' || c == ')' || c == ',' || c == '@'; });
      if (const auto time = read_time(rest); time && time->time == meeting.start) found.push_back(&meeting);
    }
    return found;
  }

  std::vector<Change> of_meetings() {
    const std::string written = text("Meeting or Place");
    std::vector<const Meeting*> meant = named(written);
    // Staff write of their own meetings; another of the same name in a list from elsewhere is not meant.
    const auto is_own = [](const Meeting* meeting) { return meeting->source == own_table_name; };
    if (std::any_of(meant.begin(), meant.end(), is_own))
      std::erase_if(meant, [&](const Meeting* meeting) { return !is_own(meeting); });
    if (meant.empty()) {
      report_unknown_meeting(written);
      return {};
    }
    const bool on_its_day = change_.what != Change::What::added;
    if (on_its_day)
      std::erase_if(
          meant, [&](const Meeting* meeting) { return !takes_place(*meeting, change_.date, change_.until); });
    if (meant.empty()) {
      leave_out("Date", in_quotes(written) + " does not meet on " + schedule::iso_date(change_.date) + ".",
                next_dates(named(written)));
      return {};
    }
    const bool one_date = change_.date == change_.until;
    if (meant.size() > 1 && (one_date || !on_its_day)) {
      std::string choices;
      for (const Meeting* meeting : meant)
        choices +=
            (choices.empty() ? "" : " or ") + in_quotes(meeting->name + " " + written_12(meeting->start));
      leave_out("Meeting or Place", "Several meetings are named " + in_quotes(written) + ".",
                "Write " + choices + ".");
      return {};
    }
    std::vector<Change> changes;
    for (const Meeting* meeting : meant) {
      change_.meeting_id = meeting->id;
      changes.push_back(change_);
    }
    return changes;
  }

  std::string next_dates(const std::vector<const Meeting*>& meetings) const {
    std::string dates;
    for (const Meeting* meeting : meetings)
      if (const auto next = meeting->recurrence.next(change_.date))
        dates += (dates.empty() ? "" : " or ") + schedule::iso_date(*next);
    return dates.empty() ? "Look at its days in the list of meetings." : "The next date is " + dates + ".";
  }

  void report_unknown_meeting(const std::string& written) {
    std::vector<std::string> names;
    for (const Meeting& meeting : context_.meetings) names.push_back(meeting.name);
    const auto meant = nearest(written, names);
    leave_out(
        "Meeting or Place",
        written.empty() ? "It does not say which meeting."
                        : "No meeting is named " + in_quotes(written) + ".",
        meant ? "Write " + in_quotes(*meant) + "." : "Write its name as it stands in the list of meetings.",
        meant);
  }

  const Columns& columns_;
  const CsvRow& row_;
  const DateOrder order_;
  const ChangeContext& context_;
  TableReport& report_;
  Change change_;
};

}  // namespace

ReadChanges read_changes_csv(std::string_view bytes, const ChangeContext& context) {
  TableReport report(context.file, "changes.csv");
  const OpenTable opened =
      open_table(bytes,
                 {.known = known,
                  .needed = {{"Date", "What"}},
                  .write = "Write in the first row: Date, Until, Meeting or Place, What, Reason.",
                  .nothing_shown = "The kiosk knows of no changes.",
                  .row_not_shown = not_applied,
                  .may_be_empty = true},
                 report);
  std::vector<Change> changes;
  if (opened.head >= 0) {
    const Columns columns(opened.head_row(), opened.rows(), known, context.languages, report);
    const DateOrder order =
        date_order_of(columns.texts(opened.rows(), {"Date", "Until", "New Date"}), context.country);
    for (const CsvRow& row : opened.rows()) {
      report.begin_row(row.line);
      for (Change& change : ChangeReader(columns, row, order, context, report).read())
        changes.push_back(std::move(change));
    }
  }
  ReadTable table = report.finish({});
  return {std::move(changes), std::move(table.problems), std::move(table.count)};
}

}  // namespace porchlight::site
