#include "site/formats/own_csv.h"

#include <array>
#include <charconv>
#include <cmath>

#include "schedule/kind.h"
#include "site/encoding.h"
#include "site/formats/columns.h"
#include "site/formats/dates.h"
#include "site/formats/days.h"
#include "site/formats/meeting_parts.h"
#include "site/formats/open_table.h"
#include "site/formats/repeats.h"
#include "site/formats/time_of_day.h"
#include "site/formats/types.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

constexpr ColumnName known[] = {
    {"Name", "Meeting|Meeting Name"},
    {"Day", "Days|Day of Week|Weekday"},
    {"Time", "Start|Start Time|From Time"},
    {"End Time", "End|Ends|Time End"},
    {"Location", "Place|Location Name|Building|Where"},
    {"Room", ""},
    {"Directions", "Directions from here"},
    {"Address", "Street|Formatted Address|Street Address"},
    {"City", "Town"},
    {"State", "Province"},
    {"Postal Code", "ZIP|ZIP Code|Postcode"},
    {"Country", "", true},
    {"Region", "Area|Neighborhood"},
    {"Sub Region", "Subregion"},
    {"Latitude", "Lat"},
    {"Longitude", "Lon|Long|Lng"},
    {"Approximate", ""},
    {"Types", "Type|Kinds|Kind|Format|Formats"},
    {"Languages", "Language"},
    {"Fellowship", "Program"},
    {"Repeats", "Repeat|Recurrence|Frequency"},
    {"From", "Starts|Valid From|Start Date"},
    {"Until", "Valid Until|End Date"},
    {"Except", "Exceptions|Not on|No meeting on"},
    {"Notes", "Note|Comments"},
    {"Location Notes", ""},
    {"Group Notes", ""},
    {"Group", "Group Name"},
    {"Timezone", "Time Zone"},
    {"Conference URL", "Online URL|Zoom|Zoom Link"},
    {"Conference Phone", ""},
    {"Attendance", "Attendance Option"},
    {"Slug", "ID"},
    {"District", "Sub District", true},
    {"Website", "Website 2|URL", true},
    {"Mailing Address", "", true},
    {"Venmo", "Square|PayPal|Paypal", true},
    {"Email", "", true},
    {"Phone", "", true},
    {"Contact 1 Name", "Contact 2 Name|Contact 3 Name|Contact", true},
    {"Contact 1 Email", "Contact 2 Email|Contact 3 Email", true},
    {"Contact 1 Phone", "Contact 2 Phone|Contact 3 Phone", true},
    {"Conference URL Notes", "Conference Phone Notes", true},
    {"Last Contact", "", true},
    {"Author", "", true},
    {"Updated", "", true},
};

constexpr std::string_view not_shown = "This meeting is not shown.";

class RowReader {
 public:
  RowReader(const Columns& columns, const CsvRow& row, bool twenty_four_hours, const TableContext& context,
            TableReport& report)
      : columns_(columns),
        row_(row),
        twenty_four_hours_(twenty_four_hours),
        context_(context),
        report_(report) {}

  // Nothing when the row is left out; the report then says why.
  std::optional<schedule::Meeting> read() {
    check_width();
    read_names();
    read_place();
    read_kinds();
    read_recurrence();
    read_times();
    read_zone(text("Timezone"), where("Timezone"), context_.zone, meeting_, report_);
    finish_meeting();
    if (report_.row_left_out()) return std::nullopt;
    return std::move(meeting_);
  }

 private:
  std::string text(std::string_view column) const { return without_html(columns_.text(row_, column)); }
  Where where(std::string_view column) const { return columns_.where(row_, column); }

  void check_width() {
    if (const CsvCell* surplus = columns_.surplus(row_))
      report_.repair({"", trimmed(surplus->text), surplus->line, surplus->column},
                     {"This row has more cells than the head has names.",
                      "Put a text that holds a comma between quotation marks (\").",
                      "What stands from here on is not shown."});
  }

  void read_names() {
    meeting_.source = context_.source;
    meeting_.name = text("Name");
    meeting_.group = text("Group");
    meeting_.conference_url = text("Conference URL");
    meeting_.conference_phone = text("Conference Phone");
    meeting_.directions = columns_.local_text(row_, "Directions", context_.languages.front());
    meeting_.notes = columns_.local_text(row_, "Notes", context_.languages.front());
    append_notes(meeting_, text("Location Notes"), context_.languages.front());
    append_notes(meeting_, text("Group Notes"), context_.languages.front());
  }

  void read_place() {
    schedule::Place& place = meeting_.place;
    place.name = text("Location");
    place.room = text("Room");
    place.address = text("Address");
    for (const std::string_view part : {"City", "State", "Postal Code"})
      if (const std::string value = text(part);
          !value.empty() && place.address.find(value) == std::string::npos)
        place.address += (place.address.empty() ? "" : part == "Postal Code" ? " " : ", ") + value;
    place.region = joined_regions({text("Region"), text("Sub Region")});
    place.approximate = is_yes(text("Approximate"));
    read_coordinates(text("Latitude"), where("Latitude"), text("Longitude"), where("Longitude"), place,
                     report_);
  }

