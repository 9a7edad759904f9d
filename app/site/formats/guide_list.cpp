#include "site/formats/guide_list.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace porchlight::site {
namespace {

using Next = JsonCursor::Next;

constexpr int deepest_wrapping = 3;

// As programs name their list of meetings. Another list counts only when it holds objects or rows of a table.
bool is_usual_name(std::string_view key) {
  for (const std::string_view name : {"meetings", "records", "data", "items", "results", "rows", "values"})
    if (key == name) return true;
  return false;
}

bool is_number(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool holds_records(JsonCursor& cursor) {
  const JsonCursor::Place list = cursor.place();
  cursor.enter();
  const Next first = cursor.next();
  cursor.go_to(list);
  return first == Next::object || first == Next::list;
}

std::optional<GuideList> find_in_object(JsonCursor& cursor, int depth) {
  const JsonCursor::Place object = cursor.place();
  std::optional<GuideList> found;
  std::string key;
  cursor.enter();
  for (bool first = true; cursor.key(key); first = false) {
    const Next coming = cursor.next();
    if (coming == Next::end || coming == Next::broken) break;
    if (first && coming == Next::object && is_number(key)) return GuideList{object, true};
    if (coming == Next::list) {
      if (is_usual_name(key)) return GuideList{cursor.place()};
      if (!found && holds_records(cursor)) found = GuideList{cursor.place()};
    } else if (coming == Next::object && depth < deepest_wrapping && is_usual_name(key)) {
      const JsonCursor::Place inner = cursor.place();
      if (const auto within = find_in_object(cursor, depth + 1)) return within;
      cursor.go_to(inner);
    }
    cursor.skip();
  }
  return found;
}

}  // namespace

std::optional<GuideList> find_guide_list(JsonCursor& cursor) {
  const Next coming = cursor.next();
  if (coming == Next::list) return GuideList{cursor.place(), false, true};
  if (coming == Next::object) return find_in_object(cursor, 1);
  return std::nullopt;
}

}  // namespace porchlight::site
