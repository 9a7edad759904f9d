#include "collector/sqlite_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>

#include "disk/damage.h"
#include "disk/descriptor.h"
#include "disk/state_folder.h"

namespace porchlight::collector {
namespace {

// Several stores write to one file, one after the other; each holds it for a commit, which is milliseconds.
constexpr const char* settings =
    "PRAGMA busy_timeout=10000;"
    "PRAGMA journal_mode=WAL;";

// "PLco": a file with another number belongs to another program, such as the outbox of a kiosk.
constexpr std::int64_t application_id = 0x504c636f;

// Each brings the file from the version of its place to the next. Never change one that was released: add
// another. Times are seconds since 1970 in UTC, by the collector's clock.
constexpr std::array migrations = {
    "CREATE TABLE requests("
    "  id TEXT PRIMARY KEY NOT NULL,"
    "  kiosk TEXT NOT NULL,"
    "  team TEXT NOT NULL,"
    "  hash BLOB NOT NULL,"      // of the envelope
    "  withdraw BLOB NOT NULL,"  // the hash that takes it back
    "  received INTEGER NOT NULL,"
    "  called INTEGER,"  // NULL: it waits
    "  envelope BLOB NOT NULL) STRICT;"
    "CREATE INDEX requests_by_withdraw ON requests(withdraw);"
    "CREATE INDEX requests_waiting ON requests(received) WHERE called IS NULL;"
    "CREATE INDEX requests_called ON requests(team, called) WHERE called IS NOT NULL;"
    "CREATE TABLE withdrawals("
    "  team TEXT NOT NULL, hash BLOB NOT NULL, withdrawn INTEGER NOT NULL,"
    "  PRIMARY KEY(team, hash)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE codes("
    "  kiosk TEXT PRIMARY KEY NOT NULL, team TEXT NOT NULL, code BLOB NOT NULL UNIQUE,"
    "  expires INTEGER NOT NULL) STRICT;"
    "CREATE TABLE kiosks("
    "  id TEXT PRIMARY KEY NOT NULL, team TEXT NOT NULL, key BLOB NOT NULL, enrolled INTEGER NOT NULL,"
    "  revoked INTEGER NOT NULL DEFAULT 0, last_seen INTEGER, status TEXT NOT NULL DEFAULT '') STRICT;"
    "CREATE TABLE recipients("
    "  team TEXT PRIMARY KEY NOT NULL, epoch INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE checks(place INTEGER PRIMARY KEY, number INTEGER NOT NULL) STRICT;"
    "INSERT INTO checks VALUES(1, 0);"
    "CREATE TABLE claims(what TEXT PRIMARY KEY NOT NULL, until INTEGER NOT NULL) STRICT;",
    // The inbox. No column is NULL: 0 and '' say "none".
    "ALTER TABLE requests ADD COLUMN holder TEXT NOT NULL DEFAULT '';"  // who has it open
    "ALTER TABLE requests ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE requests ADD COLUMN version INTEGER NOT NULL DEFAULT 0;"  // for compare-and-set
    "ALTER TABLE requests ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;"  // calls, until somebody was reached
    "ALTER TABLE requests ADD COLUMN result TEXT NOT NULL DEFAULT '';"   // of the last call
    "ALTER TABLE requests ADD COLUMN call_again INTEGER NOT NULL DEFAULT 0;"  // not before
    "ALTER TABLE requests ADD COLUMN finished INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE requests ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;"  // its envelope, for good
    "CREATE INDEX requests_open ON requests(team, received) WHERE finished = 0;"
    "CREATE TABLE wraps("  // a body's key, sealed again for who joined later
    "  request TEXT NOT NULL, recipient BLOB NOT NULL, seal BLOB NOT NULL,"
    "  PRIMARY KEY(request, recipient)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE people("
    "  name TEXT PRIMARY KEY NOT NULL, team TEXT NOT NULL, role TEXT NOT NULL,"
    "  salt BLOB NOT NULL, passes INTEGER NOT NULL, memory_kib INTEGER NOT NULL,"  // Argon2id in the browser
    "  half BLOB NOT NULL,"                        // the hash of the half that signs in
    "  key BLOB NOT NULL, wrapped BLOB NOT NULL,"  // public; and what only the other half opens
    "  joined INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE TABLE invitations("
    "  name TEXT PRIMARY KEY NOT NULL, team TEXT NOT NULL, role TEXT NOT NULL, code BLOB NOT NULL UNIQUE,"
    "  expires INTEGER NOT NULL) STRICT;"
    "CREATE TABLE sessions("
    "  token BLOB PRIMARY KEY NOT NULL, person TEXT NOT NULL, expires INTEGER NOT NULL) STRICT;"
    "CREATE TABLE sign_in_failures("
    "  name TEXT PRIMARY KEY NOT NULL, failures INTEGER NOT NULL, locked_until INTEGER NOT NULL,"
    "  last INTEGER NOT NULL) STRICT;"
    "CREATE TABLE audit("
    "  number INTEGER PRIMARY KEY NOT NULL, time INTEGER NOT NULL, person TEXT NOT NULL, team TEXT NOT NULL,"
    "  what TEXT NOT NULL, about TEXT NOT NULL, hash BLOB NOT NULL) STRICT;"
    // Append-only, also for whoever means well.
    "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;"
    "CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;",
    // A second factor: the secret of a phone's codes, and the last step of 30 s whose code was used. 0: the
    // phone has not shown yet that it has the secret.
    "ALTER TABLE people ADD COLUMN totp BLOB NOT NULL DEFAULT x'';"
    "ALTER TABLE people ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE people ADD COLUMN duty_until INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE kiosks ADD COLUMN place TEXT NOT NULL DEFAULT '';"  // what callers read: "St. Brendan's,
                                                                     // lobby"
    // Numbers as keyed hashes. The key is of the team's browsers, and here only sealed to each of them.
    "CREATE TABLE list_keys("
    "  team TEXT NOT NULL, recipient BLOB NOT NULL, seal BLOB NOT NULL,"
    "  PRIMARY KEY(team, recipient)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE numbers("
    "  request TEXT PRIMARY KEY NOT NULL, team TEXT NOT NULL, hash BLOB NOT NULL, asked INTEGER NOT NULL) "
    "STRICT;"
    "CREATE INDEX numbers_by_hash ON numbers(team, hash);"
    "CREATE TABLE do_not_call("
    "  team TEXT NOT NULL, hash BLOB NOT NULL, since INTEGER NOT NULL,"
    "  PRIMARY KEY(team, hash)) STRICT, WITHOUT ROWID;"
    // Teams besides the one that somebody joined.
    "CREATE TABLE memberships("
    "  person TEXT NOT NULL, team TEXT NOT NULL, role TEXT NOT NULL,"
    "  PRIMARY KEY(person, team)) STRICT, WITHOUT ROWID;",
    // The files that a team's kiosks have in common.
    "CREATE TABLE base_configs("
    "  team TEXT PRIMARY KEY NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;"};

// None of SQLite's codes.
constexpr int newer_version = -1;
constexpr int other_program = -2;
constexpr int nothing_left = -3;
constexpr int sqlite_no_database = 26;  // one of them

Result<std::int64_t, disk::Failure> number(disk::Database& database, std::string_view sql) {
  disk::Statement statement = database.prepare(sql);
  const auto row = statement.next();
  if (!row) return row.error();
  return *row ? statement.number_at(0) : 0;
}

disk::Step migrate(disk::Database& database) {
  disk::Transaction transaction(database);
  if (!transaction.begun()) return transaction.begun();
  const auto version = number(database, "PRAGMA user_version");
  if (!version) return version.error();
  if (auto step = refuse_others(database); !step) return step;
  if (*version == static_cast<std::int64_t>(migrations.size())) return Done{};
  for (auto i = static_cast<std::size_t>(*version); i < migrations.size(); ++i)
    if (auto step = database.run(migrations[i]); !step) return step;
  const std::string numbers =
      fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", application_id, migrations.size());
  if (auto step = database.run(numbers.c_str()); !step) return step;
  return transaction.commit();
}

// Where another process makes the same file at this moment, SQLite does not wait to change its journal; it
// does wait for a transaction.
disk::Step use_log(disk::Database& database) {
  for (int tries = 0; tries < 5; ++tries) {
    auto step = database.run(settings);
    if (step || !step.error().busy()) return step;
    if (auto waited = database.run("BEGIN IMMEDIATE; COMMIT"); !waited) return waited;
  }
  return database.run(settings);
}

Outcome sync_folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return disk::sync_folder(folder.empty() ? "." : folder);
}

Outcome make_file(const std::string& path) {
  // A file that is there is never opened and closed beside SQLite: that would let go of the locks that other
  // connections of this process hold on it (sqlite.org/howtocorrupt.html, section 2.2).
  if (chmod(path.c_str(), 0600) == 0) return Done{};
  if (errno == ENOENT && std::filesystem::exists(path + "-mended"))
    return Error{fmt::format("{0} is being mended: {0}-mended takes its place. Start the collector.", path)};
  if (errno == ENOENT)
    if (const disk::Descriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)); file)
      return sync_folder_of(path);
  return Error{fmt::format(
      "Cannot use {}: {}. Its folder must be there, and belong to the user that runs the collector.", path,
      std::strerror(errno))};
}

