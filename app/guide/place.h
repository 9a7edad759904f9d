// Where in a text something stands, as an editor counts it. For this room's messages only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "guide/page.h"

namespace porchlight::guide {

// The error `what` at the byte `offset` of `text`; `text.size()` is allowed.
PageError error_at(std::string_view text, std::size_t offset, std::string what);

// The first byte that is no valid UTF-8 (Unicode 15, table 3-7) or a control character other than tab and
// line ends.
std::optional<std::size_t> find_bad_character(std::string_view text);

}  // namespace porchlight::guide