  void read_kinds() {
    if (const std::string written = text("Fellowship"); !written.empty()) {
      if (const auto* fellowship = schedule::parse_fellowship(written)) {
        meeting_.fellowship = fellowship->code;
      } else {
        std::vector<std::string> names;
        for (const schedule::Fellowship& each : schedule::fellowships()) names.emplace_back(each.code);
        meeting_.other_kinds.push_back(written);
        report_.repair(where("Fellowship"),
                       {in_quotes(written) + " is not a fellowship this kiosk knows.",
                        "Write AA, NA, Al-Anon, Alateen or another one of the list in README.md.",
                        "Visitors read " + in_quotes(written) + ".", nearest(written, names)});
      }
    }
    if (meeting_.fellowship.empty()) meeting_.fellowship = context_.fellowship;
    read_types(split(text("Types"), ",;|\n"), meeting_, where("Types"), report_);
    for (const std::string& written : split(text("Languages"), ",;/|\n")) {
      const std::string code = language_code(written);
      if (!code.empty())
        meeting_.languages.push_back(code);
      else
        report_.repair(where("Languages"),
                       {in_quotes(written) + " is not a language this kiosk knows.",
                        "Write its name in English, or its code: Spanish, es.", "It is not shown."});
    }
    set_attendance(meeting_, text("Attendance"));
  }

  schedule::Weekdays days() {
    const ReadDays read = read_days(text("Day"));
    if (!read.unknown.empty()) {
      const auto meant = suggested_day(read.unknown.front());
      std::optional<std::string> fix;
      // One word, one typing error: the whole cell can be replaced.
      if (meant && lower(text("Day")) == read.unknown.front()) fix = meant;
      report_.leave_out(where("Day"), {in_quotes(fix ? text("Day") : read.unknown.front()) + " is not a day.",
                                       "Write " + meant.value_or("Monday, or Mon, Wed, Fri") + ".",
                                       std::string(not_shown), fix});
    }
    return read.days;
  }

  std::optional<schedule::Date> date(std::string_view column) {
    const std::string written = text(column);
    if (written.empty()) return std::nullopt;
    const auto read = read_date(written, context_.country);
    if (!read) {
      report_.leave_out(where(column), {in_quotes(written) + " is not a date.",
                                        "Write year-month-day, such as 2026-12-24.", std::string(not_shown)});
      return std::nullopt;
    }
    if (read->unclear) report_unclear_date(where(column), {read->date}, report_);
    return read->date;
  }

  void read_recurrence() {
    const schedule::Weekdays weekdays = days();
    const auto from = date("From"), until = date("Until");
    std::string repeats = text("Repeats");
    const bool nothing_said = repeats.empty() && text("Day").empty() && text("Time").empty();
    // TSML: a row without day and time is by appointment.
    if (nothing_said) repeats = "by appointment";
    if (report_.row_left_out()) return;
    if (weekdays.none() && repeats.empty()) {
      report_.leave_out(where("Day"),
                        {"There is no day.", "Write a day, or dates or “by appointment” under Repeats.",
                         std::string(not_shown)});
      return;
    }
    auto read = read_repeats(repeats, weekdays, from, context_.country);
    if (!read) {
      report_.leave_out(
          where("Repeats"),
          {read.error().what,
           "Write one of: 1st, 3rd · last · every 2 weeks from 2026-01-05 · 2026-12-24, 2026-12-31 · "
           "by appointment.",
           std::string(not_shown)});
      return;
    }
    meeting_.recurrence = std::move(*read);
    meeting_.recurrence.from = from;
    meeting_.recurrence.until = until;
    if (from && until && *until < *from)
      report_.leave_out(where("Until"), {"Until is before From.", "Write a later date, or leave it empty.",
                                         std::string(not_shown)});
    const ReadDates except = read_dates(text("Except"), context_.country);
    meeting_.recurrence.except = except.dates;
    if (except.unclear) report_unclear_date(where("Except"), except.dates, report_);
    for (const std::string& unknown : except.unknown)
      report_.leave_out(
          where("Except"),
          {in_quotes(unknown) + " is not a date.",
           "Write year-month-day, with commas between: 2026-12-24, 2026-12-31.", std::string(not_shown)});
  }

