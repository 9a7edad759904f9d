// The time zones that a calendar names, as those of tzdata.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "schedule/time.h"

namespace porchlight::site {

class CalendarZones {
 public:
  // `given`: TZID of the calendar's own definitions, and the name of tzdata that they carry, if any.
  explicit CalendarZones(std::map<std::string, std::string> given) : given_(std::move(given)) {}

  // "America/New_York", "/freeassociation.sourceforge.net/America/New_York", "Eastern Standard Time" as
  // Outlook has it. Nothing: no such zone.
  std::optional<schedule::Zone> named(const std::string& tzid);

 private:
  std::optional<schedule::Zone> find(const std::string& tzid) const;

  std::map<std::string, std::string> given_;
  std::map<std::string, std::optional<schedule::Zone>> known_;
};

}  // namespace porchlight::site
