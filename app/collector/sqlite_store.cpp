#include "collector/sqlite_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "collector/inbox/sqlite_sql.h"
#include "collector/sqlite_file.h"
#include "collector/sqlite_mending.h"
#include "disk/database.h"
#include "disk/descriptor.h"
#include "intake/envelope.h"

namespace porchlight::collector {
namespace {

using disk::Failure;
using disk::Statement;
using disk::Step;

std::int64_t seconds_of(Instant instant) {
  return instant.time_since_epoch().count();
}

Instant instant_at(const Statement& row, int column) {
  return Instant(seconds(row.number_at(column)));
}

Bytes bytes_at(const Statement& row, int column) {
  const auto bytes = row.blob_at(column);
  return {bytes.begin(), bytes.end()};
}

constexpr std::string_view kiosk_columns = "id, team, key, enrolled, revoked, last_seen, status";

Kiosk kiosk_at(const Statement& row) {
  Kiosk kiosk{.id = std::string(row.text_at(0)), .team = std::string(row.text_at(1))};
  const auto key = row.blob_at(2);
  std::ranges::copy(key.first(std::min(key.size(), kiosk.key.bytes.size())), kiosk.key.bytes.begin());
  kiosk.enrolled = instant_at(row, 3);
  kiosk.revoked = row.number_at(4) != 0;
  if (!row.null_at(5)) kiosk.last_seen = instant_at(row, 5);
  kiosk.status = row.text_at(6);
  return kiosk;
}

class SqliteStore final : public Store {
 public:
  SqliteStore(disk::Descriptor held, disk::Database database, std::string path)
      : held_(std::move(held)), database_(std::move(database)), path_(std::move(path)) {}

  Stored<std::vector<Kept>> put(std::span<const NewRequest> requests) override;
  Stored<Done> withdraw(const std::string& team, const intake::WithdrawHash& hash, Instant now) override;
  Stored<std::optional<Bytes>> envelope(const std::string& id) override;
  Stored<Done> add_code(const intake::Hash& code, const std::string& kiosk, const std::string& team,
                        Instant expires) override;
  Stored<std::optional<Kiosk>> enrol(const intake::Hash& code, const intake::SigningPublic& key,
                                     Instant now) override;
  Stored<std::optional<Kiosk>> kiosk(const std::string& id) override;
  Stored<std::vector<Kiosk>> kiosks() override;
  Stored<bool> revoke(const std::string& kiosk) override;
  Stored<Done> save_status(const std::string& kiosk, const std::string& json, Instant now) override;
  Stored<bool> publish(const std::string& team, std::uint32_t epoch,
                       std::span<const std::byte> recipient_set) override;
  Stored<std::optional<Bytes>> recipients(const std::string& team) override;
  Stored<bool> publish_base(const std::string& team, std::uint32_t number,
                            std::span<const std::byte> base_config) override;
  Stored<std::optional<Bytes>> base(const std::string& team) override;
  Stored<Done> called(const std::string& request, Instant now) override;
  Stored<std::optional<seconds>> usual_wait(const std::string& team, Instant now) override;
  Stored<Waiting> waiting() override;
  Stored<Waiting> unattended(Instant now) override;
  Stored<bool> claim(const std::string& what, Instant now, Instant until) override;
  Stored<Done> check() override;
  Stored<Done> tidy(Instant now) override;
  Sql& sql() override { return sql_; }

 private:
  Stored<bool> take_newer(const char* sql, const std::string& team, std::uint32_t number,
                          std::span<const std::byte> bytes);
  Stored<Waiting> waiting_at(std::int64_t not_held_at);
  StoreTrouble trouble(Failure failure) const { return in_words(failure, path_); }
  Stored<Done> done(const Step& step) const {
    if (!step) return trouble(step.error());
    return Done{};
  }
  // The values of the row that a statement gives, if it gives one.
  template <class Read>
  auto one(Statement statement, Read read) -> Stored<std::optional<decltype(read(statement))>> {
    const auto row = statement.next();
    if (!row) return trouble(row.error());
    if (!*row) return std::optional<decltype(read(statement))>{};
    return std::optional(read(statement));
  }
  // What was erased shall be nowhere any more. While another connection works on the file this cannot be
  // done; the next time it is.
  Stored<Done> checkpoint() {
    const Step step = database_.checkpoint();
    return step || step.error().busy() ? Stored<Done>(Done{}) : trouble(step.error());
  }

