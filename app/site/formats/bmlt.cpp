#include "site/formats/bmlt.h"

#include <algorithm>
#include <set>

#include "site/encoding.h"
#include "site/formats/bmlt_formats.h"
#include "site/formats/flat_records.h"
#include "site/formats/meeting_parts.h"
#include "site/formats/time_of_day.h"
#include "site/formats/types.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

constexpr std::string_view not_shown = "This meeting is not shown.";

// Between the label of a field and its value: "Bus Lines#@-@#B60".
constexpr std::string_view after_label = "#@-@#";

constexpr std::string_view used[] = {"id_bigint",
                                     "meeting_name",
                                     "weekday_tinyint",
                                     "start_time",
                                     "duration_time",
                                     "time_zone",
                                     "venue_type",
                                     "published",
                                     "formats",
                                     "format_shared_id_list",
                                     "lang_enum",
                                     "longitude",
                                     "latitude",
                                     "service_body_name",
                                     "location_text",
                                     "location_info",
                                     "location_street",
                                     "location_neighborhood",
                                     "location_city_subsection",
                                     "location_municipality",
                                     "location_sub_province",
                                     "location_province",
                                     "location_postal_code_1",
                                     "comments",
                                     "train_lines",
                                     "bus_lines",
                                     "virtual_meeting_link",
                                     "phone_meeting_number",
                                     "virtual_meeting_additional_info",
                                     "phone_meeting_additional_info"};

// Known, and nothing for a visitor's screen: other numbers of the same meeting, distances, and whom to write
// to.
constexpr std::string_view unused[] = {
    "worldid_mixed",     "shared_group_id_bigint", "service_body_bigint", "location_nation", "distance_in_km",
    "distance_in_miles", "email_contact",          "root_server_uri",     "root_server_id",  "created_at",
    "updated_at"};

bool is_contact(std::string_view field) {
  return field.starts_with("contact_");
}

class BmltReader {
 public:
  BmltReader(const FlatRecord& record, const BmltFormats& formats, const TableContext& context,
             TableReport& report)
      : record_(record), formats_(formats), context_(context), report_(report) {}

  std::optional<schedule::Meeting> read() {
    if (text("published") == "0" || text("published") == "false") {
      report_.set_aside(where("published"), {"This meeting is not published.", "Nothing, if that is true.",
                                             std::string(not_shown)});
      return std::nullopt;
    }
    meeting_.source = context_.source;
    meeting_.fellowship = context_.fellowship.empty() ? "NA" : context_.fellowship;
    read_place();
    read_notes();
    meeting_.conference_url = text("virtual_meeting_link");
    meeting_.conference_phone = text("phone_meeting_number");
    read_formats();
    read_attendance();
    read_time_and_day();
    read_zone(text("time_zone"), where("time_zone"), context_.zone, meeting_, report_);
    read_name();
    if (report_.row_left_out()) return std::nullopt;
    suggest_repeats(meeting_, where("comments"), report_);
    return std::move(meeting_);
  }

 private:
  // Without its label.
  std::string text(std::string_view field) const {
    const std::string whole = record_.text(field);
    const std::size_t at = whole.rfind(after_label);
    return at == std::string::npos ? whole : trimmed(std::string_view(whole).substr(at + after_label.size()));
  }

  std::string labelled(std::string_view field, std::string_view usual_label) const {
    const std::string value = text(field), whole = record_.text(field);
    if (value.empty()) return value;
    const std::size_t at = whole.find(after_label);
    const std::string label = at == std::string::npos ? std::string() : trimmed(whole.substr(0, at));
    return (label.empty() ? std::string(usual_label) : label) + ": " + value;
  }

  Where where(std::string_view field) const { return {std::string(field), record_.shown(field), 0, 0}; }

  void read_name() {
    meeting_.name = text("meeting_name");
    const std::string id = text("id_bigint");
    if (meeting_.name.empty()) {
      meeting_.name = meeting_.place.name;
      if (meeting_.name.empty())
        return report_.leave_out(
            where("meeting_name"),
            {"There is no name.", "Write what visitors should read.", std::string(not_shown)});
      report_.repair(where("meeting_name"), {"There is no name.", "Write what visitors should read.",
                                             "It is shown as " + in_quotes(meeting_.name) + "."});
    }
    meeting_.id = slug(id.empty() ? meeting_.name : "bmlt-" + id);
  }

