// OpenTable: the table in the bytes of a .csv, .xlsx or .ods file, and the row that names its columns. What
// is wrong with the file as a whole is reported here, for every format of columns.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "site/csv.h"
#include "site/formats/columns.h"
#include "site/formats/table.h"

namespace porchlight::site {

struct OpenTable {
  Csv csv;
  int head = -1;  // which of csv.rows; -1: none, and that is reported

  const CsvRow& head_row() const { return csv.rows[static_cast<std::size_t>(head)]; }
  std::span<const CsvRow> rows() const {
    return std::span(csv.rows).subspan(static_cast<std::size_t>(head) + 1);
  }
};

// What a format says of its tables.
struct TableWords {
  std::span<const ColumnName> known;
  std::vector<std::vector<std::string_view>> needed;  // a head has all names of one of these
  std::string_view write;                             // "Write in the first row: Name, Day, Time."
  std::string_view nothing_shown;                     // "The kiosk shows no meetings of this file."
  std::string_view row_not_shown;                     // "This meeting is not shown."
  bool may_be_empty = false;                          // an empty file is no problem
};

// The first sheet with a head. Without one, each row of the first sheet counts as left out.
OpenTable open_table(std::string_view bytes, const TableWords& words, TableReport& report);

}  // namespace porchlight::site
