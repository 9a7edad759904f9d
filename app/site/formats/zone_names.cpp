#include "site/formats/zone_names.h"

#include <algorithm>
#include <iterator>

#include "site/words.h"

namespace porchlight::site {
namespace {

struct ZoneName {
  std::string_view name, zone;  // the name as matching_key
};

// The zones of the United States, as people call them; then Windows' names from CLDR's windowsZones.xml,
// territory "001", for where recovery calendars come from.
constexpr ZoneName zone_names[] = {
    {"et", "America/New_York"},
    {"est", "America/New_York"},
    {"edt", "America/New_York"},
    {"eastern", "America/New_York"},
    {"eastern time", "America/New_York"},
    {"eastern standard time", "America/New_York"},
    {"ct", "America/Chicago"},
    {"cst", "America/Chicago"},
    {"cdt", "America/Chicago"},
    {"central", "America/Chicago"},
    {"central time", "America/Chicago"},
    {"central standard time", "America/Chicago"},
    {"mt", "America/Denver"},
    {"mst", "America/Denver"},
    {"mdt", "America/Denver"},
    {"mountain", "America/Denver"},
    {"mountain time", "America/Denver"},
    {"mountain standard time", "America/Denver"},
    {"pt", "America/Los_Angeles"},
    {"pst", "America/Los_Angeles"},
    {"pdt", "America/Los_Angeles"},
    {"pacific", "America/Los_Angeles"},
    {"pacific time", "America/Los_Angeles"},
    {"pacific standard time", "America/Los_Angeles"},
    {"greenwich standard time", "Atlantic/Reykjavik"},
    {"gmt standard time", "Europe/London"},
    {"w. europe standard time", "Europe/Berlin"},
    {"romance standard time", "Europe/Paris"},
    {"central europe standard time", "Europe/Budapest"},
    {"central european standard time", "Europe/Warsaw"},
    {"e. europe standard time", "Europe/Chisinau"},
    {"fle standard time", "Europe/Kiev"},
    {"gtb standard time", "Europe/Bucharest"},
    {"turkey standard time", "Europe/Istanbul"},
    {"russian standard time", "Europe/Moscow"},
    {"israel standard time", "Asia/Jerusalem"},
    {"egypt standard time", "Africa/Cairo"},
    {"south africa standard time", "Africa/Johannesburg"},
    {"e. africa standard time", "Africa/Nairobi"},
    {"w. central africa standard time", "Africa/Lagos"},
    {"arabian standard time", "Asia/Dubai"},
    {"iran standard time", "Asia/Tehran"},
    {"pakistan standard time", "Asia/Karachi"},
    {"india standard time", "Asia/Calcutta"},
    {"nepal standard time", "Asia/Katmandu"},
    {"se asia standard time", "Asia/Bangkok"},
    {"china standard time", "Asia/Shanghai"},
    {"singapore standard time", "Asia/Singapore"},
    {"taipei standard time", "Asia/Taipei"},
    {"tokyo standard time", "Asia/Tokyo"},
    {"korea standard time", "Asia/Seoul"},
    {"w. australia standard time", "Australia/Perth"},
    {"cen. australia standard time", "Australia/Adelaide"},
    {"aus central standard time", "Australia/Darwin"},
    {"e. australia standard time", "Australia/Brisbane"},
    {"aus eastern standard time", "Australia/Sydney"},
    {"tasmania standard time", "Australia/Hobart"},
    {"new zealand standard time", "Pacific/Auckland"},
    {"hawaiian standard time", "Pacific/Honolulu"},
    {"alaskan standard time", "America/Anchorage"},
    {"pacific standard time (mexico)", "America/Tijuana"},
    {"us mountain standard time", "America/Phoenix"},
    {"mountain standard time (mexico)", "America/Mazatlan"},
    {"central standard time (mexico)", "America/Mexico_City"},
    {"canada central standard time", "America/Regina"},
    {"central america standard time", "America/Guatemala"},
    {"eastern standard time (mexico)", "America/Cancun"},
    {"us eastern standard time", "America/Indianapolis"},
    {"cuba standard time", "America/Havana"},
    {"haiti standard time", "America/Port-au-Prince"},
    {"sa pacific standard time", "America/Bogota"},
    {"venezuela standard time", "America/Caracas"},
    {"atlantic standard time", "America/Halifax"},
    {"sa western standard time", "America/La_Paz"},
    {"pacific sa standard time", "America/Santiago"},
    {"newfoundland standard time", "America/St_Johns"},
    {"argentina standard time", "America/Buenos_Aires"},
    {"e. south america standard time", "America/Sao_Paulo"},
};

}  // namespace

std::string_view zone_called(std::string_view name) {
  const std::string key = matching_key(name);
  const auto* found = std::find_if(std::begin(zone_names), std::end(zone_names),
                                   [&](const ZoneName& each) { return each.name == key; });
  return found == std::end(zone_names) ? std::string_view() : found->zone;
}

}  // namespace porchlight::site
