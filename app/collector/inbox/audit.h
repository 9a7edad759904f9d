// The audit log: who opened what, when, and how a call went. Append-only, and each entry's hash is over the
// one before it, so that an entry that was changed or taken out shows. It holds names of the people who call
// and ids of requests; nothing of a visitor. Thread: the Sql's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/inbox/sql.h"
#include "intake/hash.h"

namespace porchlight::collector {

struct AuditEntry {
  std::int64_t number = 0;  // from 1
  Instant time;
  std::string person, team;
  std::string what;   // "opened", "reached", "invited", ...
  std::string about;  // a request's id, or a person's name
  intake::Hash hash{};
};

// BLAKE2b-256 of the last entry's hash and of this entry, each field with its length before it. Before the
// first one stand zeros.
intake::Hash chained(const intake::Hash& last, const AuditEntry& entry);

// What is done only when it is written down. The entry comes first, if `if_so` holds (a condition in SQL over
// `values`: $1, $2, …); then the deeds, each for itself
// only if the entry is there, since another collector may have taken its number: then all is tried again.
// Gives what the deeds gave; nothing: the condition does not hold.
struct Audited {
  std::string if_so = "1 = 1";
  std::vector<SqlValue> values;
  struct Deed {
    std::string sql;  // "… AND EXISTS(…)" is put behind it: it ends in its WHERE
    std::vector<SqlValue> values;
  };
  std::vector<Deed> deeds;
};
Stored<std::optional<std::vector<SqlRows>>> write_down(Sql& sql, AuditEntry entry, const Audited& audited);

// Newest first. `team` empty: of all.
Stored<std::vector<AuditEntry>> newest_entries(Sql& sql, const std::string& team, int most);

struct AuditCheck {
  std::int64_t entries = 0;
  std::optional<std::int64_t> broken_at;  // the first entry that does not follow from the one before it
  intake::Hash last{};                    // written down elsewhere, it also shows a log that was cut
};
Stored<AuditCheck> check_audit(Sql& sql);

}  // namespace porchlight::collector
