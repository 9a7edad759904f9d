#include "site/formats/guide_record.h"

#include <algorithm>
#include <unordered_map>

#include "site/encoding.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using Next = JsonCursor::Next;
using enum GuideField;

// In the order of the enumeration.
constexpr std::string_view keys[] = {"name",
                                     "slug",
                                     "id",
                                     "day",
                                     "time",
                                     "time_formatted",
                                     "end_time",
                                     "timezone",
                                     "location",
                                     "formatted_address",
                                     "address",
                                     "city",
                                     "state",
                                     "postal_code",
                                     "country",
                                     "region",
                                     "sub_region",
                                     "regions",
                                     "latitude",
                                     "longitude",
                                     "approximate",
                                     "types",
                                     "notes",
                                     "location_notes",
                                     "group",
                                     "group_notes",
                                     "conference_url",
                                     "conference_url_notes",
                                     "conference_phone",
                                     "conference_phone_notes",
                                     "attendance_option",
                                     "fellowship"};
static_assert(std::size(keys) == static_cast<std::size_t>(count));

struct OtherKey {
  std::string_view key;
  GuideField field;
};
constexpr OtherKey other_keys[] = {
    {"start_time", time},      {"time_zone", timezone},   {"zip", postal_code},
    {"zip_code", postal_code}, {"lat", latitude},         {"lng", longitude},
    {"lon", longitude},        {"long", longitude},       {"type", types},
    {"subregion", sub_region}, {"postcode", postal_code}, {"full_address", formatted_address}};

struct Known {
  GuideField field;
  bool other_key;
};

