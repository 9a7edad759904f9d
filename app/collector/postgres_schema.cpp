#include "collector/postgres_schema.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

namespace porchlight::collector {
namespace {

// Each brings the tables from the version of its place to the next. Never change one that was released: add
// another. Times are seconds since 1970 in UTC, by the collectors' clocks. Ids compare as bytes, so that
// their order is everywhere the same.
constexpr std::array migrations = {
    "CREATE TABLE requests("
    "  id text COLLATE \"C\" PRIMARY KEY,"
    "  kiosk text NOT NULL,"
    "  team text NOT NULL,"
    "  hash bytea NOT NULL,"      // of the envelope
    "  withdraw bytea NOT NULL,"  // the hash that takes it back
    "  received bigint NOT NULL,"
    "  called bigint,"  // NULL: it waits
    "  envelope bytea NOT NULL);"
    // An envelope is encrypted: to compress it would cost time and save nothing.
    "ALTER TABLE requests ALTER COLUMN envelope SET STORAGE EXTERNAL;"
    "CREATE INDEX requests_by_withdraw ON requests(withdraw);"
    "CREATE INDEX requests_waiting ON requests(received) WHERE called IS NULL;"
    "CREATE INDEX requests_called ON requests(team, called) WHERE called IS NOT NULL;"
    "CREATE TABLE withdrawals("
    "  team text NOT NULL, hash bytea NOT NULL, withdrawn bigint NOT NULL, PRIMARY KEY(team, hash));"
    "CREATE TABLE codes("
    "  kiosk text PRIMARY KEY, team text NOT NULL, code bytea NOT NULL UNIQUE, expires bigint NOT NULL);"
    // A status is kept as bytes: it may be any that JSON can be.
    "CREATE TABLE kiosks("
    "  id text COLLATE \"C\" PRIMARY KEY, team text NOT NULL, key bytea NOT NULL, enrolled bigint NOT NULL,"
    "  revoked boolean NOT NULL DEFAULT false, last_seen bigint, status bytea NOT NULL DEFAULT '');"
    "CREATE TABLE recipients(team text PRIMARY KEY, epoch bigint NOT NULL, bytes bytea NOT NULL);"
    "CREATE TABLE checks(place integer PRIMARY KEY, number bigint NOT NULL);"
    "INSERT INTO checks VALUES(1, 0);"
    "CREATE TABLE claims(what text PRIMARY KEY, until bigint NOT NULL);",
    // The inbox. No column is NULL: 0 and '' say "none".
    "ALTER TABLE requests"
    "  ADD COLUMN holder text NOT NULL DEFAULT '',"  // who has it open
    "  ADD COLUMN held_until bigint NOT NULL DEFAULT 0,"
    "  ADD COLUMN version bigint NOT NULL DEFAULT 0,"     // for compare-and-set
    "  ADD COLUMN tries bigint NOT NULL DEFAULT 0,"       // calls, until somebody was reached
    "  ADD COLUMN result text NOT NULL DEFAULT '',"       // of the last call
    "  ADD COLUMN call_again bigint NOT NULL DEFAULT 0,"  // not before
    "  ADD COLUMN finished bigint NOT NULL DEFAULT 0,"
    "  ADD COLUMN erased bigint NOT NULL DEFAULT 0;"  // its envelope, for good
    "CREATE INDEX requests_open ON requests(team, received) WHERE finished = 0;"
    "CREATE TABLE wraps("  // a body's key, sealed again for who joined later
    "  request text COLLATE \"C\" NOT NULL, recipient bytea NOT NULL, seal bytea NOT NULL,"
    "  PRIMARY KEY(request, recipient));"
    "CREATE TABLE people("
    "  name text COLLATE \"C\" PRIMARY KEY, team text NOT NULL, role text NOT NULL,"
    "  salt bytea NOT NULL, passes bigint NOT NULL, memory_kib bigint NOT NULL,"  // Argon2id in the browser
    "  half bytea NOT NULL,"                         // the hash of the half that signs in
    "  key bytea NOT NULL, wrapped bytea NOT NULL,"  // public; and what only the other half opens
    "  joined bigint NOT NULL, removed bigint NOT NULL DEFAULT 0);"
    "CREATE TABLE invitations("
    "  name text COLLATE \"C\" PRIMARY KEY, team text NOT NULL, role text NOT NULL,"
    "  code bytea NOT NULL UNIQUE, expires bigint NOT NULL);"
    "CREATE TABLE sessions(token bytea PRIMARY KEY, person text NOT NULL, expires bigint NOT NULL);"
    "CREATE TABLE sign_in_failures("
    "  name text COLLATE \"C\" PRIMARY KEY, failures bigint NOT NULL, locked_until bigint NOT NULL,"
    "  last bigint NOT NULL);"
    "CREATE TABLE audit("
    "  number bigint PRIMARY KEY, time bigint NOT NULL, person text NOT NULL, team text NOT NULL,"
    "  what text NOT NULL, about text NOT NULL, hash bytea NOT NULL);"
    // Append-only, also for whoever means well.
    "CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
    "  $$ BEGIN RAISE EXCEPTION 'append-only'; END $$;"
    "CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
    "  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();",
    // A second factor: the secret of a phone's codes, and the last step of 30 s whose code was used. 0: the
    // phone has not shown yet that it has the secret.
    "ALTER TABLE people"
    "  ADD COLUMN totp bytea NOT NULL DEFAULT '',"
    "  ADD COLUMN totp_step bigint NOT NULL DEFAULT 0,"
    "  ADD COLUMN duty_until bigint NOT NULL DEFAULT 0;"
    "ALTER TABLE kiosks ADD COLUMN place text NOT NULL DEFAULT '';"  // what callers read: "St. Brendan's,
                                                                     // lobby"
    // Numbers as keyed hashes. The key is of the team's browsers, and here only sealed to each of them.
    "CREATE TABLE list_keys("
    "  team text NOT NULL, recipient bytea NOT NULL, seal bytea NOT NULL, PRIMARY KEY(team, recipient));"
    "CREATE TABLE numbers("
    "  request text COLLATE \"C\" PRIMARY KEY, team text NOT NULL, hash bytea NOT NULL, asked bigint NOT "
    "NULL);"
    "CREATE INDEX numbers_by_hash ON numbers(team, hash);"
    "CREATE TABLE do_not_call("
    "  team text NOT NULL, hash bytea NOT NULL, since bigint NOT NULL, PRIMARY KEY(team, hash));"
    // Teams besides the one that somebody joined.
    "CREATE TABLE memberships("
    "  person text COLLATE \"C\" NOT NULL, team text NOT NULL, role text NOT NULL, PRIMARY KEY(person, "
    "team));",
    // The files that a team's kiosks have in common.
    "CREATE TABLE base_configs(team text PRIMARY KEY, number bigint NOT NULL, bytes bytea NOT NULL);"};
constexpr auto newest = static_cast<std::int64_t>(migrations.size());

// The lock is one number for the whole database: the letters "PLmigr".
constexpr const char* begin =
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
    "SET LOCAL statement_timeout = 0;"
    "SET LOCAL lock_timeout = 0;"
    "SELECT pg_advisory_xact_lock(88289183360882);"
    "CREATE TABLE IF NOT EXISTS porchlight_collector(version integer NOT NULL)";

constexpr const char* version_sql = "SELECT coalesce(max(version), 0) FROM porchlight_collector";

// Nothing: there are no tables yet.
Asked<std::optional<std::int64_t>> version(Postgres& postgres) {
  const auto there = postgres.ask({"SELECT to_regclass('porchlight_collector') IS NOT NULL", {}});
  if (!there) return there.error();
  if (there->number_at(0, 0) == 0) return std::optional<std::int64_t>{};
  const auto rows = postgres.ask({version_sql, {}});
  if (!rows) return rows.error();
  return std::optional(rows->number_at(0, 0));
}

Asked<Done> migrate(Postgres& postgres) {
  if (auto step = postgres.script(begin); !step) return step.error();
  const auto rows = postgres.script(version_sql);
  if (!rows) return rows.error();
  const std::string_view digits = rows->text_at(0, 0);
  std::size_t old = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), old);
  for (std::size_t i = old; i < migrations.size(); ++i)
    if (auto step = postgres.script(migrations[i]); !step) return step.error();
  const std::string end = fmt::format(
      "DELETE FROM porchlight_collector; INSERT INTO porchlight_collector VALUES({}); COMMIT", newest);
  if (auto step = postgres.script(end.c_str()); !step) return step.error();
  return Done{};
}

}  // namespace

