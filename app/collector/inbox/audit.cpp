#include "collector/inbox/audit.h"

#include <fmt/format.h>

#include <algorithm>

namespace porchlight::collector {
namespace {

// Of as many collectors as there may be, all write at this moment.
constexpr int most_tries = 32;
// Of a log that is checked: so many entries are read at once.
constexpr std::int64_t read_at_once = 1'000;

constexpr const char* columns = "number, time, person, team, what, about, hash";

intake::Hash hash_of(const Bytes& bytes) {
  intake::Hash hash{};
  std::ranges::copy_n(bytes.begin(), static_cast<std::ptrdiff_t>(std::min(bytes.size(), hash.size())),
                      hash.begin());
  return hash;
}

AuditEntry entry_at(const SqlRows& rows, std::size_t row) {
  return {.number = rows.number(row, 0),
          .time = rows.time(row, 1),
          .person = rows.text(row, 2),
          .team = rows.text(row, 3),
          .what = rows.text(row, 4),
          .about = rows.text(row, 5),
          .hash = hash_of(rows.bytes(row, 6))};
}

// The entry's own values come behind those of its condition, $n and on.
SqlStatement insertion(const AuditEntry& entry, const Audited& audited) {
  std::vector<SqlValue> values = audited.values;
  const auto n = values.size() + 1;
  for (SqlValue value :
       {SqlValue(entry.number), sql_time(entry.time), SqlValue(entry.person), SqlValue(entry.team),
        SqlValue(entry.what), SqlValue(entry.about), sql_bytes(entry.hash)})
    values.push_back(std::move(value));
  return {fmt::format("INSERT INTO audit({}) SELECT ${}, ${}, ${}, ${}, ${}, ${}, ${} WHERE {} "
                      "ON CONFLICT(number) DO NOTHING",
                      columns, n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, audited.if_so),
          std::move(values)};
}

SqlStatement only_with(const AuditEntry& entry, const Audited::Deed& deed) {
  std::vector<SqlValue> values = deed.values;
  values.emplace_back(entry.number);
  values.push_back(sql_bytes(entry.hash));
  return {fmt::format("{} AND EXISTS(SELECT 1 FROM audit WHERE number = ${} AND hash = ${})", deed.sql,
                      values.size() - 1, values.size()),
          std::move(values)};
}

}  // namespace

intake::Hash chained(const intake::Hash& last, const AuditEntry& entry) {
  std::string text(reinterpret_cast<const char*>(last.data()), last.size());
  for (const std::string& field :
       {std::to_string(entry.number), std::to_string(entry.time.time_since_epoch().count()), entry.person,
        entry.team, entry.what, entry.about})
    text += fmt::format("{}:{}", field.size(), field);
  return intake::blake2b(std::as_bytes(std::span(text)));
}

Stored<std::optional<std::vector<SqlRows>>> write_down(Sql& sql, AuditEntry entry, const Audited& audited) {
  for (int tries = 0; tries < most_tries; ++tries) {
    const auto last = sql.read({"SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1", {}});
    if (!last) return last.error();
    entry.number = last->empty() ? 1 : last->number(0, 0) + 1;
    entry.hash = chained(last->empty() ? intake::Hash{} : hash_of(last->bytes(0, 1)), entry);
    std::vector<SqlStatement> statements{insertion(entry, audited)};
    for (const auto& deed : audited.deeds) statements.push_back(only_with(entry, deed));
    auto rows = sql.write(std::move(statements));
    if (!rows) return rows.error();
    if (rows->front().changed == 1) {
      rows->erase(rows->begin());
      return std::optional(std::move(*rows));
    }
    const auto taken = sql.read({"SELECT count(*) FROM audit WHERE number = $1", {SqlValue(entry.number)}});
    if (!taken) return taken.error();
    if (taken->number(0, 0) == 0) return std::optional<std::vector<SqlRows>>{};
  }
  return StoreTrouble{StoreTrouble::Kind::unavailable, "Too many write into the audit log at once."};
}

Stored<std::vector<AuditEntry>> newest_entries(Sql& sql, const std::string& team, int most) {
  const auto rows = sql.read({fmt::format("SELECT {} FROM audit WHERE team = $1 OR $1 = '' "
                                          "ORDER BY number DESC LIMIT $2",
                                          columns),
                              {team, std::int64_t{most}}});
  if (!rows) return rows.error();
  std::vector<AuditEntry> entries;
  for (std::size_t row = 0; row < rows->size(); ++row) entries.push_back(entry_at(*rows, row));
  return entries;
}

Stored<AuditCheck> check_audit(Sql& sql) {
  AuditCheck check;
  for (;;) {
    const auto rows =
        sql.read({fmt::format("SELECT {} FROM audit WHERE number > $1 ORDER BY number LIMIT $2", columns),
                  {check.entries, read_at_once}});
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
      const AuditEntry entry = entry_at(*rows, row);
      if (entry.number != check.entries + 1 || entry.hash != chained(check.last, entry)) {
        check.broken_at = check.entries + 1;
        return check;
      }
      check.entries = entry.number;
      check.last = entry.hash;
    }
    if (rows->empty()) return check;
  }
}

}  // namespace porchlight::collector
