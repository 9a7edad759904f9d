// Sql: one connection to the tables of the inbox, the same statements on SQLite and on PostgreSQL. They are
// written once, in what both understand; parameters are $1, $2, … No column is ever NULL: 0 and '' say
// "none". Thread: one at a time, the Store's.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "collector/trouble.h"

namespace porchlight::collector {

using SqlValue = std::variant<std::int64_t, std::string, Bytes>;

inline SqlValue sql_time(Instant instant) {
  return std::int64_t{instant.time_since_epoch().count()};
}
template <class Container>
SqlValue sql_bytes(const Container& bytes) {
  return Bytes(bytes.begin(), bytes.end());
}

struct SqlStatement {
  std::string sql;
  std::vector<SqlValue> values;
};

// What a statement gave. Rows and columns count from 0; another type than the column's is a bug.
struct SqlRows {
  std::vector<std::vector<SqlValue>> rows;
  std::int64_t changed = 0;  // rows that it inserted, updated or deleted

  bool empty() const { return rows.empty(); }
  std::size_t size() const { return rows.size(); }
  std::int64_t number(std::size_t row, std::size_t column) const {
    return std::get<std::int64_t>(rows.at(row).at(column));
  }
  Instant time(std::size_t row, std::size_t column) const { return Instant(seconds(number(row, column))); }
  const std::string& text(std::size_t row, std::size_t column) const {
    return std::get<std::string>(rows.at(row).at(column));
  }
  const Bytes& bytes(std::size_t row, std::size_t column) const {
    return std::get<Bytes>(rows.at(row).at(column));
  }
};

class Sql {
 public:
  virtual ~Sql() = default;

  // Only reads: may be done twice, when a connection is lost under it.
  virtual Stored<SqlRows> read(SqlStatement statement) = 0;
  // All of them happen, synced to the disk, or none. Each sees what those before it did.
  virtual Stored<std::vector<SqlRows>> write(std::vector<SqlStatement> statements) = 0;
};

}  // namespace porchlight::collector
