// Sheet: the tables in a file, whichever program saved it: .csv, .xlsx or .ods, all as the rows of csv.h.
// Decides by the bytes, never by the name. Where a cell stands is its row and column in the sheet. Text is
// what a person sees in the cell, but dates are 2026-12-24 and times 19:00, since a sheet says which they
// are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "site/csv.h"

namespace porchlight::site {

// Why a file holds no table that can be read, in words for staff.
struct Unreadable {
  std::string what, to_do;
};

struct Sheets {
  std::vector<Csv> sheets;               // those that are not hidden, in their order; one of a CSV file
  std::optional<Unreadable> unreadable;  // then there are none
};

// Never fails; takes no more than some 500 MB for a moment, whatever the bytes are (see sheets/limits.h).
Sheets read_sheets(std::string_view bytes);

// The bytes are of a workbook, or of something packed like one: never of a CSV file.
bool is_workbook(std::string_view bytes);

}  // namespace porchlight::site
