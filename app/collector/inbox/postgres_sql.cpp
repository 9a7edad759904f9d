#include "collector/inbox/postgres_sql.h"

#include "collector/postgres_schema.h"

namespace porchlight::collector {
namespace {

Parameter parameter(const SqlValue& value) {
  if (const auto* number_value = std::get_if<std::int64_t>(&value)) return number(*number_value);
  if (const auto* text_value = std::get_if<std::string>(&value)) return text(*text_value);
  return bytes(std::get<Bytes>(value));
}

Command command(const SqlStatement& statement) {
  Command command{statement.sql.c_str(), {}};
  for (const SqlValue& value : statement.values) command.parameters.push_back(parameter(value));
  return command;
}

SqlValue value_at(const Rows& rows, int row, int column) {
  switch (rows.kind_of(column)) {
    case Rows::Kind::bytes: {
      const auto bytes = rows.bytes_at(row, column);
      return Bytes(bytes.begin(), bytes.end());
    }
    case Rows::Kind::text:
      return std::string(rows.text_at(row, column));
    case Rows::Kind::number:
      break;
  }
  return rows.number_at(row, column);
}

SqlRows rows_of(const Rows& given) {
  SqlRows rows{.rows = {}, .changed = given.changed()};
  for (int row = 0; row < given.count(); ++row) {
    auto& values = rows.rows.emplace_back();
    for (int column = 0; column < given.columns(); ++column) values.push_back(value_at(given, row, column));
  }
  return rows;
}

}  // namespace

Stored<SqlRows> PostgresSql::read(SqlStatement statement) {
  const auto rows = postgres_.ask(command(statement));
  if (!rows) return in_words(rows.error());
  return rows_of(*rows);
}

Stored<std::vector<SqlRows>> PostgresSql::write(std::vector<SqlStatement> statements) {
  std::vector<Command> commands;
  for (const SqlStatement& statement : statements) commands.push_back(command(statement));
  const auto given = postgres_.transaction(std::move(commands), Postgres::IfLost::give_up);
  if (!given) return in_words(given.error());
  std::vector<SqlRows> all;
  for (const Rows& rows : *given) all.push_back(rows_of(rows));
  return all;
}

}  // namespace porchlight::collector
