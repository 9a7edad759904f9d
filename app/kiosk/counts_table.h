// The table of page counts as staff get it: by `porchlight counts`, and on a stick.
#pragma once

#include <string>
#include <vector>

#include "storage/page_counts.h"

namespace porchlight::kiosk {

// CSV with a head: Day,Page,Language,Times. A number that could be one person's is told as fewer than
// storage::fewest_shown.
std::string counts_table(const std::vector<storage::PageCount>& counts);

}  // namespace porchlight::kiosk
