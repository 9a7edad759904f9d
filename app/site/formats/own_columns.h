// The columns of meetings.csv: those of TSML's import template and of its export, and our own, with the other
// names that people give them.
#pragma once

#include <span>

#include "site/formats/columns.h"

namespace porchlight::site {

std::span<const ColumnName> own_columns();

}  // namespace porchlight::site
