#include "collector/inbox/sqlite_sql.h"

#include <algorithm>

#include "collector/sqlite_file.h"

namespace porchlight::collector {
namespace {

void bind(disk::Statement& statement, const SqlValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) statement.number(*number);
  if (const auto* text = std::get_if<std::string>(&value)) statement.text(*text);
  if (const auto* bytes = std::get_if<Bytes>(&value)) statement.blob(*bytes);
}

SqlValue value_at(const disk::Statement& row, int column) {
  switch (row.kind_at(column)) {
    case disk::Statement::Kind::number:
      return row.number_at(column);
    case disk::Statement::Kind::blob: {
      const auto bytes = row.blob_at(column);
      return Bytes(bytes.begin(), bytes.end());
    }
    case disk::Statement::Kind::text:
      break;
  }
  return std::string(row.text_at(column));
}

}  // namespace

Result<SqlRows, disk::Failure> SqliteSql::run(const SqlStatement& asked) {
  // $1 would be a name to SQLite; ?1 is the first parameter.
  std::string sql = asked.sql;
  std::ranges::replace(sql, '$', '?');
  disk::Statement statement = database_.prepare(sql);
  for (const SqlValue& value : asked.values) bind(statement, value);
  const auto before = database_.total_changes();
  SqlRows rows;
  for (;;) {
    const auto there = statement.next();
    if (!there) return there.error();
    if (!*there) break;
    auto& row = rows.rows.emplace_back();
    for (int column = 0; column < statement.columns(); ++column) row.push_back(value_at(statement, column));
  }
  rows.changed = database_.total_changes() - before;
  return rows;
}

Stored<SqlRows> SqliteSql::read(SqlStatement statement) {
  auto rows = run(statement);
  if (!rows) return in_words(rows.error(), path_);
  return std::move(*rows);
}

Stored<std::vector<SqlRows>> SqliteSql::write(std::vector<SqlStatement> statements) {
  disk::Transaction transaction(database_);
  if (!transaction.begun()) return in_words(transaction.begun().error(), path_);
  std::vector<SqlRows> all;
  for (const SqlStatement& statement : statements) {
    auto rows = run(statement);
    if (!rows) return in_words(rows.error(), path_);
    all.push_back(std::move(*rows));
  }
  if (const auto step = transaction.commit(); !step) return in_words(step.error(), path_);
  return all;
}

}  // namespace porchlight::collector
