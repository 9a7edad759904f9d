// The store in one SQLite file: nothing to set up, for one collector. Several of these may work on the file
// at once, and those of other processes; but their transactions come one after the other, so one that commits
// many requests together is faster than several.
#pragma once

#include <memory>
#include <string>

#include "collector/store.h"

namespace porchlight::collector {

// Makes the file, for its owner alone; its folder must exist. A damaged file is refused and left as it is.
Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path);

}  // namespace porchlight::collector
