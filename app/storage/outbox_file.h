// The file of the outbox: made, checked, brought up to date, and set aside when it is damaged. Inside storage
// only.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "disk/database.h"

namespace porchlight::storage {

struct OutboxFile {
  disk::Database database;
  std::optional<std::string> set_aside;  // where the damaged one went
  int damage = 0;                        // SQLite's code for what was wrong with it
};

// The folder must exist.
// `now`: a damaged file is set aside under its date.
Result<OutboxFile> open_outbox_file(const std::string& folder, Instant now);
Result<disk::Database> look_at_outbox_file(const std::string& folder);

// What a failure means to the person who looks after the kiosk.
Error in_words(disk::Failure failure, const std::string& folder);

}  // namespace porchlight::storage