bool has_bytes(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return !error && size > 0;
}

// Before anything is written, and by a connection that cannot write: it does not even copy the log into the
// file, so that of a damaged one no byte is changed.
disk::Step look_for_damage(const std::string& path) {
  // SQLite throws the log of an empty file away. Ours has bytes before it has a log: this one was cut, or
  // only the log was put back.
  if (!has_bytes(path) && has_bytes(path + "-wal")) return nothing_readable();
  auto database = disk::Database::open(path, disk::Database::Access::read_only);
  if (!database) return database.error();
  return disk::check_pages(*database);
}

disk::Step prepare(disk::Database& database) {
  if (auto step = use_log(database); !step) return step;
  return migrate(database);
}

}  // namespace

Result<disk::Database> open_sqlite_file(const std::string& path) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  if (auto made = make_file(path); !made) return made.error();
  // Other trouble than damage stands in the way of the opening below as well, or goes with it.
  if (auto sound = look_for_damage(path);
      !sound && (sound.error().corrupt() || sound.error().code == nothing_left))
    return Error{in_words(sound.error(), path).what};
  auto database = disk::Database::open(path, disk::Database::Access::read_and_write);
  if (!database) return Error{in_words(database.error(), path).what};
  if (auto step = prepare(*database); !step) return Error{in_words(step.error(), path).what};
  return std::move(*database);
}

