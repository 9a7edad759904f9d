// What a collector does about a damaged SQLite file before it serves: sets it aside, and goes on with what
// can still be read of it. Inside collector only. Thread: any; waits for the disk.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "collector/store.h"
#include "disk/descriptor.h"

namespace porchlight::collector {

// Every store of a file holds it, shared, by PATH-lock; who sets the file aside must have it alone. Waits for
// that one.
Result<disk::Descriptor> hold(const std::string& path);

// As mend_store(). Whatever stops it, a power cut too: the next call goes on from there. A file of which
// nothing can be read is left as it is, in words: it may be none of ours.
Result<std::optional<Mended>> mend_sqlite_file(const std::string& path, Instant now);

}  // namespace porchlight::collector
