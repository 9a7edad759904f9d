#include "site/formats/meeting_guide.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "site/encoding.h"
#include "site/formats/days.h"
#include "site/formats/json_places.h"
#include "site/formats/meeting_parts.h"
#include "site/formats/time_of_day.h"
#include "site/formats/types.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using nlohmann::json;

constexpr std::string_view not_shown = "This meeting is not shown.";

// A value as text: feeds give numbers as strings and strings as numbers.
std::string as_text(const json& value) {
  if (value.is_string()) return trimmed(without_html(value.get_ref<const std::string&>()));
  if (value.is_number() || value.is_boolean()) return value.dump();
  return {};
}

std::vector<std::string> as_texts(const json& value) {
  std::vector<std::string> texts;
  if (value.is_array()) {
    for (const json& item : value)
      if (std::string text = as_text(item); !text.empty()) texts.push_back(std::move(text));
    return texts;
  }
  // "[O, D]" and "O, D".
  std::string text = as_text(value);
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  std::erase(text, '"');
  return split(text, ",;");
}

class RecordReader {
 public:
  RecordReader(const json& record, const TableContext& context, TableReport& report)
      : record_(record), context_(context), report_(report) {}

  std::optional<schedule::Meeting> read() {
    meeting_.source = context_.source;
    meeting_.fellowship = context_.fellowship;
    meeting_.group = text("group");
    meeting_.conference_url = text("conference_url");
    meeting_.conference_phone = text("conference_phone");
    for (const char* key : {"notes", "location_notes", "group_notes"})
      append_notes(meeting_, text(key), context_.languages.front());
    read_place();
    read_types(as_texts(value("types")), meeting_, where("types"), report_);
    set_attendance(meeting_, text("attendance_option"));
    read_time_and_day();
    read_zone(text("timezone"), where("timezone"), context_.zone, meeting_, report_);
    read_name();
    if (report_.row_left_out()) return std::nullopt;
    suggest_repeats(meeting_, where("notes"), report_);
    return std::move(meeting_);
  }

 private:
  const json& value(const char* key) const {
    static const json nothing;
    const auto found = record_.find(key);
    return found == record_.end() ? nothing : *found;
  }
  std::string text(const char* key) const { return as_text(value(key)); }

  Where where(const char* key) const { return {key, shown(value(key)), 0, 0}; }
  static std::string shown(const json& value) {
    if (value.is_null()) return {};
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', false, json::error_handler_t::replace);
  }

  void read_name() {
    meeting_.name = text("name");
    if (meeting_.name.empty()) {
      meeting_.name = !meeting_.group.empty() ? meeting_.group : meeting_.place.name;
      if (meeting_.name.empty())
        return report_.leave_out(
            where("name"), {"There is no name.", "Write what visitors should read.", std::string(not_shown)});
      report_.repair(where("name"), {"There is no name.", "Write what visitors should read.",
                                     "It is shown as " + in_quotes(meeting_.name) + "."});
    }
    std::string id = text("slug");
    if (id.empty()) id = text("id");
    meeting_.id = slug(id.empty() ? meeting_.name : id);
  }

  void read_place() {
    schedule::Place& place = meeting_.place;
    place.name = text("location");
    place.address = text("formatted_address");
    if (place.address.empty()) {
      for (const char* key : {"address", "city", "state"})
        if (const std::string part = text(key); !part.empty())
          place.address += (place.address.empty() ? "" : ", ") + part;
      if (const std::string code = text("postal_code"); !code.empty())
        place.address += (place.address.empty() ? "" : " ") + code;
    }
    std::vector<std::string> regions = as_texts(value("regions"));
    if (!value("regions").is_array() || regions.empty()) regions = {text("region"), text("sub_region")};
    place.region = joined_regions(regions);
    const std::string latitude = text("latitude"), longitude = text("longitude");
    read_coordinates(latitude, where("latitude"), longitude, where("longitude"), place, report_);
    if (const std::string approximate = text("approximate"); !approximate.empty()) {
      place.approximate = is_yes(approximate);
    } else if (!place.coordinates) {
      // As TSML UI judges: a formatted address of a town has no street in it.
      constexpr auto commas_with_street = 3;
      const std::string address = text("formatted_address");
      place.approximate =
          !address.empty() && std::count(address.begin(), address.end(), ',') < commas_with_street;
    }
  }

