// Problem: something in kiosk-config/ that staff should mend. Each says where it is, what is wrong, what to
// write instead, and what the kiosk does meanwhile; `porchlight check` and the staff panel print nothing
// else.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace porchlight::site {

struct Problem {
  enum class Severity {
    notice,    // nothing is wrong today; worth knowing
    repair,    // understood all the same, and shown
    left_out,  // this row, line or entry is not shown
    fatal,     // this configuration cannot be shown; the last good one stays
  };
  Severity severity = Severity::left_out;
  std::string file;                // relative to kiosk-config/: "meetings.csv"
  int row = 0;                     // of a table: 1 is the first row below the head; 0: no table
  int line = 0;                    // from 1; 0: the file as a whole
  int column = 0;                  // from 1, in characters; 0: the line as a whole
  std::string field;               // the column's or key's name; may be empty
  std::string value;               // what stands there
  std::string what;                // what is wrong: “Tuseday” is not a day.
  std::string to_do;               // what to write: Write Tuesday.
  std::string meanwhile;           // what the kiosk does: This meeting is not shown.
  std::optional<std::string> fix;  // a literal replacement for `field`, when there is one
};

// "meetings.csv:14:3: “Tuseday” is not a day. Write Tuesday. This meeting is not shown."
std::string to_line(const Problem& problem);

// Of a table: taken + repaired + left_out = rows, always.
struct RowCount {
  std::string file, format;
  int rows = 0, taken = 0, repaired = 0, left_out = 0;
};

}  // namespace porchlight::site
