// A damaged SQLite file: found out, and moved out of the way. Never deleted. Thread: any; all of it waits for
// the disk.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "disk/database.h"

namespace porchlight::disk {

// Whether the file's pages fit together; Failure::corrupt() when they do not. Reads the whole file. A byte
// that was changed inside a value is not seen.
Step check_pages(Database& database);

// Moves the file, with its log, beside itself: outbox.db becomes outbox-corrupt-2026-11-27.db, or -2 after
// that. Nobody may have it open. What is not there is no error. Returns where it is now.
Result<std::string> set_aside(const std::string& path, Instant now);

// Those of this file that were set aside and still lie there, by name.
std::vector<std::string> set_aside_before(const std::string& path);

}  // namespace porchlight::disk
