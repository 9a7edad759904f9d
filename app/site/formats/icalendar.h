// iCalendar (RFC 5545): each VEVENT is a row. What repeats becomes one meeting with a rule; what is different
// on one date (RECURRENCE-ID) becomes a date left out there and a meeting of its own on the new date. Tasks
// and the like are no rows.
#pragma once

#include <string_view>

#include "site/formats/table.h"

namespace porchlight::site {

ReadTable read_icalendar(std::string_view bytes, const TableContext& context);

}  // namespace porchlight::site
