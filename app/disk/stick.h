// Stick: the USB sticks that are plugged in, as folders. The service manager mounts each of them below one
// place (packaging/porchlight-stick@.service) with nosuid, nodev, noexec and nosymfollow: nothing on it can
// run, be a device, or lead elsewhere. Thread: any but the main one; a stick may take seconds to answer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace porchlight::disk {

class Stick {
 public:
  virtual ~Stick() = default;

  // Sorted; empty: there is none.
  virtual std::vector<std::string> folders() = 0;

  // All that was written is on the stick, and it may be pulled out. Error: it may not be on it.
  virtual Outcome sync(const std::string& folder) = 0;
};

inline constexpr const char* sticks_place = "/run/porchlight-sticks";

// A folder below `place` counts when something is mounted there: after a stick was pulled out its folder may
// stay.
std::unique_ptr<Stick> mounted_sticks(std::string place = sticks_place);

}  // namespace porchlight::disk
