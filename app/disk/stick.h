// Stick: the USB sticks that are plugged in, as folders. The service manager mounts each of them below one
// place (packaging/porchlight-stick@.service) with nosuid, nodev, noexec and nosymfollow: nothing on it can
// run, be a device, or lead elsewhere. Thread: any but the main one; a stick may take seconds to answer.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
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

// A file, synced. Not by write_whole_file(), which sets rights: FAT has none, and refuses.
Outcome write_on_stick(const std::string& path, std::span<const std::byte> bytes);
// The same, whole or not at all, in place of one of the same name. It is there after Stick::sync().
Outcome put_on_stick(const std::string& folder, const std::string& name, std::string_view bytes);

}  // namespace porchlight::disk
