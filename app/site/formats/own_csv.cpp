#include "site/formats/own_csv.h"

#include <algorithm>

#include "schedule/kind.h"
#include "schedule/week_phrase.h"
#include "site/encoding.h"
#include "site/formats/columns.h"
#include "site/formats/dates.h"
#include "site/formats/days.h"
#include "site/formats/meeting_parts.h"
#include "site/formats/open_table.h"
#include "site/formats/own_columns.h"
#include "site/formats/repeats.h"
#include "site/formats/shared_details.h"
#include "site/formats/time_of_day.h"
#include "site/formats/types.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

constexpr std::string_view not_shown = "This meeting is not shown.";

// What the rows of a file say of it together.
struct Whole {
  const Columns& columns;
  const SharedDetails& details;
  DateOrder dates;
  bool twenty_four_hours;
};

class RowReader {
 public:
  RowReader(const Whole& whole, const CsvRow& row, const TableContext& context, TableReport& report)
      : whole_(whole), columns_(whole.columns), row_(row), context_(context), report_(report) {}

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
  std::string text(std::string_view column) const {
    const std::string written = whole_.details.text(row_, column);
    return written == nothing_on_purpose ? std::string() : without_html(written);
  }
  Where where(std::string_view column) const { return columns_.where(row_, column); }

  bool is_own() const { return context_.source == own_table_name; }