  disk::Descriptor held_;  // for longer than the database is open
  disk::Database database_;
  std::string path_;
  SqliteSql sql_{database_, path_};
};

// The statements of one put; all its requests use them. Bytes that were damaged behind our back are put right
// by the same request, if it comes again: as long as its kiosk still has it.
class Putting {
 public:
  explicit Putting(disk::Database& database)
      : database_(database),
        insert_(database.prepare(
            "INSERT INTO requests(id, kiosk, team, hash, withdraw, received, envelope) "
            "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 "
            "WHERE NOT EXISTS(SELECT 1 FROM withdrawals WHERE team=?3 AND hash=?5) ON "
            "CONFLICT(id) DO UPDATE SET envelope=excluded.envelope "
            "WHERE hash=excluded.hash AND envelope<>excluded.envelope AND length(envelope)>0")),
        find_(database.prepare("SELECT hash FROM requests WHERE id=?1")) {}

  Result<Kept, Failure> put(const NewRequest& request) {
    const Step inserted = insert_.again()
                              .text(request.id)
                              .text(request.kiosk)
                              .text(request.team)
                              .blob(request.hash)
                              .blob(request.withdraw)
                              .number(seconds_of(request.received))
                              .blob(request.envelope)
                              .run();
    if (!inserted) return inserted.error();
    if (database_.changes() == 1) return Kept::is_new;
    const auto found = find_.again().text(request.id).next();
    if (!found) return found.error();
    if (!*found) return Kept::withdrawn;
    return std::ranges::equal(find_.blob_at(0), request.hash) ? Kept::same : Kept::other_bytes;
  }

