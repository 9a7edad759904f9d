#include "site/formats/formats.h"

#include <algorithm>
#include <array>

#include "site/formats/bmlt.h"
#include "site/formats/bmlt_formats.h"
#include "site/formats/icalendar.h"
#include "site/formats/meeting_guide.h"
#include "site/formats/own_columns.h"
#include "site/formats/own_csv.h"
#include "site/sheet.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

bool holds(std::string_view bytes, std::string_view word) {
  return bytes.find(word) != std::string_view::npos;
}

// A list of objects or an object: a title such as "[Draft] Meetings" is none.
bool is_json(std::string_view bytes) {
  constexpr std::string_view blank = " \t\r\n";
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(blank);
  if (first == std::string_view::npos) return false;
  const std::size_t second = bytes.find_first_not_of(blank, first + 1);
  if (second == std::string_view::npos) return false;
  return (bytes[first] == '[' && (bytes[second] == '{' || bytes[second] == ']')) ||
         (bytes[first] == '{' && (bytes[second] == '"' || bytes[second] == '}'));
}

bool is_bmlt(std::string_view bytes) {
  return is_json(bytes) && (holds(bytes, "\"weekday_tinyint\"") || holds(bytes, "\"id_bigint\""));
}

bool is_bmlt_formats(std::string_view bytes) {
  return is_json(bytes) && holds(bytes, "\"key_string\"") && holds(bytes, "\"name_string\"") &&
         !is_bmlt(bytes);
}

bool is_icalendar(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const std::string beginning = first == std::string_view::npos ? "" : lower(bytes.substr(first, 15));
  return beginning == "begin:vcalendar" || beginning.starts_with("begin:vevent");
}

// The head of a table is among its first rows, whatever the rest of the file looks like; of any program's
// table.
std::optional<CsvRow> head_of_table(std::string_view bytes) {
  constexpr std::size_t looked_at = 65536;
  if (is_json(bytes) || is_icalendar(bytes)) return std::nullopt;
  const Sheets read = read_sheets(is_workbook(bytes) ? bytes : bytes.substr(0, looked_at));
  for (const Csv& sheet : read.sheets)
    for (const auto& needed : own_head_names())
      if (const int head = Columns::find_head(sheet.rows, own_columns(), needed, true); head >= 0)
        return sheet.rows[static_cast<std::size_t>(head)];
  return std::nullopt;
}

bool is_own_csv(std::string_view bytes) {
  const auto head = head_of_table(bytes);
  return head && has_own_column(*head);
}

bool is_tsml_csv(std::string_view bytes) {
  return head_of_table(bytes).has_value();
}

ReadTable read_tsml_csv(std::string_view bytes, const TableContext& context) {
  ReadTable table = read_own_csv(bytes, context);
  table.count.format = "tsml-csv";
  return table;
}

constexpr Format all[] = {
    {"icalendar", is_icalendar, read_icalendar},          {"bmlt", is_bmlt, read_bmlt},
    {"bmlt-formats", is_bmlt_formats, read_bmlt_formats}, {"meeting-guide", is_json, read_meeting_guide},
    {own_table_name, is_own_csv, read_own_csv},           {"tsml-csv", is_tsml_csv, read_tsml_csv},
};

// What a file was meant to be that is not recognised: empty, broken, a page that asks for a password.
struct Ending {
  std::string_view ending, format;
};
constexpr std::array<Ending, 6> endings{{{".json", "meeting-guide"},
                                         {".csv", "meetings.csv"},
                                         {".xlsx", "meetings.csv"},
                                         {".ods", "meetings.csv"},
                                         {".xls", "meetings.csv"},
                                         {".ics", "icalendar"}}};

}  // namespace

std::span<const Format> formats() {
  return all;
}

const Format* find_format(std::string_view name) {
  const auto found =
      std::find_if(std::begin(all), std::end(all), [&](const Format& format) { return format.name == name; });
  return found == std::end(all) ? nullptr : &*found;
}

const Format* recognised_format(std::string_view bytes, std::string_view file_name) {
  for (const Format& format : all)
    if (format.recognise(bytes)) return &format;
  for (const Ending& known : endings)
    if (lower(file_name).ends_with(known.ending)) return find_format(known.format);
  return nullptr;
}

ReadTable read_list(std::string_view bytes, const TableContext& context, std::string_view format_name) {
  const Format* format =
      format_name.empty() ? recognised_format(bytes, context.file) : find_format(format_name);
  if (format) return format->read(bytes, context);
  TableReport report(context.file, "");
  report.about_file(
      Problem::Severity::left_out, {"", "", 1, 0},
      {"This is in no format the kiosk reads.", "Look at the address the file was fetched from.",
       "The kiosk shows no meetings of this file."});
  return report.finish({});
}

}  // namespace porchlight::site
