// The tables of a PostgreSQL store: made, and brought up to date. Inside collector only.
#pragma once

#include "base/result.h"
#include "collector/postgres.h"
#include "collector/store.h"

namespace porchlight::collector {

// In the first schema of the connection's search path. Several collectors may begin at once: one does it, the
// others wait. Refuses a server that does not sync what it commits.
Stored<Done> bring_up_to_date(Postgres& postgres);

// What a failure means to the person who looks after the collector.
StoreTrouble in_words(const PostgresFailure& failure);

}  // namespace porchlight::collector