disk::Failure nothing_readable() {
  return {nothing_left};
}

disk::Step refuse_others(disk::Database& database) {
  const auto version = number(database, "PRAGMA user_version");
  if (!version) return version.error();
  const auto owner = number(database, "PRAGMA application_id");
  if (!owner) return owner.error();
  const auto tables = number(database, "SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  if (*owner != application_id && (*owner != 0 || *tables != 0)) return disk::Failure{other_program};
  if (*version > static_cast<std::int64_t>(migrations.size())) return disk::Failure{newer_version};
  return Done{};
}

StoreTrouble in_words(disk::Failure failure, const std::string& path) {
  using enum StoreTrouble::Kind;
  if (failure.code == newer_version)
    return {
        damaged,
        fmt::format("{} was made by a newer Porchlight. Install that one again; nothing was changed.", path)};
  if (failure.code == other_program)
    return {damaged, fmt::format("{} belongs to another program. Give the collector a file of its own; "
                                 "nothing was changed.",
                                 path)};
  if (failure.full())
    return {full,
            fmt::format("The disk that holds {} is full (SQLite {}). Free some space; what was received is "
                        "kept.",
                        path, failure.code)};
  if (failure.busy())
    return {unavailable,
            fmt::format("Another program holds {} (SQLite {}). Stop it, or try again.", path, failure.code)};
  if (failure.code == nothing_left || failure.code == sqlite_no_database)
    return {damaged,
            fmt::format("{0} is damaged, and nothing of it can be read. It was left as it is. Move {0} "
                        "and, if it is there, {0}-wal into another folder, and keep both. Put the last "
                        "backup in their place, then start the collector.",
                        path)};
  if (failure.corrupt())
    return {
        damaged,
        fmt::format("{} is damaged (SQLite {}). It was left as it is. Stop the collector and start it again: "
                    "it sets the file aside, keeps it, and goes on with what can be read.",
                    path, failure.code)};
  return {damaged,
          fmt::format("Cannot use {} (SQLite {}). Look at the disk, and whether the file belongs to the "
                      "user that runs the collector.",
                      path, failure.code)};
}

}  // namespace porchlight::collector
