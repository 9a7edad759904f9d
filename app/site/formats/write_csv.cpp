#include "site/formats/write_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "schedule/kind.h"
#include "site/encoding.h"
#include "site/formats/days.h"
#include "site/formats/meeting_parts.h"
#include "site/formats/own_columns.h"
#include "site/formats/repeats.h"
#include "site/formats/time_of_day.h"
#include "site/formats/types.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using schedule::Meeting;
using schedule::TimeOfDay;
using Cells = std::map<std::string, std::string, std::less<>>;  // by column

// The order of the columns: what staff look at first. Texts in another language follow their own column.
constexpr std::string_view in_order[] = {
    "Name",       "Day",       "Time",       "End Time",       "Duration",         "Fellowship",
    "Types",      "Repeats",   "From",       "Until",          "Except",           "Location",
    "Room",       "Address",   "Region",     "Latitude",       "Longitude",        "Approximate",
    "Directions", "Languages", "Attendance", "Conference URL", "Conference Phone", "Timezone",
    "Notes",      "Group",     "Slug"};
constexpr std::string_view always[] = {"Name", "Day", "Time", "End Time", "Fellowship", "Types", "Location"};

constexpr std::string_view name_of(schedule::Attendance attendance) {
  switch (attendance) {
    case schedule::Attendance::in_person:
      return "in person";
    case schedule::Attendance::hybrid:
      return "hybrid";
    case schedule::Attendance::online:
      return "online";
    case schedule::Attendance::inactive:
      return "inactive";
  }
  return "in person";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string dates_of(const std::vector<schedule::Date>& dates) {
  std::string text;
  for (const schedule::Date date : dates) text += (text.empty() ? "" : ", ") + schedule::iso_date(date);
  return text;
}

// Cells are read without HTML, so what only looks like some is written as entities.
std::string kept_from_html(const std::string& text) {
  if (without_html(text) == text) return text;
  std::string kept;
  for (const char c : text) kept += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return kept;
}

// End Time says how long a meeting lasts only within the night: as set_end reads it.
bool end_says(TimeOfDay start, minutes duration) {
  constexpr minutes day = std::chrono::days(1), longest_night = std::chrono::hours(12);
  if (duration <= minutes(0) || duration >= day) return false;
  return start + duration < day || duration <= longest_night;
}

// A spreadsheet takes "=…" for a formula, and runs it; behind a blank it is text, and the blank is not read.
bool looks_like_formula(const std::string& text) {
  if (text.size() < 2 || std::string_view("=@+-").find(text[0]) == std::string_view::npos) return false;
  return text[0] == '=' || text[0] == '@' || text.find_first_not_of("0123456789.", 1) != std::string::npos;
}

std::string cell(std::string text) {
  std::erase(text, '\r');
  if (looks_like_formula(text)) text.insert(text.begin(), ' ');
  if (text.find_first_of(",\"\n;\t") == std::string::npos && !text.starts_with(' ')) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

class RowWriter {
 public:
  RowWriter(const Meeting& meeting, const Language& language, std::vector<Problem>& problems)
      : meeting_(meeting), language_(language), problems_(problems) {}

  // Nothing when its dates cannot be written.
  std::optional<Cells> write() {
    if (!write_dates()) return std::nullopt;
    write_time();
    write_place();
    write_types();
    put("Name", meeting_.name);
    put("Group", meeting_.group);
    put("Fellowship", meeting_.fellowship);
    put("Attendance", std::string(name_of(meeting_.attendance)));
    put("Conference URL", meeting_.conference_url);
    put("Conference Phone", meeting_.conference_phone);
    put("Slug", meeting_.id);
    if (meeting_.zone) put("Timezone", meeting_.zone->name());
    put_local("Directions", meeting_.directions);
    put_local("Notes", meeting_.notes);
    return std::move(cells_);
  }

 private:
  void put(std::string_view column, const std::string& text) {
    if (!text.empty()) cells_[std::string(column)] = kept_from_html(text);
  }

  void put_nothing(std::string_view column) { cells_[std::string(column)] = nothing_on_purpose; }

  void put_local(const std::string& column, const LocalText& text) {
    for (const LocalText::Version& version : text.versions)
      cells_[version.language == language_ ? column : column + "[" + version.language + "]"] = version.text;
  }

  void report(std::string_view field, const std::string& value, std::string what, std::string meanwhile) {
    Problem problem;
    problem.severity = Problem::Severity::repair;
    problem.file = meeting_.source;
    problem.field = field;
    problem.value = value;
    problem.what = in_quotes(meeting_.name) + ": " + std::move(what);
    problem.to_do = "Look at this row of the new file.";
    problem.meanwhile = std::move(meanwhile);
    problems_.push_back(std::move(problem));
  }

  bool write_dates() {
    const schedule::Recurrence& recurrence = meeting_.recurrence;
    std::string repeats;
    auto from = recurrence.from;
    if (const auto* monthly = std::get_if<schedule::Monthly>(&recurrence.rule)) {
      constexpr std::string_view ordinals[] = {"1st", "2nd", "3rd", "4th", "5th"};
      for (const int which : monthly->which)
        repeats += (repeats.empty() ? "" : ", ") +
                   std::string(which >= 1 && which <= 5 ? ordinals[which - 1] : std::string_view("last"));
    } else if (const auto* weeks = std::get_if<schedule::EveryWeeks>(&recurrence.rule)) {
      if (weeks->weeks == 1)
        from = std::max(from.value_or(weeks->anchor), weeks->anchor);
      else
        repeats = fmt::format("every {} weeks from {}", weeks->weeks, schedule::iso_date(weeks->anchor));
    } else if (const auto* listed = std::get_if<schedule::OnDates>(&recurrence.rule)) {
      repeats = dates_of(listed->dates);
    } else if (std::holds_alternative<schedule::ByAppointment>(recurrence.rule)) {
      repeats = "by appointment";
    }
    const schedule::Weekdays days = days_of(recurrence);
    const bool over_before = from && recurrence.until && *recurrence.until < *from;
    if (over_before || !reads_back(repeats, days, from)) {
      report("Repeats", repeats, "there is no way to write its dates.", "It has no row in the new file.");
      return false;
    }
    std::vector<std::string> names;
    for (unsigned day = 0; day < 7; ++day)
      if (days.test(day)) names.push_back(day_name(schedule::Weekday(day)));
    put("Day", joined(names));
    put("Repeats", repeats);
    if (from) put("From", schedule::iso_date(*from));
    if (recurrence.until) put("Until", schedule::iso_date(*recurrence.until));
    put("Except", dates_of(recurrence.except));
    return true;
  }

  bool reads_back(const std::string& repeats, schedule::Weekdays days,
                  std::optional<schedule::Date> from) const {
    const auto read = read_repeats(repeats, days, from, DateOrder());
    if (!read) return false;
    const auto* weeks = std::get_if<schedule::EveryWeeks>(&meeting_.recurrence.rule);
    return read->rule == meeting_.recurrence.rule ||
           (weeks && weeks->weeks == 1 && std::holds_alternative<schedule::Weekly>(read->rule));
  }

  void write_time() {
    const bool by_appointment = std::holds_alternative<schedule::ByAppointment>(meeting_.recurrence.rule);
    if (!by_appointment || meeting_.start != TimeOfDay(0) || meeting_.duration)
      put("Time", written(meeting_.start));
    if (!meeting_.duration) return;
    const minutes duration = *meeting_.duration;
    if (end_says(meeting_.start, duration))
      put("End Time", written((meeting_.start + duration) % std::chrono::days(1)));
    else
      put("Duration", fmt::format("{}:{:02}", duration.count() / 60, duration.count() % 60));
  }

  void write_place() {
    const schedule::Place& place = meeting_.place;
    const bool nowhere = place.name.empty() && place.address.empty();
    put("Location", place.name);
    if (nowhere && !meeting_.here && meeting_.attendance != schedule::Attendance::online)
      put_nothing("Location");
    put("Room", place.room);
    put("Address", place.address);
    put("Region", place.region);
    const bool linked = !meeting_.conference_url.empty() || !meeting_.conference_phone.empty();
    if (place.approximate) put("Approximate", "yes");
    // Else another list of it would be taken for that of an online meeting.
    if (!place.approximate && linked && !place.coordinates && names_a_town(place.address))
      put("Approximate", "no");
    if (!place.coordinates) return;
    put("Latitude", fmt::format("{}", place.coordinates->latitude));
    put("Longitude", fmt::format("{}", place.coordinates->longitude));
  }

  void write_types() {
    std::vector<std::string> types;
    for (const std::string& code : meeting_.kinds) types.push_back(written_kind(code));
    for (const std::string& words : meeting_.other_kinds)
      if (reads_back(words))
        types.push_back(words);
      else
        report("Types", words, "the type " + in_quotes(words) + " would be read as something else.",
               "It is not in the new file.");
    put("Types", joined(types));
    std::vector<std::string> languages;
    for (const std::string& code : meeting_.languages)
      if (language_code(code) == code)
        languages.push_back(code);
      else
        report("Languages", code, "the language " + in_quotes(code) + " is not one the kiosk knows.",
               "It is not in the new file.");
    put("Languages", joined(languages));
  }

  // A word that staff understand, where the fellowship's list reads it back.
  std::string written_kind(const std::string& code) const {
    const schedule::Kind* kind = schedule::find_kind(code);
    if (kind && schedule::parse_kind(kind->label, meeting_.fellowship) == kind)
      return std::string(kind->label);
    return written_type(code, meeting_.fellowship);
  }

  bool reads_back(const std::string& words) const {
    Meeting read;
    read.fellowship = meeting_.fellowship;
    TableReport unread({}, {});
    read_types(split(words, ",;|\n"), read, {}, unread);
    return read.other_kinds == std::vector<std::string>{words};
  }

  const Meeting& meeting_;
  const Language& language_;
  std::vector<Problem>& problems_;
  Cells cells_;
};

// Rows of one address complete each other when they are read (see shared_details.h). What one of them does
// not have is written as nothing on purpose, so that it does not get it from another.
void keep_apart(std::vector<Cells>& rows) {
  constexpr std::string_view shared[] = {"Location", "Region", "Latitude", "Timezone", "Approximate"};
  std::set<std::string> told;  // by address and column
  const auto key = [](const Cells& row, std::string_view column) {
    const auto address = row.find("Address");
    return address == row.end() ? std::string() : matching_key(address->second) + '\n' + std::string(column);
  };
  for (const Cells& row : rows)
    for (const std::string_view column : shared)
      if (row.contains(column)) told.insert(key(row, column));
  for (Cells& row : rows)
    for (const std::string_view column : shared)
      if (!row.contains(column) && row.contains("Address") && told.contains(key(row, column)))
        row.emplace(column, nothing_on_purpose);
}

// "Notes" before "Notes[es]", each behind the column that it belongs to.
std::vector<std::string> columns_in_use(const std::vector<Cells>& rows) {
  std::set<std::string, std::less<>> used(std::begin(always), std::end(always));
  for (const Cells& row : rows)
    for (const auto& [column, text] : row) used.insert(column);
  std::vector<std::string> columns;
  for (const std::string_view column : in_order) {
    const std::string own(column), translated = own + "[";
    if (used.contains(own)) columns.push_back(own);
    for (auto other = used.lower_bound(translated); other != used.end() && other->starts_with(translated);
         ++other)
      columns.push_back(*other);
  }
  return columns;
}

}  // namespace

WrittenCsv write_csv(std::span<const Meeting> meetings, const Language& language) {
  WrittenCsv result;
  std::vector<Cells> rows;
  for (const Meeting& meeting : meetings)
    if (auto row = RowWriter(meeting, language, result.problems).write()) rows.push_back(std::move(*row));
  keep_apart(rows);
  const std::vector<std::string> columns = columns_in_use(rows);
  const auto add_line = [&](auto text_of) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      result.text += (i == 0 ? "" : ",") + cell(text_of(columns[i]));
    result.text += '\n';
  };
  add_line([](const std::string& column) { return column; });
  for (const Cells& row : rows)
    add_line([&](const std::string& column) {
      const auto found = row.find(column);
      return found == row.end() ? std::string() : found->second;
    });
  result.rows = static_cast<int>(rows.size());
  return result;
}

}  // namespace porchlight::site
