#include "disk/database.h"

#include <sqlite3.h>

namespace porchlight::disk {
namespace {

// Another connection only ever counts ("porchlight outbox"), which takes milliseconds.
constexpr int busy_timeout_ms = 3'000;

// Defensive: not even a bug of ours may write over the file's own tables. secure_delete writes zeros over
// what is erased.
constexpr const char* settings =
    "PRAGMA synchronous=FULL;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cell_size_check=ON;"
    "PRAGMA temp_store=MEMORY;";

}  // namespace

// SQLite says FULL for ENOSPC alone; a quota (EDQUOT) or a limit (EFBIG) comes as a failed write.
bool Failure::full() const {
  return (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE;
}

bool Failure::corrupt() const {
  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

bool Failure::refused() const {
  return (code & 0xff) == SQLITE_CONSTRAINT;
}

bool Failure::busy() const {
  const int kind = code & 0xff;
  return kind == SQLITE_BUSY || kind == SQLITE_LOCKED || kind == SQLITE_NOMEM || kind == SQLITE_INTERRUPT;
}

void Statement::Free::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Statement& Statement::text(std::string_view value) {
  // A null pointer would bind NULL, not an empty text.
  const char* data = value.empty() ? "" : value.data();
  if (failed_ == SQLITE_OK)
    failed_ =
        sqlite3_bind_text64(statement_.get(), ++parameter_, data, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::blob(std::span<const std::byte> value) {
  // A null pointer would bind NULL, not an empty blob.
  const void* data = value.empty() ? static_cast<const void*>("") : value.data();
  if (failed_ == SQLITE_OK)
    failed_ = sqlite3_bind_blob64(statement_.get(), ++parameter_, data, value.size(), SQLITE_STATIC);
  return *this;
}

Statement& Statement::number(std::int64_t value) {
  if (failed_ == SQLITE_OK) failed_ = sqlite3_bind_int64(statement_.get(), ++parameter_, value);
  return *this;
}

Statement& Statement::null() {
  if (failed_ == SQLITE_OK) failed_ = sqlite3_bind_null(statement_.get(), ++parameter_);
  return *this;
}

Result<bool, Failure> Statement::next() {
  if (failed_ != SQLITE_OK) return Failure{failed_};
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return Failure{code};
}

Step Statement::run() {
  for (;;) {
    const auto row = next();
    if (!row) return row.error();
    if (!*row) return Done{};
  }
}

Statement& Statement::again() {
  if (!statement_) return *this;  // what was wrong with it when it was prepared stays
  sqlite3_reset(statement_.get());
  parameter_ = 0;
  failed_ = SQLITE_OK;
  return *this;
}

std::int64_t Statement::number_at(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

Statement::Kind Statement::kind_at(int column) const {
  const int type = sqlite3_column_type(statement_.get(), column);
  return type == SQLITE_INTEGER ? Kind::number : type == SQLITE_BLOB ? Kind::blob : Kind::text;
}

int Statement::columns() const {
  return sqlite3_column_count(statement_.get());
}

bool Statement::null_at(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::string_view Statement::text_at(int column) const {
  const auto bytes = blob_at(column);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::byte> Statement::blob_at(int column) const {
  const auto data = static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), column));
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Database::Close::operator()(sqlite3* connection) const noexcept {
  sqlite3_close_v2(connection);
}

Result<Database, Failure> Database::open(const std::string& path, Access access) {
  const bool remains = access == Access::remains;
  const int flags = (access == Access::read_and_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &connection, flags, nullptr);
  Database database;
  database.connection_.reset(connection);
  if (code != SQLITE_OK) return Failure{code};
  sqlite3_busy_timeout(connection, busy_timeout_ms);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, remains ? 0 : 1, nullptr);
  // With this alone SQLite reads a file that is shorter than its first page says.
  if (remains) (void)database.run("PRAGMA writable_schema=ON");
  if (auto set = database.run(settings); !set) return set.error();
  return database;
}

Step Database::run(const char* sql) {
  const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return Failure{code};
  return Done{};
}

Statement Database::prepare(std::string_view sql) {
  Statement statement;
  sqlite3_stmt* prepared = nullptr;
  statement.failed_ =
      sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
  statement.statement_.reset(prepared);
  return statement;
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(connection_.get());
}

std::int64_t Database::total_changes() const {
  return sqlite3_total_changes64(connection_.get());
}

Step Database::checkpoint() {
  const int code =
      sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK) return Failure{code};
  return Done{};
}

Transaction::~Transaction() {
  // Some failures have rolled back already; then this one says so, and nothing is lost by it.
  if (begun_ && !committed_) (void)database_.run("ROLLBACK");
}

Step Transaction::commit() {
  auto committed = database_.run("COMMIT");
  committed_ = committed.ok();
  return committed;
}

}  // namespace porchlight::disk
