#include "collector/sqlite_remains.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "intake/envelope.h"

namespace porchlight::collector {
namespace {

using disk::Database;
using disk::Failure;
using disk::Statement;
using disk::Step;

// `kinds`, one letter a column: t text, n number, b bytes; each may be NULL. `order`: its key.
struct Table {
  const char* name;
  const char* columns;
  std::string_view kinds;
  std::array<const char*, 2> orders{"rowid", "rowid DESC"};
};
constexpr Table requests{"requests", "id, kiosk, team, hash, withdraw, received, called, envelope",
                         "tttbbnnb"};
// The same with what the inbox knows of them; a file from before the inbox has not these columns.
constexpr Table requests_and_work{"requests",
                                  "id, kiosk, team, hash, withdraw, received, called, envelope, "
                                  "holder, held_until, version, tries, result, call_again, finished, erased",
                                  "tttbbnnbtnnntnnn"};
constexpr std::array others = {
    Table{"withdrawals", "team, hash, withdrawn", "tbn", {"team, hash", "team DESC, hash DESC"}},
    Table{"codes", "kiosk, team, code, expires", "ttbn"},
    Table{"kiosks", "id, team, key, enrolled, revoked, last_seen, status, place", "ttbnnntt"},
    // Of a file from before the second factor and the places.
    Table{"kiosks", "id, team, key, enrolled, revoked, last_seen, status", "ttbnnnt"},
    Table{"recipients", "team, epoch, bytes", "tnb"}, Table{"base_configs", "team, number, bytes", "tnb"},
    Table{"wraps", "request, recipient, seal", "tbb", {"request, recipient", "request DESC, recipient DESC"}},
    Table{"people",
          "name, team, role, salt, passes, memory_kib, half, key, wrapped, joined, removed, totp, totp_step, "
          "duty_until",
          "tttbnnbbbnnbnn"},
    Table{"people", "name, team, role, salt, passes, memory_kib, half, key, wrapped, joined, removed",
          "tttbnnbbbnn"},
    Table{"memberships", "person, team, role", "ttt", {"person, team", "person DESC, team DESC"}},
    Table{"list_keys", "team, recipient, seal", "tbb", {"team, recipient", "team DESC, recipient DESC"}},
    Table{"numbers", "request, team, hash, asked", "ttbn"},
    Table{"do_not_call", "team, hash, since", "tbn", {"team, hash", "team DESC, hash DESC"}},
    Table{"invitations", "name, team, role, code, expires", "tttbn"},
    Table{"sessions", "token, person, expires", "btn"},
    Table{"sign_in_failures", "name, failures, locked_until, last", "tnnn"},
    Table{"audit", "number, time, person, team, what, about, hash", "nnttttb"}};

// Of a row of `requests`: the envelope, and what was written beside it when it came.
bool is_whole(const Statement& row) {
  const auto envelope = row.blob_at(7);
  if (envelope.empty()) return true;  // erased: its time was over
  const auto header = intake::read_header(envelope);
  return header && row.text_at(0) == header->id && row.text_at(1) == header->kiosk_id &&
         std::ranges::equal(row.blob_at(3), intake::envelope_hash(envelope)) &&
         std::ranges::equal(row.blob_at(4), header->withdraw);
}

Statement rows_of(Database& database, const Table& table, const char* order) {
  return database.prepare(
      fmt::format("SELECT {} FROM {} NOT INDEXED ORDER BY {}", table.columns, table.name, order));
}

void bind(Statement& into, const Statement& row, std::string_view kinds) {
  for (int column = 0; column < static_cast<int>(kinds.size()); ++column) {
    const char kind = row.null_at(column) ? '0' : kinds[static_cast<std::size_t>(column)];
    if (kind == '0') into.null();
    if (kind == 't') into.text(row.text_at(column));
    if (kind == 'b') into.blob(row.blob_at(column));
    if (kind == 'n') into.number(row.number_at(column));
  }
}

// From both ends: one damaged page in the middle hides what lies behind it.
Step copy_rows(Database& damaged, Database& into, const Table& table) {
  std::string places = "?";
  for (std::size_t i = 1; i < table.kinds.size(); ++i) places += ", ?";
  Statement insert = into.prepare(
      fmt::format("INSERT INTO {}({}) VALUES({}) ON CONFLICT DO NOTHING", table.name, table.columns, places));
  for (const char* order : table.orders) {
    Statement row = rows_of(damaged, table, order);
    for (auto there = row.next(); there && *there; there = row.next()) {
      if (std::string_view(table.name) == requests.name && !is_whole(row)) continue;
      bind(insert.again(), row, table.kinds);
      if (const Step copied = insert.run(); !copied && !copied.error().refused()) return copied;
    }
  }
  return Done{};
}

// The index of the ids is read for itself: it names requests that lie on pages which cannot be read.
Result<std::int64_t, Failure> lost(Database& damaged, Database& into) {
  std::set<std::string> missing;
  Statement has = into.prepare("SELECT 1 FROM requests WHERE id=?1");
  for (const char* order : {"", " DESC"}) {
    Statement row = damaged.prepare(
        fmt::format("SELECT id FROM requests INDEXED BY sqlite_autoindex_requests_1 ORDER BY id{}", order));
    for (auto there = row.next(); there && *there; there = row.next()) {
      const auto found = has.again().text(row.text_at(0)).next();
      if (!found) return found.error();
      if (!*found) missing.emplace(row.text_at(0));
    }
  }
  return static_cast<std::int64_t>(missing.size());
}

}  // namespace

bool requests_are_whole(Database& database) {
  Statement named =
      database.prepare("SELECT 1 FROM requests INDEXED BY sqlite_autoindex_requests_1 WHERE id=?1");
  Statement row = rows_of(database, requests, "rowid");
  for (;;) {
    const auto there = row.next();
    if (!there) return !there.error().corrupt();
    if (!*there) return true;
    const auto found = named.again().text(row.text_at(0)).next();
    if (!found || !*found || !is_whole(row)) return false;
  }
}

Result<Remains, Failure> copy_remains(const std::string& path, Database& into) {
  auto damaged = Database::open(path, Database::Access::remains);
  if (!damaged) return Remains{};  // nothing can be read
  disk::Transaction transaction(into);
  if (!transaction.begun()) return transaction.begun().error();
  for (const Table& table : {requests_and_work, requests})
    if (const Step copied = copy_rows(*damaged, into, table); !copied) return copied.error();
  for (const Table& table : others)
    if (const Step copied = copy_rows(*damaged, into, table); !copied) return copied.error();
  // Its erasing may be what was lost.
  const Step kept_out = into.run(
      "DELETE FROM requests WHERE EXISTS(SELECT 1 FROM withdrawals "
      "WHERE withdrawals.team=requests.team AND withdrawals.hash=requests.withdraw)");
  if (!kept_out) return kept_out.error();
  if (const Step step = transaction.commit(); !step) return step.error();
  if (const Step step = into.checkpoint(); !step) return step.error();
  return count_remains(path, into);
}

Result<Remains, Failure> count_remains(const std::string& path, Database& into) {
  Statement row = into.prepare("SELECT (SELECT count(*) FROM requests), (SELECT count(*) FROM kiosks)");
  if (const auto there = row.next(); !there) return there.error();
  Remains remains{.requests = row.number_at(0), .kiosks = row.number_at(1)};
  auto damaged = Database::open(path, Database::Access::remains);
  if (!damaged) return remains;
  const auto missing = lost(*damaged, into);
  if (!missing) return missing.error();
  remains.lost = *missing;
  return remains;
}

}  // namespace porchlight::collector
