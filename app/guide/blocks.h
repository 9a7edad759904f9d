// The words of a page below its head, from Markdown to blocks. See page.h for what is taken.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "guide/page.h"

namespace porchlight::guide {

// `text`: the whole file, valid UTF-8; `begin`: where the head has ended.
Result<std::vector<Block>, PageError> parse_blocks(std::string_view text, std::size_t begin);

}  // namespace porchlight::guide