  // A list from elsewhere does not mean this building when it names no place.
  bool may_be_here() const { return is_own() && columns_.text(row_, "Location") != nothing_on_purpose; }

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
    for (const std::string_view column : {"Group Notes", "Conference URL Notes", "Conference Phone Notes"})
      append_notes(meeting_, text(column), context_.languages.front());
  }

  void read_place() {
    schedule::Place& place = meeting_.place;
    place.name = text("Location");
    place.room = text("Room");
    place.address = without_html(address_of(columns_, whole_.details.place_of(row_), context_.country));
    std::vector<std::string> regions = split(text("Regions"), ">");
    if (regions.empty()) regions = {text("Region"), text("Sub Region")};
    if (regions.front().empty()) regions.front() = text("City");  // as TSML's import has it
    place.region = joined_regions(regions);
    read_coordinates(text("Latitude"), where("Latitude"), text("Longitude"), where("Longitude"), place,
                     report_);
    // TSML's export has the town of an online meeting under Address, and no word that it is one.
    const bool linked = !meeting_.conference_url.empty() || !meeting_.conference_phone.empty();
    place.approximate = is_yes(text("Approximate")) || (text("Approximate").empty() && linked && !is_own() &&
                                                        !place.coordinates && names_a_town(place.address));
    check_place();
  }

  void check_place() {
    const std::string code = columns_.text(row_, "Postal Code"),
                      whole = with_leading_zero(code, columns_.text(row_, "Country"), context_.country);
    if (code != whole)
      report_.repair(where("Postal Code"),
                     {in_quotes(code) + " has lost the zero in front.",
                      "Write " + whole + ", in a column that your spreadsheet keeps as text.",
                      "It is shown as " + whole + ".", whole});
    if (&whole_.details.place_of(row_) != &row_) {
      const std::string_view column = meeting_.place.address.empty() ? "Location" : "Address";
      const std::string& there = column == "Address" ? meeting_.place.address : meeting_.place.name;
      report_.repair(
          {std::string(column), "", 0, 0},
          {"It does not say where.", "Write " + in_quotes(there) + " under " + std::string(column) + ".",
           "It is shown there, where the other rows of its group are.", there});
    }
    whole_.details.report(row_, report_);
  }

  void read_kinds() {
    if (const std::string written = text("Fellowship"); !written.empty()) {
      if (const auto* fellowship = schedule::parse_fellowship(written)) {
        meeting_.fellowship = fellowship->code;
      } else {
        std::vector<std::string> names;
        for (const schedule::Fellowship& each : schedule::fellowships())
          names.emplace_back(each.code), names.emplace_back(each.name);
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
      if (!code.empty()) {
        std::vector<std::string>& languages = meeting_.languages;  // one may be there from its type
        if (std::find(languages.begin(), languages.end(), code) == languages.end()) languages.push_back(code);
        continue;
      }
      const auto meant = nearest(written, language_names_in_english());
      report_.repair(where("Languages"),
                     {in_quotes(written) + " is not a language this kiosk knows.",
                      "Write its name in English, or its code: Spanish, es.", "It is not shown.",
                      meant ? with_piece(text("Languages"), ",;/|\n", written, *meant) : std::nullopt});
    }
    set_attendance(meeting_, text("Attendance"), names_a_place(meeting_.place) || may_be_here());
  }

  schedule::Weekdays days() {
    const ReadDays read = read_days(text("Day"));
    if (!read.unknown.empty()) {
      const auto fix = suggested_days(columns_.text(row_, "Day"));
      const bool of_the_month = schedule::may_speak_of_weeks(text("Day"));
      const std::string to_write = of_the_month
                                       ? "Monday under Day, and 1st, or 1st, 3rd, or last, under Repeats"
                                       : "Monday, or Mon, Wed, Fri";
      report_.leave_out(
          where("Day"),
          {in_quotes(of_the_month || (read.unknown.size() == 1 && fix) ? text("Day") : read.unknown.front()) +
               " is not a day.",
           "Write " + fix.value_or(to_write) + ".", std::string(not_shown), fix});
    }
    return read.days;
  }

  std::optional<schedule::Date> date(std::string_view column) {
    const std::string written = text(column);
    if (written.empty()) return std::nullopt;
    const auto read = read_date(written, whole_.dates);
    if (!read) {
      report_.leave_out(where(column),
                        {in_quotes(written) + " is not a date.", "Write year-month-day, such as 2026-12-24.",
                         std::string(not_shown), suggested_date(written, whole_.dates)});
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
    // "MONDAY MEETINGS" above some rows, "Last updated 11/1" below them.
    if (nothing_said && is_alone(row_))
      return report_.leave_out(where("Name"), {"Only a name stands in this row.",
                                               "Write when and where it is. Nothing, if it is a heading.",
                                               std::string(not_shown)});
    // TSML: a row without day and time is by appointment.
    if (nothing_said) repeats = "by appointment";
    if (report_.row_left_out()) return;
    if (weekdays.none() && repeats.empty()) {
      report_.leave_out(where("Day"),
                        {"There is no day.", "Write a day, or dates or “by appointment” under Repeats.",
                         std::string(not_shown)});
      return;
    }
    auto read = read_repeats(repeats, weekdays, from, whole_.dates);
    if (!read) {
      report_.leave_out(
          where("Repeats"),
          {read.error().what,
           "Write one of: 1st, 3rd · last · every 2 weeks from 2026-01-05 · 2026-12-24, 2026-12-31 · "
           "by appointment.",
           std::string(not_shown), suggested_repeats_text(repeats, weekdays, from, whole_.dates)});
      return;
    }
    meeting_.recurrence = std::move(*read);
    meeting_.recurrence.from = from;
    meeting_.recurrence.until = until;
    if (from && until && *until < *from)
      report_.leave_out(where("Until"), {"Until is before From.", "Write a later date, or leave it empty.",
                                         std::string(not_shown)});
    if (const auto clear = with_clear_dates(repeats, whole_.dates))
      report_.repair(where("Repeats"), {in_quotes(repeats) + " may be read in two ways.",
                                        "Write " + *clear + ".", "It is read as " + *clear + ".", clear});
    read_exceptions();
  }

  static bool is_alone(const CsvRow& row) {
    return std::ranges::count_if(row.cells,
                                 [](const CsvCell& cell) { return !trimmed(cell.text).empty(); }) == 1;
  }

  void read_exceptions() {
    const ReadDates except = read_dates(text("Except"), whole_.dates);
    meeting_.recurrence.except = except.dates;
    if (except.unclear) report_unclear_date(where("Except"), except.dates, report_);
    for (const std::string& unknown : except.unknown) {
      const auto meant = suggested_date(unknown, whole_.dates);
      report_.leave_out(
          where("Except"),
          {in_quotes(unknown) + " is not a date.",
           "Write year-month-day, with commas between: 2026-12-24, 2026-12-31.", std::string(not_shown),
           meant ? with_piece(columns_.text(row_, "Except"), ",;\n", unknown, *meant) : std::nullopt});
    }
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
                         std::string(not_shown), start ? std::nullopt : suggested_time(written_start)});
      return;
    }
    meeting_.start = start->time;
    report_doubt(*start, where("Time"));
    if (const std::string written_end = text("End Time"); !written_end.empty()) {
      end = read_time(written_end);
      if (!end)
        report_.repair(where("End Time"),
                       {in_quotes(written_end) + " is not a time.", "Write it like 8:00 PM.",
                        "Visitors read only when it begins.", suggested_end(written_end, start->time)});
      else
        report_doubt(*end, where("End Time"));
    }
    if (end)
      set_end(*end, end->doubt, where(text("End Time").empty() ? "Time" : "End Time"), meeting_, report_);
    else
      read_length();
  }

  void read_length() {
    const std::string written = text("Duration");
    if (written.empty()) return;
    if (const auto duration = read_duration(written))
      set_duration(*duration, where("Duration"), meeting_, report_);
    else
      report_.repair(where("Duration"),
                     {in_quotes(written) + " is not a length of time.", "Write hours and minutes: 26:00.",
                      "Visitors read only when it begins."});
  }

  void report_doubt(const ReadTime& read, const Where& at) {
    if (read.doubt == ReadTime::Doubt::morning_or_evening && !whole_.twenty_four_hours)
      report_.notice(at, {in_quotes(at.value) + " may be morning or evening.",
                          "Write AM or PM behind it, or 19:00 for the evening.",
                          "It is shown as " + written(read.time) + ", on the 24-hour clock."});
    report_contradiction(read, at, report_);
  }

  void finish_meeting() {
    schedule::Place& place = meeting_.place;
    if (place.name.empty() && place.address.empty() && may_be_here() &&
        meeting_.attendance != schedule::Attendance::online) {
      place.name = context_.here;
      meeting_.here = true;
    }
    if (meeting_.name.empty()) {
      meeting_.name = !meeting_.group.empty() ? meeting_.group : place.name;
      if (meeting_.name.empty())
        report_.leave_out(where("Name"),
                          {"There is no name.", "Write what visitors should read.", std::string(not_shown)});
      else
        report_.repair(where("Name"), {"There is no name.", "Write what visitors should read.",
                                       "It is shown as " + in_quotes(meeting_.name) + ".", meeting_.name});
    }
    const std::string id = text("Slug").empty() ? text("ID") : text("Slug");
    meeting_.id = slug(id.empty() ? meeting_.name : id);
    suggest_repeats(meeting_, where("Repeats"), report_);
  }

  const Whole& whole_;
  const Columns& columns_;
  const CsvRow& row_;
  const TableContext& context_;
  TableReport& report_;
  schedule::Meeting meeting_;
};

