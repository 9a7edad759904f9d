// Store: where a collector keeps what it received. Two of them, SQLite and PostgreSQL, with the same tests.
// What a call did is synced to the disk before it returns: a receipt is signed only after that. A store is
// one connection, for one thread at a time; several of them, in one collector or in many, work on one
// database at once. It holds nothing that opens a request.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "collector/trouble.h"
#include "intake/hash.h"
#include "intake/keys.h"
#include "intake/withdraw.h"

namespace porchlight::collector {

// A withdrawal is remembered for so long, so that a request that arrives late is not kept.
inline constexpr std::chrono::days withdrawal_remembered_for{30};
// Of the calls of so many days the usual wait is taken, when there are enough to be true of most.
inline constexpr std::chrono::days wait_measured_over{30};
inline constexpr int fewest_calls_measured = 10;
inline constexpr double wait_quantile = 0.8;

struct NewRequest {
  std::string id;           // 32 hexadecimal digits
  std::string kiosk, team;  // whose it is
  intake::Hash hash;        // of the envelope
  intake::WithdrawHash withdraw;
  Instant received;  // by the collector's clock
  Bytes envelope;
};

enum class Kept {
  is_new,
  same,         // the same bytes were there
  other_bytes,  // another envelope has this id: nothing was changed
  withdrawn,    // the visitor took it back before it came: acknowledged, not kept
};

struct Kiosk {
  std::string id, team;
  intake::SigningPublic key;
  Instant enrolled;
  bool revoked = false;
  std::optional<Instant> last_seen;  // its last status
  std::string status;                // JSON as it came, PROTOCOL.md "Status"; empty: none yet
};

struct Waiting {
  std::int64_t requests = 0;      // not called yet
  std::optional<Instant> oldest;  // received
};

class Sql;  // inbox/sql.h

class Store {
 public:
  virtual ~Store() = default;

  // All of them in one transaction; in the order given. The same id twice among them is fine.
  virtual Stored<std::vector<Kept>> put(std::span<const NewRequest> requests) = 0;

  // Erases the team's request with this hash, if it is there, and remembers the hash.
  virtual Stored<Done> withdraw(const std::string& team, const intake::WithdrawHash& hash, Instant now) = 0;

  // The bytes as they came: for the inbox, and for tests. Nothing: there is no such request. Bytes that no
  // longer have the hash they came with are not given: damaged.
  virtual Stored<std::optional<Bytes>> envelope(const std::string& id) = 0;

  // A code is kept as its hash. Adding one again for the same kiosk replaces it.
  virtual Stored<Done> add_code(const intake::Hash& code, const std::string& kiosk, const std::string& team,
                                Instant expires) = 0;
  // Uses the code up. A kiosk that was enrolled before gets the new key, and is no longer revoked. Nothing:
  // no such code, or it is too late.
  virtual Stored<std::optional<Kiosk>> enrol(const intake::Hash& code, const intake::SigningPublic& key,
                                             Instant now) = 0;
  virtual Stored<std::optional<Kiosk>> kiosk(const std::string& id) = 0;
  virtual Stored<std::vector<Kiosk>> kiosks() = 0;  // by id
  // Its code, if one was not used yet, is forgotten as well. False: there is no such kiosk.
  virtual Stored<bool> revoke(const std::string& kiosk) = 0;
  virtual Stored<Done> save_status(const std::string& kiosk, const std::string& json, Instant now) = 0;

  // False: there is one of this epoch or a higher one; nothing was changed.
  virtual Stored<bool> publish(const std::string& team, std::uint32_t epoch,
                               std::span<const std::byte> recipient_set) = 0;
  virtual Stored<std::optional<Bytes>> recipients(const std::string& team) = 0;

  // The files that the team's kiosks have in common. False: there is one of this number or a higher one;
  // nothing was changed.
  virtual Stored<bool> publish_base(const std::string& team, std::uint32_t number,
                                    std::span<const std::byte> base_config) = 0;
  virtual Stored<std::optional<Bytes>> base(const std::string& team) = 0;

  // When somebody first called because of the request; later ones change nothing.
  virtual Stored<Done> called(const std::string& request, Instant now) = 0;
  // Measured: from received to called, the quantile above. Nothing: too few calls to say.
  virtual Stored<std::optional<seconds>> usual_wait(const std::string& team, Instant now) = 0;
  virtual Stored<Waiting> waiting() = 0;
  // Of those the ones that nobody has open.
  virtual Stored<Waiting> unattended(Instant now) = 0;

  // Of all collectors on one database the first one gets it, until `until`: what must be done once, by
  // anybody.
  virtual Stored<bool> claim(const std::string& what, Instant now, Instant until) = 0;

  // Whether a request could be stored now: writes something, and syncs it.
  virtual Stored<Done> check() = 0;
  // Forgets codes and withdrawals whose time is over. About once an hour.
  virtual Stored<Done> tidy(Instant now) = 0;

  // The tables of the inbox: people, work, what was done. By the same connection.
  virtual Sql& sql() = 0;
};

// `url`: "sqlite:PATH" or "postgresql://..." (libpq's connection URI). Makes the tables, or brings older ones
// up to date. Error: says what to do; repeats no password.
Result<std::unique_ptr<Store>> open_store(const std::string& url);

// One envelope, in words.
StoreTrouble damaged_request(const std::string& where);

// What was damaged, and what became of it.
struct Mended {
  std::string path, set_aside;            // where it was, and where it is now
  std::int64_t requests = 0, kiosks = 0;  // that could be read, and go on in a new file
  std::int64_t lost_requests = 0;         // whose ids are known, and whose bytes are damaged or gone
  std::int64_t lost_commits = 0;          // at least so many of the log cannot be read any more
  std::string in_words() const;           // for the operator
};
// To be called before a collector opens its stores. SQLite: looks through the whole file, every envelope
// against its hash, and its log. A damaged one is set aside, never deleted, and a new one takes its place
// with all that can still be read. PostgreSQL looks after its own. Nothing: it is sound, or not there. Error:
// nothing was changed, and what to do.
Result<std::optional<Mended>> mend_store(const std::string& url, Instant now);
// Files of this store that were set aside as damaged and still lie there.
std::vector<std::string> set_aside_of(const std::string& url);

}  // namespace porchlight::collector
