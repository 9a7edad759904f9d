#include "site/formats/calendar_zones.h"

#include "site/formats/zone_names.h"

namespace porchlight::site {
namespace {

std::optional<schedule::Zone> of_tzdata(const std::string& name) {
  if (name.empty()) return std::nullopt;
  auto zone = schedule::Zone::named(name);
  if (!zone) return std::nullopt;
  return std::move(*zone);
}

}  // namespace

std::optional<schedule::Zone> CalendarZones::named(const std::string& tzid) {
  const auto [known, is_new] = known_.emplace(tzid, std::nullopt);
  if (is_new) known->second = find(tzid);
  return known->second;
}

std::optional<schedule::Zone> CalendarZones::find(const std::string& tzid) const {
  if (const std::string_view called = zone_called(tzid); !called.empty())
    return of_tzdata(std::string(called));
  if (auto zone = of_tzdata(tzid)) return zone;
  if (const auto given = given_.find(tzid); given != given_.end())
    if (auto zone = of_tzdata(given->second)) return zone;
  // Behind a prefix of its maker; the longest rest first, since "America/Indiana/Knox" has two slashes.
  for (std::size_t slash = tzid.find('/'); slash != std::string::npos; slash = tzid.find('/', slash + 1))
    if (auto zone = of_tzdata(tzid.substr(slash + 1))) return zone;
  return std::nullopt;
}

}  // namespace porchlight::site
