#include "collector/inbox/people.h"

#include <algorithm>

#include "collector/inbox/audit.h"

namespace porchlight::collector {
namespace {

const std::string person_columns = "name, team, role, key, wrapped, joined, removed, totp_step, duty_until";
constexpr std::chrono::days failures_remembered_for{1};

Person person_at(const SqlRows& rows, std::size_t row) {
  Person person{.name = rows.text(row, 0), .team = rows.text(row, 1), .role = role_of(rows.text(row, 2))};
  const Bytes& key = rows.bytes(row, 3);
  std::copy_n(key.begin(), std::min(key.size(), person.key.bytes.size()), person.key.bytes.begin());
  person.wrapped = rows.bytes(row, 4);
  person.joined = rows.time(row, 5);
  person.removed = rows.number(row, 6) != 0;
  person.has_phone = rows.number(row, 7) != 0;
  person.duty_until = rows.time(row, 8);
  return person;
}

std::optional<Person> first_of(const SqlRows& rows) {
  if (rows.empty()) return std::nullopt;
  return person_at(rows, 0);
}

template <class T>
Stored<Done> done(const Stored<T>& stored) {
  if (!stored) return stored.error();
  return Done{};
}

}  // namespace

std::string word_of(Role role) {
  return role == Role::admin ? "admin" : "caller";
}

Role role_of(const std::string& word) {
  return word == "admin" ? Role::admin : Role::caller;
}

std::string small_letters(std::string name) {
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

Stored<Done> People::invite(const Invitation& invitation, const intake::Hash& code, const std::string& by,
                            Instant now) {
  return done(write_down(
      sql_, {.time = now, .person = by, .team = invitation.team, .what = "invited", .about = invitation.name},
      {.deeds = {{"DELETE FROM invitations WHERE name = $1", {invitation.name}},
                 {"INSERT INTO invitations(name, team, role, code, expires) SELECT $1, $2, $3, $4, $5 WHERE "
                  "1 = 1",
                  {invitation.name, invitation.team, word_of(invitation.role), sql_bytes(code),
                   sql_time(now + invitation_works_for)}}}}));
}

Stored<std::optional<Invitation>> People::invitation(const intake::Hash& code, Instant now) {
  const auto rows = sql_.read({"SELECT name, team, role FROM invitations WHERE code = $1 AND expires >= $2",
                               {sql_bytes(code), sql_time(now)}});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Invitation>{};
  return std::optional(Invitation{rows->text(0, 0), rows->text(0, 1), role_of(rows->text(0, 2))});
}

Stored<bool> People::join(const intake::Hash& code, const Joining& joining, Instant now) {
  const auto invited = invitation(code, now);
  if (!invited) return invited.error();
  if (!*invited) return false;
  const auto& [name, team, role] = **invited;
  const auto joined = write_down(
      sql_, {.time = now, .person = name, .team = team, .what = "joined", .about = name},
      {.if_so = "EXISTS(SELECT 1 FROM invitations WHERE code = $1)",
       .values = {sql_bytes(code)},
       .deeds = {
           {"DELETE FROM people WHERE name = $1", {name}},
           {"INSERT INTO people(name, team, role, salt, passes, memory_kib, half, key, wrapped, joined) "
            "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 WHERE 1 = 1",
            {name, team, word_of(role), joining.stretching.salt, joining.stretching.passes,
             joining.stretching.memory_kib, sql_bytes(joining.half), sql_bytes(joining.key.bytes),
             joining.wrapped, sql_time(now)}},
           {"DELETE FROM sessions WHERE person = $1", {name}},
           {"DELETE FROM sign_in_failures WHERE name = $1", {name}},
           {"DELETE FROM invitations WHERE code = $1", {sql_bytes(code)}}}});
  if (!joined) return joined.error();
  return joined->has_value();
}

Stored<std::optional<Person>> People::person(const std::string& name) {
  const auto rows = sql_.read({"SELECT " + person_columns + " FROM people WHERE name = $1", {name}});
  if (!rows) return rows.error();
  return first_of(*rows);
}

// Of a team: with the role that they have there.
Stored<std::vector<Person>> People::people(const std::string& team) {
  const auto rows = sql_.read(
      {"SELECT name, CASE WHEN $1 = '' THEN team ELSE $1 END, "
       "coalesce((SELECT role FROM memberships WHERE person = name AND memberships.team = $1), role), "
       "key, wrapped, joined, removed, totp_step, duty_until FROM people "
       "WHERE team = $1 OR $1 = '' OR name IN (SELECT person FROM memberships WHERE team = $1) ORDER BY name",
       {team}});
  if (!rows) return rows.error();
  std::vector<Person> all;
  for (std::size_t row = 0; row < rows->size(); ++row) all.push_back(person_at(*rows, row));
  return all;
}

Stored<Done> People::set_duty(const std::string& name, Instant until) {
  return done(sql_.write({{"UPDATE people SET duty_until = $2 WHERE name = $1", {name, sql_time(until)}}}));
}

Stored<std::optional<Stretching>> People::stretching(const std::string& name) {
  const auto rows =
      sql_.read({"SELECT salt, passes, memory_kib FROM people WHERE name = $1 AND removed = 0", {name}});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Stretching>{};
  return std::optional(Stretching{rows->bytes(0, 0), rows->number(0, 1), rows->number(0, 2)});
}

// Also for names that nobody has: whether somebody is here is not told.
Stored<Done> People::count_failure(const std::string& name, Instant now) {
  return done(
      sql_.write({{"INSERT INTO sign_in_failures(name, failures, locked_until, last) VALUES($1, 1, 0, $2) "
                   "ON CONFLICT(name) DO UPDATE SET failures = sign_in_failures.failures + 1, last = $2, "
                   "locked_until = CASE WHEN sign_in_failures.failures + 1 >= $3 THEN $4 ELSE 0 END",
                   {name, sql_time(now), std::int64_t{failures_until_locked}, sql_time(now + locked_for)}}}));
}

Stored<bool> People::begin_second_factor(const std::string& name, const CodeSecret& secret) {
  const auto begun = sql_.write(
      {{"UPDATE people SET totp = $2 WHERE name = $1 AND totp_step = 0", {name, sql_bytes(secret)}}});
  if (!begun) return begun.error();
  return begun->front().changed == 1;
}

Stored<bool> People::take_code(const std::string& name, const std::string& code, Instant now) {
  const auto rows = sql_.read({"SELECT totp, totp_step FROM people WHERE name = $1", {name}});
  if (!rows) return rows.error();
  if (rows->empty() || rows->bytes(0, 0).empty()) return false;
  const auto step = step_of(code, rows->bytes(0, 0), rows->number(0, 1), now);
  if (!step) return false;
  // Of two that bring the same code at once one comes in.
  const auto taken =
      sql_.write({{"UPDATE people SET totp_step = $2 WHERE name = $1 AND totp_step < $2", {name, *step}}});
  if (!taken) return taken.error();
  return taken->front().changed == 1;
}

Stored<People::SignIn> People::sign_in(const std::string& name, const intake::Hash& half,
                                       const std::string& code, const intake::Hash& token, Instant now) {
  const auto locked = sql_.read(
      {"SELECT count(*) FROM sign_in_failures WHERE name = $1 AND locked_until > $2", {name, sql_time(now)}});
  if (!locked) return locked.error();
  if (locked->number(0, 0) != 0) return SignIn::locked;
  // Hashes of 32 random bytes are compared: how long it takes tells nothing that could be used.
  const auto fits = sql_.read({"SELECT totp_step FROM people WHERE name = $1 AND half = $2 AND removed = 0",
                               {name, sql_bytes(half)}});
  if (!fits) return fits.error();
  SignIn found = fits->empty() ? SignIn::wrong : SignIn::done;
  if (found == SignIn::done && fits->number(0, 0) != 0) {
    if (code.empty()) return SignIn::code_wanted;
    const auto fresh = take_code(name, code, now);
    if (!fresh) return fresh.error();
    if (!*fresh) found = SignIn::wrong_code;
  }
  if (found != SignIn::done) {
    if (const auto counted = count_failure(name, now); !counted) return counted.error();
    return found;
  }
  if (const auto begun = begin_session(name, token, now); !begun) return begun.error();
  return SignIn::done;
}

Stored<Done> People::begin_session(const std::string& name, const intake::Hash& token, Instant now) {
  return done(sql_.write({{"DELETE FROM sign_in_failures WHERE name = $1", {name}},
                          {"INSERT INTO sessions(token, person, expires) VALUES($1, $2, $3)",
                           {sql_bytes(token), name, sql_time(now + session_lasts)}}}));
}

Stored<std::optional<Person>> People::signed_in(const intake::Hash& token, Instant now) {
  const auto rows = sql_.read({"SELECT " + person_columns +
                                   " FROM people JOIN sessions ON person = name "
                                   "WHERE token = $1 AND expires > $2 AND removed = 0",
                               {sql_bytes(token), sql_time(now)}});
  if (!rows) return rows.error();
  return first_of(*rows);
}

Stored<Done> People::end_session(const intake::Hash& token) {
  return done(sql_.write({{"DELETE FROM sessions WHERE token = $1", {sql_bytes(token)}}}));
}

Stored<Done> People::tidy(Instant now) {
  return done(sql_.write({{"DELETE FROM sessions WHERE expires <= $1", {sql_time(now)}},
                          {"DELETE FROM invitations WHERE expires < $1", {sql_time(now)}},
                          {"DELETE FROM sign_in_failures WHERE last < $1 AND locked_until < $2",
                           {sql_time(now - failures_remembered_for), sql_time(now)}}}));
}

}  // namespace porchlight::collector
