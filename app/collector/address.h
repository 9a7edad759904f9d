// The addresses of PROTOCOL.md: which one a target is, and what stands in it. Thread: any.
#pragma once

#include <string>
#include <string_view>

#include "collector/call.h"

namespace porchlight::collector {

struct Addressed {
  Address address = Address::unknown;
  std::string name;  // the request's id, the withdrawal's hash, the kiosk's id; else empty
};

// Anything but exactly such an address is unknown: also one with a query, an escape or a slash too many.
Addressed read_address(std::string_view target);

// The one method that an address has. Precondition: not unknown.
const char* method_of(Address address);

// What `webhook-id` has to say in a call that `kiosk` signs.
std::string webhook_id_of(const Addressed& addressed, std::string_view kiosk);

// A kiosk's or a team's: 1 to 32 letters, digits, "-", "_" and ".".
bool is_name(std::string_view text);

}  // namespace porchlight::collector
