// Meeting Guide JSON (https://github.com/code4recovery/spec) as real sites serve it: a list of meetings.
#pragma once

#include <string_view>

#include "site/formats/table.h"

namespace porchlight::site {

ReadTable read_meeting_guide(std::string_view bytes, const TableContext& context);

}  // namespace porchlight::site
