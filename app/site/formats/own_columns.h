// The columns of meetings.csv: those of TSML's import template and of its export, and our own, with the other
// names that people give them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "site/formats/columns.h"

namespace porchlight::site {

std::span<const ColumnName> own_columns();

// A head has all names of one of these.
const std::vector<std::vector<std::string_view>>& own_head_names();

// Whether a head names a column that only our own tables have, "Repeats" or "Room".
bool has_own_column(const CsvRow& head);

// A cell with it holds nothing, and means it: other rows of the same address do not fill it, and under
// Location it is not this building.
inline constexpr std::string_view nothing_on_purpose = "-";

}  // namespace porchlight::site
