// The state folder: what a kiosk keeps between two starts. Folders 0700, files 0600, whatever the umask says.
// Thread: any; all of it waits for the disk.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace porchlight::disk {

// Makes the folder, and those above it, if need be; takes rights from group and others. Error: it cannot be
// written, and what to do about it.
Outcome prepare_state_folder(const std::string& folder);

// An empty file, or the one that is there; 0600 either way.
Outcome make_private_file(const std::string& path);

// Puts a file in place whole, or leaves what was there: written beside it under a hidden name, synced,
// renamed. Call sync_folder() for its folder when it must survive a power cut. `mode` counts for a new file;
// one that is there keeps its own.
Outcome write_whole_file(const std::string& path, std::string_view bytes, unsigned mode = 0600);

// Makes what was created, renamed or removed in it survive a power cut.
Outcome sync_folder(const std::string& folder);

// "Cannot write /var/lib/porchlight: No space left on device (28)." and what to do.
Error disk_error(const std::string& what, const std::string& path, int error_number);

}  // namespace porchlight::disk
