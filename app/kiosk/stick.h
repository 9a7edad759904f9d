// Stick: a USB stick that somebody put in. The port; mounted_stick() is the real one. It may take long to
// answer: never call it on the main thread. Thread: one at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace porchlight::kiosk {

class Stick {
 public:
  virtual ~Stick() = default;

  virtual bool is_there() = 0;

  // Puts a file onto it, whole, in place of one of the same name. Returns when all of the stick has been
  // written: it may then be pulled out. Error: why not, in words for staff.
  virtual Outcome put(const std::string& name, std::string_view bytes) = 0;
};

// Where packaging/porchlight-stick@.service mounts each stick, in a folder of its own.
inline constexpr const char* sticks_folder = "/run/porchlight-sticks";

// The first one that is mounted below `folder`.
std::unique_ptr<Stick> mounted_stick(std::string folder = sticks_folder);

// One file, synced. Not by disk::write_whole_file(), which sets rights: FAT has none, and refuses. Thread:
// any; it waits for the stick.
Outcome write_stick(const std::string& path, std::span<const std::byte> bytes);

}  // namespace porchlight::kiosk