  void read_place() {
    schedule::Place& place = meeting_.place;
    place.name = text("location_text");
    place.address = text("location_street");
    std::string town;
    for (const char* field : {"location_municipality", "location_city_subsection", "location_neighborhood"})
      if (town.empty()) town = text(field);
    std::string state = text("location_province");
    if (const std::string code = text("location_postal_code_1"); !code.empty())
      state += (state.empty() ? "" : " ") + code;
    for (const std::string& part : {town, state})
      if (!part.empty()) place.address += (place.address.empty() ? "" : ", ") + part;
    place.region = joined_regions(
        {text("location_sub_province"), text("location_city_subsection"), text("location_neighborhood")});
    if (place.region.empty()) place.region = text("service_body_name");
    read_coordinates(text("latitude"), where("latitude"), text("longitude"), where("longitude"), place,
                     report_);
  }

  void read_notes() {
    std::string language = lower(text("lang_enum"));
    if (language.size() != 2) language = context_.languages.front();
    append_notes(meeting_, text("location_info"), language);
    append_notes(meeting_, text("comments"), language);
    append_notes(meeting_, labelled("train_lines", "Train lines"), language);
    append_notes(meeting_, labelled("bus_lines", "Bus lines"), language);
    append_notes(meeting_, text("virtual_meeting_additional_info"), language);
    append_notes(meeting_, text("phone_meeting_additional_info"), language);
  }

  void read_formats() {
    const std::vector<std::string> keys = split(text("formats"), ","),
                                   ids = split(text("format_shared_id_list"), ",");
    hybrid_ = std::find(keys.begin(), keys.end(), "HY") != keys.end();
    // The numbers say which one is meant where a key is used twice.
    const bool by_id = !ids.empty() && std::all_of(ids.begin(), ids.end(), [&](const std::string& id) {
      return formats_.by_id(id) != nullptr;
    });
    for (const std::string& name : by_id ? ids : keys) {
      const BmltFormat* format = by_id ? formats_.by_id(name) : formats_.by_key(name);
      if (format)
        add(*format);
      else if (name == "VM" || name == "HY" || name == "TC")
        add({{}, name, {}, {}, name, name == "TC" ? "TC" : "ONL", {}});
      else if (!formats_.empty())
        report_.repair(where("formats"), {in_quotes(name) + " does not stand in the list of formats.",
                                          "Fetch that list again from the same server.", "It is not shown."});
    }
    std::sort(meeting_.kinds.begin(), meeting_.kinds.end());
    settle_open_and_closed();
  }

  // Of a meeting that changes from week to week; the narrower one sends nobody to a door that is shut.
  void settle_open_and_closed() {
    std::vector<std::string>& kinds = meeting_.kinds;
    const auto open = std::find(kinds.begin(), kinds.end(), "O");
    if (open == kinds.end() || std::find(kinds.begin(), kinds.end(), "C") == kinds.end()) return;
    kinds.erase(open);
    report_.repair(where("formats"),
                   {"It is both open and closed.", "Take one of the two off, on the server.",
                    "Visitors read that it is closed."});
  }

  void add(const BmltFormat& format) {
    const auto once = [](std::vector<std::string>& list, std::string_view item) {
      if (std::find(list.begin(), list.end(), item) == list.end()) list.emplace_back(item);
    };
    if (!format.kind.empty()) once(meeting_.kinds, format.kind);
    for (const std::string& language : format.languages) once(meeting_.languages, language);
    if (format.kind.empty() && format.languages.empty()) once(meeting_.other_kinds, format.name);
    hybrid_ = hybrid_ || format.key == "HY" || format.world_id == "HY";
  }

  // venue_type: 1 in its room, 2 online, 3 both. Older servers have only the formats VM, HY and TC, which
  // then decide.
  void read_attendance() {
    using schedule::Attendance;
    const std::string venue = text("venue_type");
    const auto is = [&](std::string_view kind) {
      return std::find(meeting_.kinds.begin(), meeting_.kinds.end(), kind) != meeting_.kinds.end();
    };
    const bool linked = !meeting_.conference_url.empty() || !meeting_.conference_phone.empty();
    const bool online = venue == "2" || venue == "3" || is("ONL") || (venue.empty() && linked);
    const bool in_room = venue == "1" || venue == "3" || (venue.empty() && (hybrid_ || !is("ONL")));
    if (is("TC"))
      meeting_.attendance = online || linked ? Attendance::online : Attendance::inactive;
    else if (online && in_room)
      meeting_.attendance = Attendance::hybrid;
    else
      meeting_.attendance = online ? Attendance::online : Attendance::in_person;
    if (!venue.empty() && venue != "1" && venue != "2" && venue != "3")
      report_.repair(where("venue_type"), {in_quotes(venue) + " is not one of 1, 2 and 3.",
                                           "Write 1 for in person, 2 for online, 3 for both.",
                                           "Its formats say where it is held."});
  }

