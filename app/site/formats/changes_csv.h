// changes.csv, or the same table as .xlsx or .ods: what is different on some dates. Columns, in any order and
// case: Date, Until, Meeting or Place, What (cancelled, moved, added, closed), Reason, Reason[es], New Date,
// New Time, New Place, New Room.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/change.h"
#include "site/formats/table.h"

namespace porchlight::site {

struct ReadChanges {
  std::vector<schedule::Change> changes;
  std::vector<Problem> problems;
  RowCount count;
};

// What the names in the file can mean.
struct ChangeContext {
  std::string file;
  std::string country = "US";
  std::vector<Language> languages{"en"};  // offered; the first is that of texts that do not say theirs
  std::span<const schedule::Meeting> meetings;
  std::string here, here_short;  // the facility's names
};

// A meeting is named by its Name, or by Name and time when several on a date share it: "Serenity 7:00 PM"; or
// by its id.
ReadChanges read_changes_csv(std::string_view bytes, const ChangeContext& context);

}  // namespace porchlight::site
