// What can still be read of a damaged SQLite file, row by row. Inside collector only. Thread: any; waits for
// the disk.
#pragma once

#include <cstdint>
#include <string>

#include "disk/database.h"

namespace porchlight::collector {

// What check_pages() does not see: a changed byte in an envelope, in what stands beside it, or in its id.
bool requests_are_whole(disk::Database& database);

struct Remains {
  std::int64_t requests = 0, kiosks = 0;  // in the new file
  std::int64_t lost = 0;                  // requests that the damaged one names, and the new one has not
};

// All that can be read goes into the other file, synced; requests only if they are whole, and none that was
// withdrawn. The failure is of the new file alone.
Result<Remains, disk::Failure> copy_remains(const std::string& damaged, disk::Database& into);
Result<Remains, disk::Failure> count_remains(const std::string& damaged, disk::Database& into);

}  // namespace porchlight::collector
