// What a column can hold: tells a misspelt name from a column of staff's own ("Form" is not From when numbers
// of forms stand below it).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace porchlight::site {

// At least one of `texts`, the cells of a column, and most of them are what the column is for. Any text is
// right for columns of text.
bool can_be(std::string_view column, const std::vector<std::string>& texts);

}  // namespace porchlight::site
