#include "collector/inbox/numbers.h"

#include <algorithm>

#include "collector/inbox/audit.h"

namespace porchlight::collector {
namespace {

// $1 the id, $2 the team, $3 the person, $4 now.
constexpr const char* has_it =
    "EXISTS(SELECT 1 FROM requests WHERE id = $1 AND team = $2 AND holder = $3 AND held_until > $4 AND "
    "finished = 0)";

std::vector<SqlValue> holding(const std::string& id, const Person& person, Instant now) {
  return {id, person.team, person.name, sql_time(now)};
}

}  // namespace

Stored<std::optional<Numbers::Known>> Numbers::known(const std::string& id, const intake::Hash& number,
                                                     const Person& person, Instant now) {
  std::vector<SqlValue> values = holding(id, person, now);
  const auto held = sql_.read({std::string("SELECT CASE WHEN ") + has_it + " THEN 1 ELSE 0 END", values});
  if (!held) return held.error();
  if (held->number(0, 0) == 0) return std::optional<Known>{};
  values.push_back(sql_bytes(number));
  const auto counted = sql_.write(
      {{std::string(
            "INSERT INTO numbers(request, team, hash, asked) SELECT id, team, $5, received FROM requests "
            "WHERE id = $1 AND ") +
            has_it + " ON CONFLICT(request) DO NOTHING",
        values}});
  if (!counted) return counted.error();
  const auto rows =
      sql_.read({"SELECT (SELECT count(*) FROM numbers WHERE team = $1 AND hash = $2 AND asked > $3), "
                 "(SELECT coalesce(max(since), 0) FROM do_not_call WHERE team = $1 AND hash = $2)",
                 {person.team, sql_bytes(number), sql_time(now - asked_counted_over)}});
  if (!rows) return rows.error();
  Known known{.times = rows->number(0, 0), .do_not_call = {}};
  if (rows->number(0, 1) != 0) known.do_not_call = rows->time(0, 1);
  return std::optional(known);
}

Stored<bool> Numbers::may_call(const std::string& id, const intake::Hash& number, const Person& person,
                               Instant now) {
  const auto taken = write_down(
      sql_, {.time = now, .person = person.name, .team = person.team, .what = "may_call", .about = id},
      {.if_so = has_it,
       .values = holding(id, person, now),
       .deeds = {
           {"DELETE FROM do_not_call WHERE team = $1 AND hash = $2", {person.team, sql_bytes(number)}}}});
  if (!taken) return taken.error();
  return taken->has_value();
}

Stored<Numbers::Seals> Numbers::list_keys(const std::string& team) {
  const auto rows = sql_.read({"SELECT recipient, seal FROM list_keys WHERE team = $1", {team}});
  if (!rows) return rows.error();
  Seals seals;
  for (std::size_t row = 0; row < rows->size(); ++row) {
    intake::RecipientId id{};
    const Bytes& bytes = rows->bytes(row, 0);
    std::copy_n(bytes.begin(), std::min(bytes.size(), id.size()), id.begin());
    seals.emplace_back(id, rows->bytes(row, 1));
  }
  return seals;
}

Stored<Done> Numbers::add_list_keys(const std::string& team, const Seals& seals) {
  std::vector<SqlStatement> statements;
  for (const auto& [recipient, seal] : seals)
    statements.push_back(
        {"INSERT INTO list_keys(team, recipient, seal) VALUES($1, $2, $3) "
         "ON CONFLICT(team, recipient) DO NOTHING",
         {team, sql_bytes(recipient), seal}});
  const auto added = sql_.write(std::move(statements));
  if (!added) return added.error();
  return Done{};
}

Stored<Done> Numbers::tidy(Instant now) {
  const auto gone =
      sql_.write({{"DELETE FROM numbers WHERE asked <= $1", {sql_time(now - asked_counted_over)}}});
  if (!gone) return gone.error();
  return Done{};
}

}  // namespace porchlight::collector
