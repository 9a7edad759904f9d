// The head of a page: the lines of `key: value` between two lines of "---". See page.h.
#pragma once

#include <cstddef>
#include <string_view>

#include "guide/page.h"

namespace porchlight::guide {

// Fills the fields of `page` that stand in the head. Returns the offset in `text` where the words begin.
Result<std::size_t, PageError> parse_head(std::string_view text, Page& page);

}  // namespace porchlight::guide
