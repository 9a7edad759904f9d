// Numbers: which one asked for no more calls, and how often one asked in a week, without knowing any. A
// browser makes a keyed hash of the number that it has opened; the key is the team's own, made by a browser,
// and here it is only sealed to each of the team's keys. Both outlive the request. Thread: the Sql's.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "collector/inbox/people.h"
#include "collector/inbox/sql.h"
#include "intake/hash.h"

namespace porchlight::collector {

inline constexpr std::chrono::days asked_counted_over{7};
inline constexpr std::size_t sealed_list_key_bytes = 80;  // crypto_box_seal of 32

class Numbers {
 public:
  struct Known {
    std::int64_t times = 0;  // that it asked in a week, this time among them, as far as they were opened
    std::optional<Instant> do_not_call;  // since when
  };
  using Seals = std::vector<std::pair<intake::RecipientId, Bytes>>;

  explicit Numbers(Sql& sql) : sql_(sql) {}  // borrowed

  // Counts a request that the person has open, once. Nothing: they have it not.
  Stored<std::optional<Known>> known(const std::string& id, const intake::Hash& number, const Person& person,
                                     Instant now);
  // Takes the number of a request that they have open off the list; written down. False: they have it not.
  Stored<bool> may_call(const std::string& id, const intake::Hash& number, const Person& person, Instant now);

  Stored<Seals> list_keys(const std::string& team);
  // Those that are there already stay.
  Stored<Done> add_list_keys(const std::string& team, const Seals& seals);

  Stored<Done> tidy(Instant now);

 private:
  Sql& sql_;
};

}  // namespace porchlight::collector
