// meetings.csv, or the same table as .xlsx or .ods: the columns of TSML's import template
// (https://github.com/code4recovery/12-step-meeting-list, template.csv), in any order and case, and our own:
// Fellowship, Room, Directions, Repeats, From, Until, Except, Languages, Duration. Texts may be given per
// language: Directions[es], Notes[es].
#pragma once

#include <string_view>

#include "site/formats/table.h"

namespace porchlight::site {

ReadTable read_own_csv(std::string_view bytes, const TableContext& context);

}  // namespace porchlight::site