Stored<Done> bring_up_to_date(Postgres& postgres) {
  const auto syncs = postgres.ask({"SELECT current_setting('fsync') = 'on'", {}});
  if (!syncs) return in_words(syncs.error());
  if (syncs->number_at(0, 0) == 0)
    return StoreTrouble{
        StoreTrouble::Kind::damaged,
        "The PostgreSQL server runs with fsync = off: what it says is stored may be lost. Set "
        "it to on."};
  const auto old = version(postgres);
  if (!old) return in_words(old.error());
  if (*old > newest)
    return StoreTrouble{StoreTrouble::Kind::damaged,
                        "The PostgreSQL database was made by a newer Porchlight. Install that one again; "
                        "nothing was changed."};
  if (*old == newest) return Done{};
  const auto done = migrate(postgres);
  if (done) return Done{};
  (void)postgres.script("ROLLBACK");
  return in_words(done.error());
}

StoreTrouble in_words(const PostgresFailure& failure) {
  using enum StoreTrouble::Kind;
  if (failure.full())
    return {full,
            "The disk of the PostgreSQL server is full (53100). Free some space; what was received is kept."};
  if (!failure.why.empty())
    return {failure.lost ? unavailable : damaged,
            fmt::format("No connection to PostgreSQL: {}.", failure.why)};
  if (failure.lost) return {unavailable, "The connection to PostgreSQL was lost. It is made anew."};
  if (failure.unavailable())
    return {unavailable, fmt::format("PostgreSQL cannot do it now (SQLSTATE {}).", failure.state)};
  if (failure.state == "42501")
    return {damaged, "The PostgreSQL user may not do this (42501). Make it the owner of its database."};
  return {damaged, fmt::format("PostgreSQL refuses (SQLSTATE {}). Its log says more.", failure.state)};
}

}  // namespace porchlight::collector
