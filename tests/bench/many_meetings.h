// Many meetings for the benchmarks of the schedule, made of real ones: as long, as similar to each other and
// as unevenly spread over words, days and kinds as those are.
#pragma once

#include <string>
#include <vector>

#include "site/site.h"

namespace porchlight::bench {

// The facility of `config` with all meetings of the Meeting Guide lists (*.json) in `feeds`; where there are
// none, those of the facility alone. nullptr: `config` cannot be shown.
std::shared_ptr<const site::Site> real_site(const std::string& config, const std::string& feeds);

// `count` meetings: the real ones first, then round after round the same with other names, streets and towns,
// each round in another part of the country. What most meetings share (“group”, “church”, “street”) stays.
// The same for the same input.
std::vector<schedule::Meeting> many_meetings(std::span<const schedule::Meeting> real, std::size_t count);

}  // namespace porchlight::bench
