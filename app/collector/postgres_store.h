// The store in a PostgreSQL database, for many kiosks: any number of collectors work on it side by side.
#pragma once

#include <memory>
#include <string>

#include "collector/store.h"

namespace porchlight::collector {

// The database must exist and belong to the user of `url`; the tables are made.
Result<std::unique_ptr<Store>> open_postgres_store(const std::string& url);

}  // namespace porchlight::collector
