#include "site/formats/meeting_guide.h"

#include <algorithm>

#include "schedule/kind.h"
#include "site/encoding.h"
#include "site/formats/days.h"
#include "site/formats/guide_list.h"
#include "site/formats/guide_record.h"
#include "site/formats/json_list.h"
#include "site/formats/meeting_parts.h"
#include "site/formats/time_of_day.h"
#include "site/formats/types.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using enum GuideField;

constexpr std::string_view not_shown = "This meeting is not shown.";

class RecordReader {
 public:
  RecordReader(const GuideRecord& record, const TableContext& context, TableReport& report)
      : record_(record), context_(context), report_(report) {}

  std::optional<schedule::Meeting> read() {
    meeting_.source = context_.source;
    read_fellowship();
    meeting_.group = text(group);
    meeting_.conference_url = text(conference_url);
    meeting_.conference_phone = text(conference_phone);
    for (const GuideField field :
         {notes, location_notes, group_notes, conference_url_notes, conference_phone_notes})
      append_notes(meeting_, text(field), context_.languages.front());
    read_place();
    read_types(record_.texts(types), meeting_, where(types), report_);
    set_attendance(meeting_, text(attendance_option), names_a_place(meeting_.place));
    read_time_and_day();
    read_zone(text(timezone), where(timezone), context_.zone, meeting_, report_);
    read_name();
    if (const auto twice = record_.twice())
      report_.repair(where(*twice), {"“" + std::string(key_of(*twice)) + "” stands twice.",
                                     "Leave one of them.", "The last one counts."});
    if (report_.row_left_out()) return std::nullopt;
    suggest_repeats(meeting_, where(notes), report_);
    return std::move(meeting_);
  }

 private:
  const std::string& text(GuideField field) const { return record_.text(field); }
  Where where(GuideField field) const { return {std::string(key_of(field)), record_.shown(field), 0, 0}; }

  void read_fellowship() {
    meeting_.fellowship = context_.fellowship;
    if (text(fellowship).empty()) return;
    if (const auto* known = schedule::parse_fellowship(text(fellowship))) {
      meeting_.fellowship = known->code;
      return;
    }
    meeting_.other_kinds.push_back(text(fellowship));
    report_.repair(where(fellowship),
                   {in_quotes(text(fellowship)) + " is not a fellowship this kiosk knows.",
                    "Write AA, NA, Al-Anon, Alateen or another one of the list in README.md.",
                    "Visitors read " + in_quotes(text(fellowship)) + "."});
  }

  void read_name() {
    meeting_.name = text(name);
    if (meeting_.name.empty()) {
      meeting_.name = !meeting_.group.empty() ? meeting_.group : meeting_.place.name;
      if (meeting_.name.empty())
        return report_.leave_out(
            where(name), {"There is no name.", "Write what visitors should read.", std::string(not_shown)});
      report_.repair(where(name), {"There is no name.", "Write what visitors should read.",
                                   "It is shown as " + in_quotes(meeting_.name) + "."});
    }
    const std::string& own = text(slug).empty() ? text(id) : text(slug);
    meeting_.id = site::slug(own.empty() ? meeting_.name : own);
  }

  void read_place() {
    schedule::Place& place = meeting_.place;
    place.name = text(location);
    place.address = text(formatted_address).empty() ? address_of_parts() : text(formatted_address);
    std::vector<std::string> all = record_.items(regions);
    if (all.empty()) all = split(text(regions), ">");  // as a spreadsheet has them
    if (all.empty()) all = {text(region), text(sub_region)};
    place.region = joined_regions(all);
    read_coordinates(text(latitude), where(latitude), text(longitude), where(longitude), place, report_);
    if (!text(approximate).empty())
      place.approximate = is_yes(text(approximate));
    else
      place.approximate = !place.coordinates && is_town();
  }

  std::string address_of_parts() const {
    std::string whole = text(address);
    const auto add = [&](const std::string& part, std::string_view between) {
      // Some write the whole address into the first part.
      if (part.empty() || part == "0" || whole.find(part) != std::string::npos) return;
      whole += (whole.empty() ? "" : std::string(between)) + part;
    };
    add(text(city), ", ");
    add(text(state), ", ");
    add(text(postal_code), " ");
    if (!is_country(text(country), context_.country)) add(text(country), ", ");
    return whole;
  }

  bool is_town() const {
    const std::string& whole = text(formatted_address);
    if (whole.empty())
      return text(address).empty() && text(location).empty() && !meeting_.place.address.empty();
    return names_a_town(whole);
  }

