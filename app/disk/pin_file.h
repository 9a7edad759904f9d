// The staff's PIN in the state folder, as its hash. Thread: any but the main one; waits for the disk.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace porchlight::disk {

inline constexpr const char* pin_file_name = "staff.pin";

// In the place of the one before.
Outcome keep_pin_hash(const std::string& state_folder, const std::string& hash);

// Nothing: no PIN was set.
Result<std::optional<std::string>> pin_hash(const std::string& state_folder);

}  // namespace porchlight::disk
