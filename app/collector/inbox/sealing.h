// Sealing: what opens a request, for who joined after it came. A browser that can open it seals its content
// key again, to a key of the set that the root key has signed. It gets header and seal for that, and never
// the body: what is said in a request is given by Work::open alone, which is written down. Thread: the Sql's.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "collector/inbox/people.h"
#include "collector/inbox/sql.h"
#include "intake/keys.h"

namespace porchlight::collector {

// A sealed content key: crypto_box_seal of 64 bytes, ENVELOPE.md "seal".
inline constexpr std::size_t resealed_bytes = 112;

struct Lacking {
  std::string id;
  Bytes header, seal;              // `seal`: for who seals it again
  std::vector<std::string> names;  // whose key opens it not yet
};

struct LackingPage {
  // So many seals as fit into one answer of the browser, of 8 KiB.
  static constexpr int most_seals = 32;
  static constexpr int scanned_at_once = 500;

  std::vector<Lacking> requests;
  std::string next;  // an id, to go on behind; empty: that was all
};

class Sealing {
 public:
  explicit Sealing(Sql& sql) : sql_(sql) {}  // borrowed

  // The team's open requests behind the id `after` that have a seal for `by`, and none for one of `people`.
  Stored<LackingPage> lacking(const std::string& team, const intake::RecipientId& by,
                              const std::vector<Person>& people, const std::string& after);

  // Those of the team's open requests only, and none that is there already. Written down. False: `name` is
  // nobody of the team.
  Stored<bool> add(const std::string& name, const std::vector<std::pair<std::string, Bytes>>& seals,
                   const Person& by, Instant now);

 private:
  Sql& sql_;
};

}  // namespace porchlight::collector
