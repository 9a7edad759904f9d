// BMLT: the JSON of GetSearchResults (https://bmlt.app/semantic/), which lists NA's meetings: a list of
// meetings, or
// {"meetings", "formats"} when the formats were asked for too. All values are texts; weekday 1 is Sunday.
#pragma once

#include <string_view>

#include "site/formats/table.h"

namespace porchlight::site {

ReadTable read_bmlt(std::string_view bytes, const TableContext& context);

}  // namespace porchlight::site
