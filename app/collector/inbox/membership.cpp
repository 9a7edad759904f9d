// People and their teams: the first, which they joined by an invitation, and others.
#include "collector/inbox/audit.h"
#include "collector/inbox/people.h"

namespace porchlight::collector {

Stored<bool> People::add_to_team(const Invitation& invitation, const std::string& by, Instant now) {
  const auto& [name, team, role] = invitation;
  const auto added = write_down(
      sql_, {.time = now, .person = by, .team = team, .what = "joined", .about = name},
      {.if_so = "EXISTS(SELECT 1 FROM people WHERE name = $1 AND team <> $2 AND removed = 0) AND NOT "
                "EXISTS(SELECT 1 FROM memberships WHERE person = $1 AND team = $2)",
       .values = {name, team},
       .deeds = {{"INSERT INTO memberships(person, team, role) SELECT $1, $2, $3 WHERE 1 = 1",
                  {name, team, word_of(role)}}}});
  if (!added) return added.error();
  return added->has_value();
}

Stored<std::optional<Role>> People::role_in(const std::string& name, const std::string& team) {
  const auto rows = sql_.read({"SELECT role FROM memberships WHERE person = $1 AND team = $2", {name, team}});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Role>{};
  return std::optional(role_of(rows->text(0, 0)));
}

Stored<std::vector<std::string>> People::teams_of(const Person& person) {
  const auto rows =
      sql_.read({"SELECT team FROM people WHERE name = $1 UNION ALL "
                 "SELECT team FROM (SELECT team FROM memberships WHERE person = $1 ORDER BY team) AS others",
                 {person.name}});
  if (!rows) return rows.error();
  std::vector<std::string> teams;
  for (std::size_t row = 0; row < rows->size(); ++row) teams.push_back(rows->text(row, 0));
  return teams;
}

Stored<bool> People::remove(const std::string& name, const std::string& team, const std::string& by,
                            Instant now) {
  const auto leaver = person(name);
  if (!leaver) return leaver.error();
  if (!*leaver) return false;
  const SqlValue recipient = sql_bytes(intake::recipient_id((*leaver)->key));
  const bool wholly = (*leaver)->team == team;
  Audited audited{.if_so = wholly
                               ? "EXISTS(SELECT 1 FROM people WHERE name = $1 AND team = $2 AND removed = 0)"
                               : "EXISTS(SELECT 1 FROM memberships WHERE person = $1 AND team = $2)",
                  .values = {name, team},
                  .deeds = {}};
  // What they have of one team, or of all: '' in the second place.
  const std::string of_team = wholly ? "" : team;
  audited.deeds = {
      {"DELETE FROM memberships WHERE person = $1 AND (team = $2 OR $2 = '')", {name, of_team}},
      {"DELETE FROM wraps WHERE recipient = $1 AND "
       "($2 = '' OR request IN (SELECT id FROM requests WHERE team = $2))",
       {recipient, of_team}},
      {"DELETE FROM list_keys WHERE recipient = $1 AND (team = $2 OR $2 = '')", {recipient, of_team}},
      {"UPDATE requests SET holder = '', held_until = 0, version = version + 1 "
       "WHERE holder = $1 AND (team = $2 OR $2 = '')",
       {name, of_team}}};
  if (wholly)
    for (const char* deed :
         {"UPDATE people SET removed = 1 WHERE name = $1", "DELETE FROM sessions WHERE person = $1",
          "DELETE FROM invitations WHERE name = $1"})
      audited.deeds.push_back({deed, {name}});
  const auto removed =
      write_down(sql_, {.time = now, .person = by, .team = team, .what = "removed", .about = name}, audited);
  if (!removed) return removed.error();
  return removed->has_value();
}

}  // namespace porchlight::collector
