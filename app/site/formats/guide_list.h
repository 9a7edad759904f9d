// Where the list of meetings is in a file of Meeting Guide JSON: the whole file, as the specification has it,
// or within an object, as programs serve it: {"meetings": [...]}, {"data": {"meetings": [...]}}, {"records":
// [...]}; or an object of numbered meetings, as PHP writes a list with gaps: {"0": {...}, "2": {...}}.
#pragma once

#include <optional>

#include "site/json_cursor.h"

namespace porchlight::site {

struct GuideList {
  JsonCursor::Place place;
  bool has_keys = false;  // an object of numbered meetings
  bool whole_file = false;
};

// Leaves the cursor anywhere. Nothing: there is no list.
std::optional<GuideList> find_guide_list(JsonCursor& cursor);

}  // namespace porchlight::site