 private:
  disk::Database& database_;
  Statement insert_, find_;
};

Stored<std::vector<Kept>> SqliteStore::put(std::span<const NewRequest> requests) {
  std::vector<Kept> kept;
  if (requests.empty()) return kept;
  disk::Transaction transaction(database_);
  if (!transaction.begun()) return trouble(transaction.begun().error());
  {
    Putting putting(database_);
    for (const NewRequest& request : requests) {
      const auto one = putting.put(request);
      if (!one) return trouble(one.error());
      kept.push_back(*one);
    }
  }
  if (const Step step = transaction.commit(); !step) return trouble(step.error());
  return kept;
}

Stored<Done> SqliteStore::withdraw(const std::string& team, const intake::WithdrawHash& hash, Instant now) {
  disk::Transaction transaction(database_);
  if (!transaction.begun()) return trouble(transaction.begun().error());
  const Step remembered =
      database_
          .prepare(
              "INSERT INTO withdrawals(team, hash, withdrawn) VALUES(?1, ?2, ?3) "
              "ON CONFLICT(team, hash) DO UPDATE SET withdrawn=max(withdrawn, excluded.withdrawn)")
          .text(team)
          .blob(hash)
          .number(seconds_of(now))
          .run();
  if (!remembered) return trouble(remembered.error());
  for (const char* table : {"wraps", "numbers"}) {
    const Step gone = database_
                          .prepare(fmt::format("DELETE FROM {} WHERE request IN "
                                               "(SELECT id FROM requests WHERE withdraw=?1 AND team=?2)",
                                               table))
                          .blob(hash)
                          .text(team)
                          .run();
    if (!gone) return trouble(gone.error());
  }
  const Step erased =
      database_.prepare("DELETE FROM requests WHERE withdraw=?1 AND team=?2").blob(hash).text(team).run();
  if (!erased) return trouble(erased.error());
  const bool some = database_.changes() > 0;
  if (const Step step = transaction.commit(); !step) return trouble(step.error());
  return some ? checkpoint() : Stored<Done>(Done{});
}

Stored<std::optional<Bytes>> SqliteStore::envelope(const std::string& id) {
  bool fits = true;
  auto found =
      one(std::move(database_.prepare("SELECT envelope, hash FROM requests WHERE id=?1").text(id)),
          [&](const Statement& row) {
            const auto envelope = row.blob_at(0);  // empty: it was erased, its time was over
            fits = envelope.empty() || std::ranges::equal(intake::envelope_hash(envelope), row.blob_at(1));
            return bytes_at(row, 0);
          });
  if (!fits) return damaged_request(path_);
  return found;
}

Stored<Done> SqliteStore::add_code(const intake::Hash& code, const std::string& kiosk,
                                   const std::string& team, Instant expires) {
  return done(
      database_
          .prepare("INSERT INTO codes(kiosk, team, code, expires) VALUES(?1, ?2, ?3, ?4) ON CONFLICT(kiosk) "
                   "DO UPDATE SET team=excluded.team, code=excluded.code, expires=excluded.expires")
          .text(kiosk)
          .text(team)
          .blob(code)
          .number(seconds_of(expires))
          .run());
}

Stored<std::optional<Kiosk>> SqliteStore::enrol(const intake::Hash& code, const intake::SigningPublic& key,
                                                Instant now) {
  disk::Transaction transaction(database_);
  if (!transaction.begun()) return trouble(transaction.begun().error());
  const Step enrolled =
      database_
          .prepare(
              "INSERT INTO kiosks(id, team, key, enrolled) "
              "SELECT kiosk, team, ?1, ?2 FROM codes WHERE code=?3 AND expires >= ?2 ON CONFLICT(id) "
              "DO UPDATE SET team=excluded.team, key=excluded.key, enrolled=excluded.enrolled, revoked=0")
          .blob(key.bytes)
          .number(seconds_of(now))
          .blob(code)
          .run();
  if (!enrolled) return trouble(enrolled.error());
  if (database_.changes() == 0) return std::optional<Kiosk>{};
  auto kiosk = one(std::move(database_
                                 .prepare(fmt::format("SELECT {} FROM kiosks WHERE id="
                                                      "(SELECT kiosk FROM codes WHERE code=?1)",
                                                      kiosk_columns))
                                 .blob(code)),
                   kiosk_at);
  if (!kiosk) return kiosk;
  const Step used = database_.prepare("DELETE FROM codes WHERE code=?1").blob(code).run();
  if (!used) return trouble(used.error());
  if (const Step step = transaction.commit(); !step) return trouble(step.error());
  return kiosk;
}

Stored<std::optional<Kiosk>> SqliteStore::kiosk(const std::string& id) {
  const std::string sql = fmt::format("SELECT {} FROM kiosks WHERE id=?1", kiosk_columns);
  return one(std::move(database_.prepare(sql).text(id)), kiosk_at);
}

Stored<std::vector<Kiosk>> SqliteStore::kiosks() {
  Statement row = database_.prepare(fmt::format("SELECT {} FROM kiosks ORDER BY id", kiosk_columns));
  std::vector<Kiosk> all;
  for (;;) {
    const auto there = row.next();
    if (!there) return trouble(there.error());
    if (!*there) return all;
    all.push_back(kiosk_at(row));
  }
}

Stored<bool> SqliteStore::revoke(const std::string& kiosk) {
  disk::Transaction transaction(database_);
  if (!transaction.begun()) return trouble(transaction.begun().error());
  const Step code = database_.prepare("DELETE FROM codes WHERE kiosk=?1").text(kiosk).run();
  if (!code) return trouble(code.error());
  const Step revoked = database_.prepare("UPDATE kiosks SET revoked=1 WHERE id=?1").text(kiosk).run();
  if (!revoked) return trouble(revoked.error());
  const bool known = database_.changes() > 0;
  if (const Step step = transaction.commit(); !step) return trouble(step.error());
  return known;
}

Stored<Done> SqliteStore::save_status(const std::string& kiosk, const std::string& json, Instant now) {
  return done(database_.prepare("UPDATE kiosks SET status=?1, last_seen=?2 WHERE id=?3")
                  .text(json)
                  .number(seconds_of(now))
                  .text(kiosk)
                  .run());
}

// `sql` takes what is newer than it has: the team is ?1, the number ?2, the bytes ?3.
Stored<bool> SqliteStore::take_newer(const char* sql, const std::string& team, std::uint32_t number,
                                     std::span<const std::byte> bytes) {
  const Step step = database_.prepare(sql).text(team).number(number).blob(bytes).run();
  if (!step) return trouble(step.error());
  return database_.changes() > 0;
}

Stored<bool> SqliteStore::publish(const std::string& team, std::uint32_t epoch,
                                  std::span<const std::byte> recipient_set) {
  return take_newer(
      "INSERT INTO recipients(team, epoch, bytes) VALUES(?1, ?2, ?3) ON CONFLICT(team) DO UPDATE "
      "SET epoch=excluded.epoch, bytes=excluded.bytes WHERE recipients.epoch < excluded.epoch",
      team, epoch, recipient_set);
}

Stored<bool> SqliteStore::publish_base(const std::string& team, std::uint32_t number,
                                       std::span<const std::byte> base_config) {
  return take_newer(
      "INSERT INTO base_configs(team, number, bytes) VALUES(?1, ?2, ?3) ON CONFLICT(team) DO UPDATE "
      "SET number=excluded.number, bytes=excluded.bytes WHERE base_configs.number < excluded.number",
      team, number, base_config);
}

Stored<std::optional<Bytes>> SqliteStore::recipients(const std::string& team) {
  return one(std::move(database_.prepare("SELECT bytes FROM recipients WHERE team=?1").text(team)),
             [](const Statement& row) { return bytes_at(row, 0); });
}

Stored<std::optional<Bytes>> SqliteStore::base(const std::string& team) {
  return one(std::move(database_.prepare("SELECT bytes FROM base_configs WHERE team=?1").text(team)),
             [](const Statement& row) { return bytes_at(row, 0); });
}

Stored<Done> SqliteStore::called(const std::string& request, Instant now) {
  return done(database_.prepare("UPDATE requests SET called=?1 WHERE id=?2 AND called IS NULL")
                  .number(seconds_of(now))
                  .text(request)
                  .run());
}

Stored<std::optional<seconds>> SqliteStore::usual_wait(const std::string& team, Instant now) {
  // The first wait that so many are not longer than. A clock that was set back makes no wait shorter than
  // none.
  static const std::string sql = fmt::format(
      "SELECT wait FROM (SELECT max(called - received, 0) AS wait,"
      "    row_number() OVER (ORDER BY called - received) AS place, count(*) OVER () AS calls"
      "  FROM requests WHERE team=?1 AND called > ?2) "
      "WHERE calls >= {} AND place >= {} * calls ORDER BY place LIMIT 1",
      fewest_calls_measured, wait_quantile);
  return one(std::move(database_.prepare(sql).text(team).number(seconds_of(now - wait_measured_over))),
             [](const Statement& row) { return seconds(row.number_at(0)); });
}

// `not_held_at`: also without those that somebody has open then; 0: with them.
Stored<Waiting> SqliteStore::waiting_at(std::int64_t not_held_at) {
  Statement statement = database_.prepare(
      "SELECT count(*), min(received) FROM requests "
      "WHERE called IS NULL AND finished = 0 AND (?1 = 0 OR held_until <= ?1)");
  statement.number(not_held_at);
  const auto row = one(std::move(statement), [](const Statement& at) {
    Waiting waiting{.requests = at.number_at(0)};
    if (!at.null_at(1)) waiting.oldest = instant_at(at, 1);
    return waiting;
  });
  if (!row) return row.error();
  return row->value_or(Waiting{});
}

Stored<Waiting> SqliteStore::waiting() {
  return waiting_at(0);
}

Stored<Waiting> SqliteStore::unattended(Instant now) {
  return waiting_at(seconds_of(now));
}

Stored<bool> SqliteStore::claim(const std::string& what, Instant now, Instant until) {
  const Step step = database_
                        .prepare(
                            "INSERT INTO claims(what, until) VALUES(?1, ?2) "
                            "ON CONFLICT(what) DO UPDATE SET until=excluded.until WHERE claims.until <= ?3")
                        .text(what)
                        .number(seconds_of(until))
                        .number(seconds_of(now))
                        .run();
  if (!step) return trouble(step.error());
  return database_.changes() > 0;
}

Stored<Done> SqliteStore::check() {
  return done(database_.run("UPDATE checks SET number = number + 1"));
}

Stored<Done> SqliteStore::tidy(Instant now) {
  const Step codes = database_.prepare("DELETE FROM codes WHERE expires < ?1").number(seconds_of(now)).run();
  if (!codes) return trouble(codes.error());
  const Step withdrawals = database_.prepare("DELETE FROM withdrawals WHERE withdrawn < ?1")
                               .number(seconds_of(now - withdrawal_remembered_for))
                               .run();
  if (!withdrawals) return trouble(withdrawals.error());
  return checkpoint();
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path) {
  auto held = hold(path);
  if (!held) return held.error();
  auto database = open_sqlite_file(path);
  if (!database) return database.error();
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(*held), std::move(*database), path));
}

}  // namespace porchlight::collector