  void read_times() {
    const std::string written_start = text("Time");
    const bool by_appointment = std::holds_alternative<schedule::ByAppointment>(meeting_.recurrence.rule);
    if (written_start.empty() && by_appointment) return;
    if (written_start.empty()) {
      report_.leave_out(where("Time"),
                        {"There is no time.", "Write when it begins: 7:00 PM.", std::string(not_shown)});
      return;
    }
    auto start = read_time(written_start);
    std::optional<ReadTime> end;
    if (!start) {
      if (const auto range = read_time_range(written_start)) start = range->from, end = range->to;
    }
    if (!start || start->doubt == ReadTime::Doubt::end_of_day) {
      report_.leave_out(where("Time"),
                        {in_quotes(written_start) + (start ? " may be either night." : " is not a time."),
                         start ? "Write 12:00 AM and the day that then begins." : "Write it like 7:00 PM.",
                         std::string(not_shown)});
      return;
    }
    meeting_.start = start->time;
    report_doubt(*start, where("Time"));
    if (const std::string written_end = text("End Time"); !written_end.empty()) {
      end = read_time(written_end);
      if (!end)
        report_.repair(where("End Time"), {in_quotes(written_end) + " is not a time.",
                                           "Write it like 8:00 PM.", "Visitors read only when it begins."});
      else
        report_doubt(*end, where("End Time"));
    }
    if (end)
      set_end(*end, end->doubt, where(text("End Time").empty() ? "Time" : "End Time"), meeting_, report_);
  }

  void report_doubt(const ReadTime& read, const Where& at) {
    if (read.doubt == ReadTime::Doubt::morning_or_evening && !twenty_four_hours_)
      report_.notice(at, {in_quotes(at.value) + " may be morning or evening.",
                          "Write AM or PM behind it, or 19:00 for the evening.",
                          "It is shown as " + written(read.time) + ", on the 24-hour clock."});
    if (read.doubt == ReadTime::Doubt::contradicts_itself)
      report_.repair(at, {in_quotes(at.value) + " does not exist on a 12-hour clock.",
                          "Write " + written(read.time) + ".", "It is shown as " + written(read.time) + ".",
                          written(read.time)});
  }

  void finish_meeting() {
    schedule::Place& place = meeting_.place;
    if (place.name.empty() && place.address.empty() && meeting_.attendance != schedule::Attendance::online)
      place.name = context_.here;
    if (meeting_.name.empty()) {
      meeting_.name = !meeting_.group.empty() ? meeting_.group : place.name;
      if (meeting_.name.empty())
        report_.leave_out(where("Name"),
                          {"There is no name.", "Write what visitors should read.", std::string(not_shown)});
      else
        report_.repair(where("Name"), {"There is no name.", "Write what visitors should read.",
                                       "It is shown as " + in_quotes(meeting_.name) + "."});
    }
    const std::string id = text("Slug");
    meeting_.id = slug(id.empty() ? meeting_.name : id);
    suggest_repeats(meeting_, where("Repeats"), report_);
  }

  const Columns& columns_;
  const CsvRow& row_;
  const bool twenty_four_hours_;
  const TableContext& context_;
  TableReport& report_;
  schedule::Meeting meeting_;
};

// A list with "19:00" or "07:00" in it was saved with the 24-hour clock: its "7:00" is the morning.
bool uses_twenty_four_hours(const Columns& columns, std::span<const CsvRow> rows) {
  for (const CsvRow& row : rows)
    for (const std::string_view column : {"Time", "End Time"}) {
      const std::string written = lower(columns.text(row, column));
      const auto read = read_time(written);
      if (!read || written.find_first_of("apm") != std::string::npos || read->doubt != ReadTime::Doubt::none)
        continue;
      if (read->time >= schedule::TimeOfDay(13 * 60) || written.starts_with('0')) return true;
    }
  return false;
}

}  // namespace

ReadTable read_own_csv(std::string_view bytes, const TableContext& context) {
  TableReport report(context.file, "meetings.csv");
  const OpenTable opened =
      open_table(bytes,
                 {.known = known,
                  .needed = {{"Name"}, {"Day", "Time"}},
                  .write = "Write in the first row: Name, Day, Time, End Time, Location, Types.",
                  .nothing_shown = "The kiosk shows no meetings of this file.",
                  .row_not_shown = not_shown},
                 report);
  if (opened.head < 0) return report.finish({});
  const Columns columns(opened.head_row(), known, context.languages, report);
  const std::span rows = opened.rows();
  if (rows.empty())
    report.about_file(Problem::Severity::left_out, {"", "", opened.head_row().line, 0},
                      {"There are no meetings in this file.", "Write one meeting in each row.",
                       "The kiosk shows no meetings of this file."});
  const bool twenty_four_hours = uses_twenty_four_hours(columns, rows);
  std::vector<schedule::Meeting> meetings;
  for (const CsvRow& row : rows) {
    report.begin_row(row.line);
    if (auto meeting = RowReader(columns, row, twenty_four_hours, context, report).read())
      meetings.push_back(std::move(*meeting));
  }
  make_ids_unique(meetings);
  return report.finish(std::move(meetings));
}

}  // namespace porchlight::site
