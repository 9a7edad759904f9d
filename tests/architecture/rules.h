// What must never be in the source of the house. Each rule gives its findings as "file:line: what is wrong".
#pragma once

#include <string>
#include <vector>

#include "architecture/house.h"

namespace porchlight::architecture {

using Findings = std::vector<std::string>;

Findings arrows_that_run_upward(const House& house);
Findings libraries_outside_their_room(const House& house);
Findings libraries_in_public_headers(const House& house);
Findings rooms_that_reach_outside(
    const House& house);  // schedule, guide, intake: no file, socket, clock, screen
Findings clocks_beside_the_clock(const House& house);  // only base/clock.cpp asks the system
Findings output_outside_commands(const House& house);
Findings ways_onto_the_clipboard(const House& house);  // what is typed stays in the visit
Findings unfinished_work(const House& house);
Findings names_that_say_nothing(const House& house);
Findings headers_without_guard(const House& house);
Findings files_too_long(const House& house);

}  // namespace porchlight::architecture
