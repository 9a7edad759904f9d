#include "collector/postgres_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "collector/inbox/postgres_sql.h"
#include "collector/postgres.h"
#include "collector/postgres_schema.h"
#include "intake/envelope.h"

namespace porchlight::collector {
namespace {

// Requests and withdrawals meet here: any number of puts at once, or one withdrawal alone. Without it a put
// that looked for a withdrawal just before there was one would store the request just after that erased
// nothing. Each is held until its transaction is over. The number: the letters "PLwdrw".
constexpr const char* lock_for_put = "SELECT pg_advisory_xact_lock_shared(88289350808183)";
constexpr const char* lock_for_withdrawal = "SELECT pg_advisory_xact_lock(88289350808183)";

// In the order of the ids, so that two that hold the same ids never wait for each other crosswise.
constexpr const char* insert_requests =
    "INSERT INTO requests(id, kiosk, team, hash, withdraw, received, envelope) "
    "SELECT id, kiosk, team, hash, withdraw, received, envelope "
    "FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::bigint[], $7::bytea[]) "
    "  WITH ORDINALITY AS came(id, kiosk, team, hash, withdraw, received, envelope, place) "
    "WHERE NOT EXISTS(SELECT FROM withdrawals WHERE withdrawals.team = came.team"
    "                 AND withdrawals.hash = came.withdraw) "
    "ORDER BY id COLLATE \"C\", place ON CONFLICT(id) DO NOTHING RETURNING id, hash";

constexpr std::string_view kiosk_columns = "id, team, key, enrolled, revoked, last_seen, status";

Instant instant_at(const Rows& rows, int row, int column) {
  return Instant(seconds(rows.number_at(row, column)));
}

intake::Hash hash_at(const Rows& rows, int row, int column) {
  intake::Hash hash{};
  const auto bytes = rows.bytes_at(row, column);
  std::ranges::copy(bytes.first(std::min(bytes.size(), hash.size())), hash.begin());
  return hash;
}

Kiosk kiosk_at(const Rows& rows, int row) {
  Kiosk kiosk{.id = std::string(rows.text_at(row, 0)), .team = std::string(rows.text_at(row, 1))};
  kiosk.key.bytes = hash_at(rows, row, 2);
  kiosk.enrolled = instant_at(rows, row, 3);
  kiosk.revoked = rows.number_at(row, 4) != 0;
  if (!rows.null_at(row, 5)) kiosk.last_seen = instant_at(rows, row, 5);
  kiosk.status = rows.text_at(row, 6);
  return kiosk;
}

Parameter time(Instant instant) {
  return number(instant.time_since_epoch().count());
}

template <class What>
Parameter array_of(std::span<const NewRequest> requests, What what) {
  std::vector<Parameter> values;
  values.reserve(requests.size());
  for (const NewRequest& request : requests) values.push_back(what(request));
  return array(values);
}

using Hashes = std::map<std::string, intake::Hash, std::less<>>;  // by id

Hashes hashes_of(const Rows& rows) {
  Hashes hashes;
  for (int row = 0; row < rows.count(); ++row)
    hashes.emplace(std::string(rows.text_at(row, 0)), hash_at(rows, row, 1));
  return hashes;
}

// What became of each request, as if they had come one after the other. `made` are stored by this put,
// `found` were there before.
std::vector<Kept> judge(std::span<const NewRequest> requests, Hashes made, Hashes found) {
  std::vector<Kept> kept;
  for (const NewRequest& request : requests) {
    if (const auto now = made.find(request.id); now != made.end()) {
      // Others with this id that came before were withdrawn, or they would be the ones that are stored.
      const bool first = now->second == request.hash;
      kept.push_back(first ? Kept::is_new : Kept::withdrawn);
      if (first) found.insert(made.extract(now));
    } else if (const auto old = found.find(request.id); old != found.end()) {
      kept.push_back(old->second == request.hash ? Kept::same : Kept::other_bytes);
    } else {
      kept.push_back(Kept::withdrawn);
    }
  }
  return kept;
}

class PostgresStore final : public Store {
 public:
  explicit PostgresStore(Postgres postgres) : postgres_(std::move(postgres)) {}

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
  Stored<bool> publish_base(const std::string& team, std::uint32_t base_number,
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
  Stored<Waiting> waiting_at(Instant not_held_at);
  template <class T>
  static Stored<Done> done(const Asked<T>& asked) {
    if (!asked) return in_words(asked.error());
    return Done{};
  }
  Stored<Hashes> hashes(const std::vector<Parameter>& ids);
  Stored<std::optional<Bytes>> bytes_of(Command command);

  Postgres postgres_;
  PostgresSql sql_{postgres_};
};

Stored<Hashes> PostgresStore::hashes(const std::vector<Parameter>& ids) {
  if (ids.empty()) return Hashes{};
  const auto rows =
      postgres_.ask({"SELECT id, hash FROM requests WHERE id = ANY($1)", {array(ids)}, "hashes"});
  if (!rows) return in_words(rows.error());
  return hashes_of(*rows);
}

Stored<std::vector<Kept>> PostgresStore::put(std::span<const NewRequest> requests) {
  if (requests.empty()) return std::vector<Kept>{};
  const Command insert{
      insert_requests,
      {array_of(requests, [](const NewRequest& request) { return text(request.id); }),
       array_of(requests, [](const NewRequest& request) { return text(request.kiosk); }),
       array_of(requests, [](const NewRequest& request) { return text(request.team); }),
       array_of(requests, [](const NewRequest& request) { return bytes(request.hash); }),
       array_of(requests, [](const NewRequest& request) { return bytes(request.withdraw); }),
       array_of(requests, [](const NewRequest& request) { return time(request.received); }),
       array_of(requests, [](const NewRequest& request) { return bytes(request.envelope); })},
      "insert_requests"};
  const auto rows = postgres_.transaction({Command{lock_for_put, {}, "lock_for_put"}, insert});
  if (!rows) return in_words(rows.error());
  Hashes made = hashes_of(rows->back());

  // The others were there before; or they were withdrawn, perhaps just now.
  std::vector<Parameter> others;
  for (const NewRequest& request : requests)
    if (!made.contains(request.id)) others.push_back(text(request.id));
  auto found = hashes(others);
  if (!found) return found.error();
  return judge(requests, std::move(made), std::move(*found));
}

Stored<Done> PostgresStore::withdraw(const std::string& team, const intake::WithdrawHash& hash, Instant now) {
  return done(postgres_.transaction(
      {Command{lock_for_withdrawal, {}},
       Command{"INSERT INTO withdrawals(team, hash, withdrawn) VALUES($1, $2, $3) ON CONFLICT(team, hash) "
               "DO UPDATE SET withdrawn = greatest(withdrawals.withdrawn, excluded.withdrawn)",
               {text(team), bytes(hash), time(now)}},
       Command{"DELETE FROM wraps WHERE request IN "
               "(SELECT id FROM requests WHERE withdraw = $1 AND team = $2)",
               {bytes(hash), text(team)}},
       Command{"DELETE FROM numbers WHERE request IN "
               "(SELECT id FROM requests WHERE withdraw = $1 AND team = $2)",
               {bytes(hash), text(team)}},
       Command{"DELETE FROM requests WHERE withdraw = $1 AND team = $2", {bytes(hash), text(team)}}}));
}

Stored<std::optional<Bytes>> PostgresStore::bytes_of(Command command) {
  const auto rows = postgres_.ask(std::move(command));
  if (!rows) return in_words(rows.error());
  if (rows->count() == 0) return std::optional<Bytes>{};
  const auto found = rows->bytes_at(0, 0);
  return std::optional(Bytes(found.begin(), found.end()));
}

Stored<std::optional<Bytes>> PostgresStore::envelope(const std::string& id) {
  const auto rows = postgres_.ask({"SELECT envelope, hash FROM requests WHERE id = $1", {text(id)}});
  if (!rows) return in_words(rows.error());
  if (rows->count() == 0) return std::optional<Bytes>{};
  const auto found = rows->bytes_at(0, 0);
  // Empty: it was erased, its time was over.
  if (!found.empty() && !std::ranges::equal(intake::envelope_hash(found), rows->bytes_at(0, 1)))
    return damaged_request("the database");
  return std::optional(Bytes(found.begin(), found.end()));
}

Stored<Done> PostgresStore::add_code(const intake::Hash& code, const std::string& kiosk,
                                     const std::string& team, Instant expires) {
  return done(postgres_.ask(
      {"INSERT INTO codes(kiosk, team, code, expires) VALUES($1, $2, $3, $4) ON CONFLICT(kiosk) "
       "DO UPDATE SET team = excluded.team, code = excluded.code, expires = excluded.expires",
       {text(kiosk), text(team), bytes(code), time(expires)}}));
}

Stored<std::optional<Kiosk>> PostgresStore::enrol(const intake::Hash& code, const intake::SigningPublic& key,
                                                  Instant now) {
  const std::string sql = fmt::format(
      "WITH used AS (DELETE FROM codes WHERE code = $1 AND expires >= $3 RETURNING kiosk, team) "
      "INSERT INTO kiosks(id, team, key, enrolled) SELECT kiosk, team, $2, $3 FROM used ON CONFLICT(id) "
      "DO UPDATE SET team = excluded.team, key = excluded.key, enrolled = excluded.enrolled, revoked = false "
      "RETURNING {}",
      kiosk_columns);
  // Not done twice: the second time would find the code used.
  const auto rows =
      postgres_.ask({sql.c_str(), {bytes(code), bytes(key.bytes), time(now)}}, Postgres::IfLost::give_up);
  if (!rows) return in_words(rows.error());
  if (rows->count() == 0) return std::optional<Kiosk>{};
  return std::optional(kiosk_at(*rows, 0));
}

Stored<std::optional<Kiosk>> PostgresStore::kiosk(const std::string& id) {
  static const std::string sql = fmt::format("SELECT {} FROM kiosks WHERE id = $1", kiosk_columns);
  const auto rows = postgres_.ask({sql.c_str(), {text(id)}, "kiosk"});
  if (!rows) return in_words(rows.error());
  if (rows->count() == 0) return std::optional<Kiosk>{};
  return std::optional(kiosk_at(*rows, 0));
}

Stored<std::vector<Kiosk>> PostgresStore::kiosks() {
  const std::string sql = fmt::format("SELECT {} FROM kiosks ORDER BY id", kiosk_columns);
  const auto rows = postgres_.ask({sql.c_str(), {}});
  if (!rows) return in_words(rows.error());
  std::vector<Kiosk> all;
  for (int row = 0; row < rows->count(); ++row) all.push_back(kiosk_at(*rows, row));
  return all;
}

Stored<bool> PostgresStore::revoke(const std::string& kiosk) {
  const auto rows =
      postgres_.transaction({Command{"DELETE FROM codes WHERE kiosk = $1", {text(kiosk)}},
                             Command{"UPDATE kiosks SET revoked = true WHERE id = $1", {text(kiosk)}}});
  if (!rows) return in_words(rows.error());
  return rows->back().changed() > 0;
}

Stored<Done> PostgresStore::save_status(const std::string& kiosk, const std::string& json, Instant now) {
  return done(postgres_.ask({"UPDATE kiosks SET status = $1, last_seen = $2 WHERE id = $3",
                             {bytes(std::as_bytes(std::span(json))), time(now), text(kiosk)},
                             "save_status"}));
}

Stored<bool> PostgresStore::publish(const std::string& team, std::uint32_t epoch,
                                    std::span<const std::byte> recipient_set) {
  const auto rows = postgres_.ask(
      {"INSERT INTO recipients(team, epoch, bytes) VALUES($1, $2, $3) ON CONFLICT(team) DO UPDATE "
       "SET epoch = excluded.epoch, bytes = excluded.bytes WHERE recipients.epoch < excluded.epoch",
       {text(team), number(epoch), bytes(recipient_set)}},
      Postgres::IfLost::give_up);  // the second time would say that there is one of this epoch
  if (!rows) return in_words(rows.error());
  return rows->changed() > 0;
}

Stored<std::optional<Bytes>> PostgresStore::recipients(const std::string& team) {
  return bytes_of({"SELECT bytes FROM recipients WHERE team = $1", {text(team)}, "recipients"});
}

Stored<bool> PostgresStore::publish_base(const std::string& team, std::uint32_t base_number,
                                         std::span<const std::byte> base_config) {
  const auto rows = postgres_.ask(
      {"INSERT INTO base_configs(team, number, bytes) VALUES($1, $2, $3) ON CONFLICT(team) DO UPDATE "
       "SET number = excluded.number, bytes = excluded.bytes WHERE base_configs.number < excluded.number",
       {text(team), number(base_number), bytes(base_config)}},
      Postgres::IfLost::give_up);  // as publish()
  if (!rows) return in_words(rows.error());
  return rows->changed() > 0;
}

Stored<std::optional<Bytes>> PostgresStore::base(const std::string& team) {
  return bytes_of({"SELECT bytes FROM base_configs WHERE team = $1", {text(team)}, "base"});
}

Stored<Done> PostgresStore::called(const std::string& request, Instant now) {
  return done(postgres_.ask(
      {"UPDATE requests SET called = $1 WHERE id = $2 AND called IS NULL", {time(now), text(request)}}));
}

Stored<std::optional<seconds>> PostgresStore::usual_wait(const std::string& team, Instant now) {
  // A clock that was set back makes no wait shorter than none.
  static const std::string sql = fmt::format(
      "SELECT count(*), percentile_disc({}) WITHIN GROUP (ORDER BY greatest(called - received, 0)) "
      "FROM requests WHERE team = $1 AND called > $2",
      wait_quantile);
  const auto rows = postgres_.ask({sql.c_str(), {text(team), time(now - wait_measured_over)}, "usual_wait"});
  if (!rows) return in_words(rows.error());
  if (rows->number_at(0, 0) < fewest_calls_measured) return std::optional<seconds>{};
  return std::optional(seconds(rows->number_at(0, 1)));
}

Stored<Waiting> PostgresStore::waiting() {
  return waiting_at(Instant{});
}

Stored<Waiting> PostgresStore::unattended(Instant now) {
  return waiting_at(now);
}

// `not_held_at`: also without those that somebody has open then; 0: with them.
Stored<Waiting> PostgresStore::waiting_at(Instant not_held_at) {
  const auto rows =
      postgres_.ask({"SELECT count(*), min(received) FROM requests "
                     "WHERE called IS NULL AND finished = 0 AND ($1 = 0 OR held_until <= $1)",
                     {time(not_held_at)}});
  if (!rows) return in_words(rows.error());
  Waiting waiting{.requests = rows->number_at(0, 0)};
  if (!rows->null_at(0, 1)) waiting.oldest = instant_at(*rows, 0, 1);
  return waiting;
}

Stored<bool> PostgresStore::claim(const std::string& what, Instant now, Instant until) {
  const auto rows =
      postgres_.ask({"INSERT INTO claims(what, until) VALUES($1, $2) "
                     "ON CONFLICT(what) DO UPDATE SET until = excluded.until WHERE claims.until <= $3",
                     {text(what), time(until), time(now)}},
                    Postgres::IfLost::give_up);  // the second time would find it taken, by us
  if (!rows) return in_words(rows.error());
  return rows->changed() > 0;
}

Stored<Done> PostgresStore::check() {
  return done(postgres_.ask({"UPDATE checks SET number = number + 1", {}}));
}

Stored<Done> PostgresStore::tidy(Instant now) {
  return done(postgres_.transaction(
      {Command{"DELETE FROM codes WHERE expires < $1", {time(now)}},
       Command{"DELETE FROM withdrawals WHERE withdrawn < $1", {time(now - withdrawal_remembered_for)}}}));
}

}  // namespace

Result<std::unique_ptr<Store>> open_postgres_store(const std::string& url) {
  auto postgres = Postgres::connect(url);
  if (!postgres) return Error{in_words(postgres.error()).what};
  if (auto ready = bring_up_to_date(*postgres); !ready) return Error{ready.error().what};
  return std::unique_ptr<Store>(std::make_unique<PostgresStore>(std::move(*postgres)));
}

}  // namespace porchlight::collector
