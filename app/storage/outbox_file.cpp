#include "storage/outbox_file.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <filesystem>

#include "disk/damage.h"
#include "disk/state_folder.h"
#include "storage/ballast.h"

namespace porchlight::storage {
namespace {

constexpr std::string_view file_name = "/outbox.db";

// Each brings the file from the version of its place to the next. Never change one that was released: add
// another. Hours count from 1970 in UTC; nothing finer is kept. A NULL hour: the clock was not trusted.
constexpr std::array migrations = {
    "CREATE TABLE requests("
    "  place INTEGER PRIMARY KEY,"  // the order in which they are offered
    "  id TEXT NOT NULL UNIQUE,"
    "  bytes BLOB NOT NULL,"
    "  saved_hour INTEGER NOT NULL,"
    "  expires_hour INTEGER,"
    "  withdraw BLOB NOT NULL,"
    "  language TEXT NOT NULL,"
    "  offered INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX requests_by_withdraw ON requests(withdraw);"
    "CREATE TABLE withdrawals("
    "  hash BLOB PRIMARY KEY,"
    "  until_hour INTEGER) STRICT, WITHOUT ROWID;"
    "CREATE TABLE last_good(path TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE numbers(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
    // Days count from 1970. Without row ids: no order tells which came first.
    "CREATE TABLE page_counts("
    "  day INTEGER NOT NULL, page TEXT NOT NULL, language TEXT NOT NULL, number INTEGER NOT NULL,"
    "  PRIMARY KEY(day, page, language)) STRICT, WITHOUT ROWID;"};

constexpr int newer_version = -1;  // not one of SQLite's codes

disk::Step migrate(disk::Database& database) {
  disk::Transaction transaction(database);
  if (!transaction.begun()) return transaction.begun();
  std::size_t version = 0;
  {
    disk::Statement statement = database.prepare("PRAGMA user_version");
    const auto row = statement.next();
    if (!row) return row.error();
    version = static_cast<std::size_t>(statement.number_at(0));
  }
  if (version > migrations.size()) return disk::Failure{newer_version};
  if (version == migrations.size()) return Done{};
  for (std::size_t i = version; i < migrations.size(); ++i)
    if (auto step = database.run(migrations[i]); !step) return step;
  if (auto step = database.run(fmt::format("PRAGMA user_version={}", migrations.size()).c_str()); !step)
    return step;
  return transaction.commit();
}

// In KiB. By itself SQLite keeps up to 2 MB of pages, which counts fill at some 45 bytes a visit; the few
// that a request needs are in a quarter of one as well.
constexpr const char* page_cache = "PRAGMA cache_size=-256";

Result<disk::Database, disk::Failure> open_sound(const std::string& path) {
  auto database = disk::Database::open(path, disk::Database::Access::read_and_write);
  if (!database) return database.error();
  if (auto step = database->run("PRAGMA journal_mode=WAL"); !step) return step.error();
  if (auto step = database->run(page_cache); !step) return step.error();
  if (auto step = disk::check_pages(*database); !step) return step.error();
  if (auto step = migrate(*database); !step) return step.error();
  return database;
}

// A full disk stops even the opening: SQLite needs room for its log.
Result<disk::Database, disk::Failure> open_even_when_full(const std::string& folder,
                                                          const std::string& path) {
  auto database = open_sound(path);
  if (!database && database.error().full() && Ballast(folder).release()) return open_sound(path);
  return database;
}

}  // namespace

Result<OutboxFile> open_outbox_file(const std::string& folder, Instant now) {
  const std::string path = folder + std::string(file_name);
  const bool made = !std::filesystem::exists(path);
  // Made here and not by SQLite, which would leave its rights to the umask; its log takes over those of the
  // file.
  if (auto file = disk::make_private_file(path); !file) return file.error();
  if (made)
    if (auto synced = disk::sync_folder(folder); !synced) return synced.error();

  auto database = open_even_when_full(folder, path);
  if (database) return OutboxFile{std::move(*database), std::nullopt, 0};
  const disk::Failure failure = database.error();
  if (!failure.corrupt()) return in_words(failure, folder);

  const auto aside = disk::set_aside(path, now);
  if (!aside) return aside.error();
  if (auto file = disk::make_private_file(path); !file) return file.error();
  auto fresh = open_even_when_full(folder, path);
  if (!fresh) return in_words(fresh.error(), folder);
  return OutboxFile{std::move(*fresh), *aside, failure.code};
}

Result<disk::Database> look_at_outbox_file(const std::string& folder) {
  const std::string path = folder + std::string(file_name);
  if (!std::filesystem::exists(path))
    return Error{
        fmt::format("There is no outbox in {}. Name the kiosk’s state folder with --state.", folder)};
  auto database = disk::Database::open(path, disk::Database::Access::read_only);
  if (!database) return in_words(database.error(), folder);
  return std::move(*database);
}

Error in_words(disk::Failure failure, const std::string& folder) {
  if (failure.code == newer_version)
    return {fmt::format(
        "{}/outbox.db was made by a newer Porchlight. Install that one again; nothing was changed.", folder)};
  if (failure.corrupt())
    return {fmt::format("{}/outbox.db is damaged. It is set aside at the next start and kept.", folder)};
  if (failure.full())
    return {
        fmt::format("The disk that holds {} is full (SQLite {}). Free some space; what waits there is kept.",
                    folder, failure.code)};
  switch (failure.code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {fmt::format("Another program holds {}/outbox.db. Stop it.", folder)};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {fmt::format(
          "Cannot write {0}/outbox.db (SQLite {1}). Make it belong to the user that runs Porchlight: "
          "chown -R USER {0}",
          folder, failure.code)};
    default:
      return {
          fmt::format("The disk that holds {} fails (SQLite {}). Look at the disk.", folder, failure.code)};
  }
}

}  // namespace porchlight::storage
