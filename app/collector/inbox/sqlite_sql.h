// SqliteSql: the inbox's statements on the SQLite file of a store, by its connection.
#pragma once

#include <string>

#include "collector/inbox/sql.h"
#include "disk/database.h"

namespace porchlight::collector {

class SqliteSql final : public Sql {
 public:
  // `database` is borrowed; `path` is for what an operator reads.
  SqliteSql(disk::Database& database, std::string path) : database_(database), path_(std::move(path)) {}

  Stored<SqlRows> read(SqlStatement statement) override;
  Stored<std::vector<SqlRows>> write(std::vector<SqlStatement> statements) override;

 private:
  Result<SqlRows, disk::Failure> run(const SqlStatement& statement);

  disk::Database& database_;
  const std::string path_;
};

}  // namespace porchlight::collector