  void read_time_and_day() {
    const schedule::Weekdays days = read_day_value();
    // A plugin's own wording of the time is all that some lists keep.
    const GuideField start_field =
        text(time).empty() && read_time(text(time_formatted)) ? time_formatted : time;
    const std::string& start_text = text(start_field);
    if (report_.row_left_out()) return;
    if (days.none() && start_text.empty()) {
      meeting_.recurrence.rule = schedule::ByAppointment{};
      return;
    }
    if (days.none())
      return report_.leave_out(where(day), {"It has a time but no day.", "Write the day, 0 (Sunday) to 6.",
                                            std::string(not_shown)});
    auto start = read_time(start_text);
    std::optional<ReadTime> end;
    if (const auto range = start ? std::nullopt : read_time_range(start_text)) {
      start = range->from;
      end = range->to;
    }
    if (!start || start->doubt == ReadTime::Doubt::end_of_day)
      return report_.leave_out(where(time), {start_text.empty() ? "It has a day but no time."
                                                                : in_quotes(start_text) + " is not a time.",
                                             "Write it like 19:00.", std::string(not_shown)});
    meeting_.recurrence.rule = schedule::Weekly{days};
    meeting_.start = start->time;
    report_contradiction(*start, where(start_field), report_);
    read_end(end);
  }

  void read_end(std::optional<ReadTime> end) {
    if (!text(end_time).empty()) {
      end = read_time(text(end_time));
      if (!end)
        report_.repair(where(end_time), {in_quotes(text(end_time)) + " is not a time.",
                                         "Write it like 20:00.", "Visitors read only when it begins."});
      else
        report_contradiction(*end, where(end_time), report_);
    }
    if (end) set_end(*end, end->doubt, where(end_time), meeting_, report_);
  }

  schedule::Weekdays read_day_value() {
    schedule::Weekdays days;
    for (const std::string& word : record_.texts(day)) {
      if (is_by_appointment(word)) continue;
      const ReadDays read = read_days(word);
      days |= read.days;
      for (const std::string& unknown : read.unknown) {
        const auto meant = suggested_day(unknown);
        // As it stands there, where it is all that stands there.
        const std::string& written = lower(word) == unknown ? word : unknown;
        report_.leave_out(where(day), {in_quotes(written) + " is not a day.",
                                       "Write " + meant.value_or("0 (Sunday) to 6 (Saturday)") + ".",
                                       std::string(not_shown), read.days.none() ? meant : std::nullopt});
      }
    }
    return days;
  }

  static bool is_by_appointment(std::string_view word) {
    return matching_key(word).find("appointment") != std::string::npos;
  }

  const GuideRecord& record_;
  const TableContext& context_;
  TableReport& report_;
  schedule::Meeting meeting_;
};

class ListReader final : public JsonListReader {
 public:
  ListReader(std::string_view text, const TableContext& context, TableReport& report)
      : JsonListReader(text, report, {}), context_(context), report_(report) {}

  std::vector<schedule::Meeting> read() {
    const auto list = find_guide_list(cursor());
    if (!list) {
      report_no_list();
      return {};
    }
    if (read_list(list->place, list->has_keys) && list->whole_file) {
      cursor().leave();
      report_what_follows();
    }
    return std::move(meetings_);
  }

 private:
  std::size_t offset_of(const std::string& field) const override {
    const auto known = guide_field(field);
    return known ? record_.offset(*known) : 0;
  }

  // The first list of a table is its head, and no row.
  bool take_head(Next coming) override {
    if (coming != Next::list) return false;
    const JsonCursor::Place begin = cursor().place();
    columns_ = GuideRecord::read_head(cursor());
    const auto has = [&](GuideField field) {
      return std::find(columns_.begin(), columns_.end(), field) != columns_.end();
    };
    if (has(name) || has(time)) return true;
    columns_.clear();
    cursor().go_to(begin);
    return false;
  }

  bool take(Next coming) override {
    const bool is_row = coming == Next::list && !columns_.empty();
    if (coming == Next::object)
      record_.read_object(cursor());
    else if (is_row)
      record_.read_cells(cursor(), columns_);
    else if (coming != Next::broken)
      cursor().skip();
    return coming == Next::object || is_row;
  }

  void judge() override {
    if (auto meeting = RecordReader(record_, context_, report_).read())
      meetings_.push_back(std::move(*meeting));
  }

  const TableContext& context_;
  TableReport& report_;
  GuideRecord record_;
  GuideRecord::Columns columns_;
  std::vector<schedule::Meeting> meetings_;
};

}  // namespace

ReadTable read_meeting_guide(std::string_view bytes, const TableContext& context) {
  TableReport report(context.file, "meeting-guide");
  const Decoded decoded = decode(bytes);
  std::vector<schedule::Meeting> meetings = ListReader(decoded.text, context, report).read();
  report_twins(meetings, report);
  make_ids_unique(meetings);
  report_inactive(meetings, "attendance_option", report);
  return report.finish(std::move(meetings));
}

}  // namespace porchlight::site