// A list with "19:00" or "07:00" in it, and no AM or PM, was saved with the 24-hour clock: its "7:00" is the
// morning.
bool uses_twenty_four_hours(const Columns& columns, std::span<const CsvRow> rows) {
  bool found = false;
  for (const std::string& text : columns.texts(rows, {"Time", "End Time"})) {
    const std::string written = lower(text);
    const auto read = read_time(written);
    if (!read || read->doubt != ReadTime::Doubt::none) continue;
    const bool has_digit = written.find_first_of("0123456789") != std::string::npos;
    if (has_digit && written.find_first_of("apm") != std::string::npos) return false;
    found |= has_digit && (read->time >= schedule::TimeOfDay(13 * 60) || written.starts_with('0'));
  }
  return found;
}

}  // namespace

ReadTable read_own_csv(std::string_view bytes, const TableContext& context) {
  TableReport report(context.file, "meetings.csv");
  const OpenTable opened =
      open_table(bytes,
                 {.known = own_columns(),
                  .needed = own_head_names(),
                  .write = "Write in the first row: Name, Day, Time, End Time, Location, Types.",
                  .nothing_shown = "The kiosk shows no meetings of this file.",
                  .row_not_shown = not_shown},
                 report);
  if (opened.head < 0) return report.finish({});
  const Columns columns(opened.head_row(), opened.rows(), own_columns(), context.languages, report);
  const std::span rows = opened.rows();
  if (rows.empty())
    report.about_file(Problem::Severity::left_out, {"", "", opened.head_row().line, 0},
                      {"There are no meetings in this file.", "Write one meeting in each row.",
                       "The kiosk shows no meetings of this file."});
  const SharedDetails details(columns, rows, context.country, context.source != own_table_name);
  const Whole whole{
      columns, details,
      date_order_of(columns.texts(rows, {"From", "Until", "Except", "Repeats"}), context.country),
      uses_twenty_four_hours(columns, rows)};
  std::vector<schedule::Meeting> meetings;
  for (const CsvRow& row : rows) {
    report.begin_row(row.line);
    if (auto meeting = RowReader(whole, row, context, report).read()) meetings.push_back(std::move(*meeting));
  }
  report_twins(meetings, report);
  make_ids_unique(meetings);
  return report.finish(std::move(meetings));
}

}  // namespace porchlight::site