  void read_time_and_day() {
    const std::string day = text("weekday_tinyint"), start_text = text("start_time");
    if (day.size() != 1 || day[0] < '1' || day[0] > '7')
      return report_.leave_out(where("weekday_tinyint"),
                               {day.empty() ? "There is no day." : in_quotes(day) + " is not a day.",
                                "Write 1 (Sunday) to 7 (Saturday).", std::string(not_shown)});
    const auto start = read_time(start_text);
    if (!start || start->doubt == ReadTime::Doubt::end_of_day)
      return report_.leave_out(
          where("start_time"),
          {start_text.empty() ? "There is no time." : in_quotes(start_text) + " is not a time.",
           "Write it like 19:00:00.", std::string(not_shown)});
    schedule::Weekdays days;
    days.set(static_cast<std::size_t>(day[0] - '1'));
    meeting_.recurrence.rule = schedule::Weekly{days};
    meeting_.start = start->time;
    const std::string written = text("duration_time");
    if (written.empty()) return;
    if (const auto duration = read_duration(written))
      set_duration(*duration, where("duration_time"), meeting_, report_);
    else
      report_.repair(where("duration_time"),
                     {in_quotes(written) + " is not a length of time.", "Write it like 01:30:00.",
                      "Visitors read only when it begins."});
  }

  const FlatRecord& record_;
  const BmltFormats& formats_;
  const TableContext& context_;
  TableReport& report_;
  schedule::Meeting meeting_;
  bool hybrid_ = false;
};

// Fields of the server's own making hold what nobody here can judge.
void report_unknown_fields(const std::set<std::string, std::less<>>& fields, TableReport& report) {
  for (const std::string& field : fields)
    report.about_file(Problem::Severity::notice, {field, "", 0, 0},
                      {"The field " + in_quotes(field) + " is not one the kiosk knows.",
                       "Nothing, if visitors do not need it.", "What stands in it is not shown."});
}

void report_missing_formats(bool needed, const BmltFormats& formats, TableReport& report) {
  if (!needed || !formats.empty()) return;
  report.about_file(
      Problem::Severity::repair, {"formats", "", 0, 0},
      {"There is no list that says what the formats of these meetings mean.",
       "Fetch the file with &get_used_formats=1, or the list with switcher=GetFormats, and name it in "
       "kiosk.toml: formats = \"formats.json\".",
       "Visitors do not read whether a meeting is open, or what it is about."});
}

class ListReader final : public FlatRecords {
 public:
  ListReader(std::string_view text, const BmltFormats& formats, const TableContext& context,
             TableReport& report)
      : FlatRecords(text, "meetings", report, {}), formats_(formats), context_(context), report_(report) {}

  std::vector<schedule::Meeting> take_all() {
    read();
    report_unknown_fields(unknown_fields_, report_);
    report_missing_formats(has_formats_, formats_, report_);
    return std::move(meetings_);
  }

 private:
  void judge() override {
    if (auto meeting = BmltReader(record(), formats_, context_, report_).read())
      meetings_.push_back(std::move(*meeting));
    for (const auto& [field, value] : record().values()) {
      if (value.text.empty()) continue;
      has_formats_ |= field == "formats";
      constexpr std::size_t most_unknown = 20;
      if (!is_contact(field) && unknown_fields_.size() < most_unknown &&
          std::find(std::begin(used), std::end(used), field) == std::end(used) &&
          std::find(std::begin(unused), std::end(unused), field) == std::end(unused))
        unknown_fields_.insert(field);
    }
  }

  const BmltFormats& formats_;
  const TableContext& context_;
  TableReport& report_;
  std::vector<schedule::Meeting> meetings_;
  std::set<std::string, std::less<>> unknown_fields_;
  bool has_formats_ = false;
};

// Of the file of their own, or of the object that holds the meetings too; what is wrong with them is said
// where that file is read.
BmltFormats formats_for(const std::string& text, const TableContext& context) {
  TableReport unread({}, {});
  const Language& language = context.languages.front();
  if (!context.bmlt_formats.empty())
    return BmltFormats::read(decode(context.bmlt_formats).text, language, unread);
  const bool is_object = JsonCursor(text).next() == JsonCursor::Next::object;
  return is_object ? BmltFormats::read(text, language, unread) : BmltFormats();
}

}  // namespace

ReadTable read_bmlt(std::string_view bytes, const TableContext& context) {
  TableReport report(context.file, "bmlt");
  const Decoded decoded = decode(bytes);
  const BmltFormats formats = formats_for(decoded.text, context);
  std::vector<schedule::Meeting> meetings = ListReader(decoded.text, formats, context, report).take_all();
  make_ids_unique(meetings);
  report_inactive(meetings, "formats", report);
  return report.finish(std::move(meetings));
}

}  // namespace porchlight::site
