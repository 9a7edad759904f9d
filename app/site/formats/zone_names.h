// What people and programs call time zones, where that is not the name in tzdata.
#pragma once

#include <string_view>

namespace porchlight::site {

// "Eastern", "PST", "Pacific Standard Time" as Outlook has it: "America/Los_Angeles". Empty: nothing is
// called so. Some are names in tzdata too, but of a fixed offset, wrong all summer.
std::string_view zone_called(std::string_view name);

}  // namespace porchlight::site
