// The file of a SQLite store: made, and brought up to date. Inside collector only.
#pragma once

#include <string>

#include "base/result.h"
#include "collector/store.h"
#include "disk/database.h"

namespace porchlight::collector {

// Its folder must exist. The file is checked first (PRAGMA quick_check, about a second for 400 MB); a damaged
// one is refused, and neither it nor its log is changed. Thread: any.
Result<disk::Database> open_sqlite_file(const std::string& path);

// Whether the file is a collector's, of this version or an older one. in_words() knows its failures.
disk::Step refuse_others(disk::Database& database);

// For in_words(): damaged so much that a person must help.
disk::Failure nothing_readable();

// What a failure means to the person who looks after the collector.
StoreTrouble in_words(disk::Failure failure, const std::string& path);

}  // namespace porchlight::collector
