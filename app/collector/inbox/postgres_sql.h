// PostgresSql: the inbox's statements on PostgreSQL, by the connection of a store.
#pragma once

#include "collector/inbox/sql.h"
#include "collector/postgres.h"

namespace porchlight::collector {

class PostgresSql final : public Sql {
 public:
  explicit PostgresSql(Postgres& postgres) : postgres_(postgres) {}  // borrowed

  Stored<SqlRows> read(SqlStatement statement) override;
  // A connection that is lost under it is not tried again: the second time would find its own work.
  Stored<std::vector<SqlRows>> write(std::vector<SqlStatement> statements) override;

 private:
  Postgres& postgres_;
};

}  // namespace porchlight::collector