  void read_time_and_day() {
    const schedule::Weekdays days = read_day_value();
    const std::string time = text("time");
    if (report_.row_left_out()) return;
    if (days.none() && time.empty()) {
      meeting_.recurrence.rule = schedule::ByAppointment{};
      return;
    }
    if (days.none())
      return report_.leave_out(where("day"), {"It has a time but no day.", "Write the day, 0 (Sunday) to 6.",
                                              std::string(not_shown)});
    const auto start = read_time(time);
    if (!start || start->doubt == ReadTime::Doubt::end_of_day)
      return report_.leave_out(
          where("time"), {time.empty() ? "It has a day but no time." : in_quotes(time) + " is not a time.",
                          "Write it like 19:00.", std::string(not_shown)});
    meeting_.recurrence.rule = schedule::Weekly{days};
    meeting_.start = start->time;
    const std::string end_text = text("end_time");
    if (end_text.empty()) return;
    if (const auto end = read_time(end_text))
      set_end(*end, end->doubt, where("end_time"), meeting_, report_);
    else
      report_.repair(where("end_time"), {in_quotes(end_text) + " is not a time.", "Write it like 20:00.",
                                         "Visitors read only when it begins."});
  }

  schedule::Weekdays read_day_value() {
    schedule::Weekdays days;
    for (const std::string& word :
         value("day").is_array() ? as_texts(value("day")) : std::vector<std::string>{text("day")}) {
      const ReadDays read = read_days(word);
      days |= read.days;
      for (const std::string& unknown : read.unknown) {
        const auto meant = suggested_day(unknown);
        report_.leave_out(where("day"), {in_quotes(unknown) + " is not a day.",
                                         "Write " + meant.value_or("0 (Sunday) to 6 (Saturday)") + ".",
                                         std::string(not_shown), read.days.none() ? meant : std::nullopt});
      }
    }
    return days;
  }

  const json& record_;
  const TableContext& context_;
  TableReport& report_;
  schedule::Meeting meeting_;
};

void report_inactive(const std::vector<schedule::Meeting>& meetings, TableReport& report) {
  const auto inactive = std::count_if(meetings.begin(), meetings.end(), [](const schedule::Meeting& meeting) {
    return meeting.attendance == schedule::Attendance::inactive;
  });
  if (inactive == 0) return;
  report.about_file(
      Problem::Severity::notice, {"attendance_option", "inactive", 0, 0},
      {counted(static_cast<int>(inactive), "meeting is", "meetings are") + " marked as not held for now.",
       "Nothing, if that is true.", "They stand in no day’s list."});
}

}  // namespace

ReadTable read_meeting_guide(std::string_view bytes, const TableContext& context) {
  TableReport report(context.file, "Meeting Guide JSON");
  const Decoded decoded = decode(bytes);
  JsonPlaces places(decoded.text);
  std::vector<schedule::Meeting> meetings;
  std::size_t number = 0;
  bool is_list = false;
  // Each element is read and dropped as soon as it is complete: a list that breaks off half way gives its
  // first half.
  report.find_fields_by([&](const std::string& field) { return places.value(number, field); });
  const auto take = [&](int depth, json::parse_event_t event, json& parsed) {
    using Event = json::parse_event_t;
    if (depth == 0 && event == Event::array_start) is_list = true;
    if (!is_list || depth != 1) return true;
    if (event != Event::object_end && event != Event::array_end && event != Event::value) return true;
    const LineColumn at = places.element(number);
    report.begin_row(at.line);
    if (!parsed.is_object())
      report.leave_out({"", "", at.line, at.column},
                       {"This is not a meeting.", "Take it out of the list.", std::string(not_shown)});
    else if (auto meeting = RecordReader(parsed, context, report).read())
      meetings.push_back(std::move(*meeting));
    ++number;
    return false;
  };

  try {
    static_cast<void>(json::parse(decoded.text, take).size());
    if (!is_list)
      report.about_file(Problem::Severity::left_out, {"", "", 1, 1},
                        {"This is not a list of meetings.", "Look at the address the file was fetched from.",
                         "The kiosk shows no meetings of this file."});
    else if (number == 0)
      report.about_file(Problem::Severity::left_out, {"", "", 1, 1},
                        {"The list of meetings is empty.", "Look at the address the file was fetched from.",
                         "The kiosk shows no meetings of this file."});
  } catch (const json::exception& error) {
    const auto* broken = dynamic_cast<const json::parse_error*>(&error);
    const LineColumn at = places.at(broken && broken->byte > 0 ? broken->byte - 1 : 0);
    report.begin_row(at.line);
    report.leave_out({"", "", at.line, at.column},
                     {"The file cannot be read from here on.", "Fetch it again, or mend it here.",
                      "Meetings above this line are shown, those below are not."});
  }
  make_ids_unique(meetings);
  report_inactive(meetings, report);
  return report.finish(std::move(meetings));
}

}  // namespace porchlight::site
