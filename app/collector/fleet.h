// The fleet: how the kiosks are, silent ones first, for who runs them.
#pragma once

#include <string>
#include <vector>

#include "collector/status.h"
#include "collector/store.h"

namespace porchlight::collector {

struct FleetRow {
  Kiosk kiosk;
  KioskStatus status;  // empty: it never told
};

// Who was not heard of for longest stands first; revoked ones last.
std::vector<FleetRow> fleet_of(std::vector<Kiosk> kiosks);

// A table for a person ("!": a clock that the kiosk itself does not trust; "?": not known), and the same for
// a machine.
std::string fleet_table(const std::vector<FleetRow>& fleet, const Waiting& waiting, Instant now);
std::string fleet_json(const std::vector<FleetRow>& fleet, const Waiting& waiting);

}  // namespace porchlight::collector
