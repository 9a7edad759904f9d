// People: who calls back, how they join, sign in and leave. A passphrase never comes here: the browser makes
// 64 bytes of it by Argon2id; of the one half the store has a hash, and the other half, which opens the
// caller's private key, never leaves the browser. Names are as is_name() wants them, in small letters.
// Thread: the Sql's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "collector/inbox/second_factor.h"
#include "collector/inbox/sql.h"
#include "intake/hash.h"
#include "intake/keys.h"

namespace porchlight::collector {

inline constexpr std::chrono::days invitation_works_for{3};
inline constexpr std::chrono::hours session_lasts{12};  // a long shift
inline constexpr int failures_until_locked = 5;
inline constexpr minutes locked_for{15};

enum class Role { caller, admin };  // an admin also invites, and sees the kiosks and the audit log

// How a passphrase becomes 64 bytes: Argon2id v1.3, one lane, as libsodium's crypto_pwhash.
struct Stretching {
  static constexpr std::size_t salt_bytes = 16;
  // RFC 9106, section 4, the second choice: 64 MiB fit into a phone's browser.
  static constexpr std::int64_t usual_passes = 3, usual_memory_kib = 64 * 1024;

  Bytes salt;
  std::int64_t passes = usual_passes, memory_kib = usual_memory_kib;
};

struct Person {
  std::string name, team;
  Role role = Role::caller;
  intake::SealingKey key;
  Bytes wrapped;  // the private key and the pinned root key, closed with the half that never comes here
  Instant joined;
  bool removed = false;
  Instant duty_until;      // 0: not on duty
  bool has_phone = false;  // it has shown a code: from then on signing in wants one
};

struct Joining {
  Stretching stretching;
  intake::Hash half;  // the hash of the half that signs in
  intake::SealingKey key;
  Bytes wrapped;
};

struct Invitation {
  std::string name, team;
  Role role = Role::caller;
};

std::string small_letters(std::string name);
std::string word_of(Role role);  // "admin", "caller"
Role role_of(const std::string& word);

class People {
 public:
  explicit People(Sql& sql) : sql_(sql) {}  // borrowed

  // Someone who was here before is invited again: they keep their old key until they come. `by` is written
  // down. The same name again replaces the first code.
  Stored<Done> invite(const Invitation& invitation, const intake::Hash& code, const std::string& by,
                      Instant now);
  // Nothing: no such code, or it is too late.
  Stored<std::optional<Invitation>> invitation(const intake::Hash& code, Instant now);
  // Uses the code up. False: as above.
  Stored<bool> join(const intake::Hash& code, const Joining& joining, Instant now);

  Stored<std::optional<Person>> person(const std::string& name);
  Stored<std::vector<Person>> people(const std::string& team);  // empty: of all; by name
  // Of another team than the one they joined; written down. False: nobody of this name, or of this team
  // already.
  Stored<bool> add_to_team(const Invitation& invitation, const std::string& by, Instant now);
  // The role that somebody has in a team besides their first.
  Stored<std::optional<Role>> role_in(const std::string& name, const std::string& team);
  Stored<std::vector<std::string>> teams_of(const Person& person);  // the first, then the others by name
  // 0: off duty.
  Stored<Done> set_duty(const std::string& name, Instant until);

  // Of a team that is not their first they leave that one alone. Else their sessions end, and what they have
  // open goes back to the list. False: there is no such person.
  Stored<bool> remove(const std::string& name, const std::string& team, const std::string& by, Instant now);

  // Nothing: nobody of this name may sign in.
  Stored<std::optional<Stretching>> stretching(const std::string& name);

  enum class SignIn { done, wrong, code_wanted, wrong_code, locked };
  // `half`: its hash; `code`: of their phone, or empty. When done, the session is there.
  Stored<SignIn> sign_in(const std::string& name, const intake::Hash& half, const std::string& code,
                         const intake::Hash& token, Instant now);
  // False: their phone has one already.
  Stored<bool> begin_second_factor(const std::string& name, const CodeSecret& secret);
  // False: it is not the code of now, or has been used.
  Stored<bool> take_code(const std::string& name, const std::string& code, Instant now);
  Stored<Done> begin_session(const std::string& name, const intake::Hash& token, Instant now);
  // Who it is, as they are now. Nothing: no such session, it ran out, or the person was removed.
  Stored<std::optional<Person>> signed_in(const intake::Hash& token, Instant now);
  Stored<Done> end_session(const intake::Hash& token);

  // Forgets what is over. About once an hour.
  Stored<Done> tidy(Instant now);

 private:
  Stored<Done> count_failure(const std::string& name, Instant now);

  Sql& sql_;
};

}  // namespace porchlight::collector