const Known* known(std::string_view key) {
  static const auto map = [] {
    std::unordered_map<std::string_view, Known> made;
    for (std::size_t i = 0; i < std::size(keys); ++i) made[keys[i]] = {static_cast<GuideField>(i), false};
    for (const OtherKey& other : other_keys) made[other.key] = {other.field, true};
    return made;
  }();
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

// "End Time" -> "end_time".
const Known* known_in_any_case(std::string_view key) {
  if (const Known* exact = known(key)) return exact;
  const bool plain = std::none_of(key.begin(), key.end(),
                                  [](char c) { return c == ' ' || c == '-' || (c >= 'A' && c <= 'Z'); });
  if (plain) return nullptr;
  std::string folded = lower(trimmed(key));
  for (char& c : folded)
    if (c == ' ' || c == '-') c = '_';
  return known(folded);
}

bool is_number_of_element(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Text of which some other program has made HTML twice: "&amp;#8217;".
bool has_entity(std::string_view text) {
  const std::size_t at = text.find('&');
  return at != std::string_view::npos && text.find(';', at) != std::string_view::npos;
}

void make_plain(std::string& text) {
  if (text.find_first_of("<&") != std::string::npos) {
    text = without_html(text);
    if (has_entity(text)) text = without_html(text);
  }
  const auto is_outer = [](char c) { return static_cast<unsigned char>(c) <= ' ' || (c & 0x80) != 0; };
  if (!text.empty() && (is_outer(text.front()) || is_outer(text.back()))) text = trimmed(text);
}

// A word without quotes: "null" and what other languages have for it are nothing, "2.0" is 2.
std::string_view meant_by(std::string_view word) {
  for (const std::string_view nothing :
       {"null", "NULL", "None", "nil", "undefined", "NaN", "nan", "Infinity", "-Infinity"})
    if (word == nothing) return {};
  if (word.ends_with(".0")) word.remove_suffix(2);
  return word;
}

void read_scalar(JsonCursor& cursor, Next coming, std::string& into) {
  into.clear();
  if (coming == Next::text) {
    cursor.text(into);
    make_plain(into);
  } else if (coming == Next::bare) {
    into = meant_by(cursor.bare());
  } else {
    cursor.skip();
  }
}

std::string_view without_quotes(std::string_view text) {
  const auto is_quote = [](char c) { return c == '"' || c == '\''; };
  while (!text.empty() && is_quote(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_quote(text.back())) text.remove_suffix(1);
  return text;
}

void append_pieces(std::vector<std::string>& pieces, std::string_view text) {
  if (text.size() >= 2 && text.starts_with('[') && text.ends_with(']'))
    text = text.substr(1, text.size() - 2);
  for (const std::string& piece : split(text, ",;|\n"))
    if (std::string plain = trimmed(without_quotes(piece)); !plain.empty())
      pieces.push_back(std::move(plain));
}

}  // namespace

std::string_view key_of(GuideField field) {
  return keys[static_cast<std::size_t>(field)];
}

std::optional<GuideField> guide_field(std::string_view key) {
  const Known* found = known_in_any_case(key);
  return found ? std::optional(found->field) : std::nullopt;
}

void GuideRecord::clear() {
  for (Value& value : values_) {
    value.text.clear();
    value.items.clear();
    value.is_list = false;
    value.offset = 0;
  }
  twice_.reset();
}

void GuideRecord::read_object(JsonCursor& cursor) {
  clear();
  read_fields(cursor, false);
}

void GuideRecord::read_fields(JsonCursor& cursor, bool within_fields) {
  cursor.enter();
  while (cursor.key(key_)) {
    const Next coming = cursor.next();
    if (coming == Next::end || coming == Next::broken) break;  // a key without a value
    if (!within_fields && coming == Next::object && (key_ == "fields" || key_ == "attributes"))
      read_fields(cursor, true);
    else if (const Known* found = known_in_any_case(key_))
      read_value(cursor, found->field, found->other_key);
    else
      cursor.skip();
    if (cursor.broken()) return;
  }
  if (!cursor.broken() && cursor.next() == Next::end) cursor.leave();
}

void GuideRecord::read_value(JsonCursor& cursor, GuideField field, bool other_key) {
  Value& value = values_[static_cast<std::size_t>(field)];
  const Next coming = cursor.next();
  const std::size_t offset = cursor.offset();
  if (coming == Next::list || coming == Next::object) {
    // Programs in PHP write a list with a gap as an object: {"0": "O", "2": "D"}.
    value.items.clear();
    value.is_list = true;
    value.offset = offset;
    cursor.enter();
    while (!cursor.broken()) {
      if (coming == Next::object && !cursor.key(key_)) break;
      const Next item = cursor.next();
      if (item == Next::end || item == Next::broken) break;
      const bool wanted = coming == Next::list || is_number_of_element(key_);
      read_scalar(cursor, item, text_);
      if (wanted && !text_.empty()) value.items.push_back(text_);
    }
    if (cursor.next() == Next::end) cursor.leave();
    return;
  }
  read_scalar(cursor, coming, text_);
  if (text_.empty() && value.offset != 0) return;
  if (other_key && value.offset != 0) return;
  if (!other_key && !value.text.empty() && value.text != text_) twice_ = field;
  value.text.swap(text_);
  value.is_list = false;
  value.offset = offset;
}

GuideRecord::Columns GuideRecord::read_head(JsonCursor& cursor) {
  Columns columns;
  std::string name;
  cursor.enter();
  for (Next coming = cursor.next(); coming != Next::end && coming != Next::broken; coming = cursor.next()) {
    read_scalar(cursor, coming, name);
    columns.push_back(guide_field(name));
  }
  if (!cursor.broken()) cursor.leave();
  return columns;
}

void GuideRecord::read_cells(JsonCursor& cursor, const Columns& columns) {
  clear();
  cursor.enter();
  std::size_t column = 0;
  for (Next coming = cursor.next(); coming != Next::end && coming != Next::broken; coming = cursor.next()) {
    const std::optional<GuideField> field = column < columns.size() ? columns[column] : std::nullopt;
    if (field)
      read_value(cursor, *field, false);
    else
      cursor.skip();
    ++column;
  }
  if (!cursor.broken()) cursor.leave();
}

std::vector<std::string> GuideRecord::texts(GuideField field) const {
  const Value& found = value(field);
  std::vector<std::string> pieces;
  if (!found.is_list) {
    append_pieces(pieces, found.text);
    return pieces;
  }
  for (const std::string& item : found.items)
    if (item.find_first_of(",;|['\"") == std::string::npos)
      pieces.push_back(item);
    else
      append_pieces(pieces, item);
  return pieces;
}

std::string GuideRecord::shown(GuideField field) const {
  const Value& found = value(field);
  if (!found.is_list) return found.text;
  std::string all;
  for (const std::string& item : found.items) all += (all.empty() ? "" : ", ") + item;
  return all;
}

}  // namespace porchlight::site
