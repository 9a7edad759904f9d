// GuideRecord: one meeting of a Meeting Guide list as flat texts, before anybody judges them. The fields are
// those of the specification (https://github.com/code4recovery/spec); keys may be written as in a
// spreadsheet's head ("End Time").
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "site/json_cursor.h"

namespace porchlight::site {

enum class GuideField : std::uint8_t {
  name,
  slug,
  id,
  day,
  time,
  time_formatted,
  end_time,
  timezone,
  location,
  formatted_address,
  address,
  city,
  state,
  postal_code,
  country,
  region,
  sub_region,
  regions,
  latitude,
  longitude,
  approximate,
  types,
  notes,
  location_notes,
  group,
  group_notes,
  conference_url,
  conference_url_notes,
  conference_phone,
  conference_phone_notes,
  attendance_option,
  fellowship,
  count
};

std::string_view key_of(GuideField field);

// Nothing: a key that says nothing to visitors, or that nobody knows.
std::optional<GuideField> guide_field(std::string_view key);

class GuideRecord {
 public:
  using Columns = std::vector<std::optional<GuideField>>;

  // An object, as the specification has it. Some programs put the fields into an object "fields" of it. The
  // cursor may be broken after it.
  void read_object(JsonCursor& cursor);

  // A list of cells, as spreadsheets are served: the first one is the head, which names the others' columns.
  static Columns read_head(JsonCursor& cursor);
  void read_cells(JsonCursor& cursor, const Columns& columns);

  // Plain: without HTML and blanks around it. Empty: not there, null, or several.
  const std::string& text(GuideField field) const { return value(field).text; }

  // Of a list; or of one text that is a list: "[O, D]", "['O','D']", "O, D". Also where an item is one.
  std::vector<std::string> texts(GuideField field) const;

  // Of a list, as they stand there.
  const std::vector<std::string>& items(GuideField field) const { return value(field).items; }

  std::string shown(GuideField field) const;                                  // for a message
  std::size_t offset(GuideField field) const { return value(field).offset; }  // 0: not there

  // A field that stands twice and says two things: the last one counts.
  std::optional<GuideField> twice() const { return twice_; }

 private:
  struct Value {
    std::string text;
    std::vector<std::string> items;
    bool is_list = false;
    std::size_t offset = 0;
  };
  const Value& value(GuideField field) const { return values_[static_cast<std::size_t>(field)]; }

  void clear();
  void read_fields(JsonCursor& cursor, bool within_fields);
  void read_value(JsonCursor& cursor, GuideField field, bool other_key);

  std::array<Value, static_cast<std::size_t>(GuideField::count)> values_;
  std::optional<GuideField> twice_;
  std::string key_, text_;  // kept, so that no record allocates them anew
};

}  // namespace porchlight::site
