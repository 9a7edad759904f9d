// Work: the requests as callers see them: who has one open, how the calls went, when all of it is erased. The
// envelope is all that the store has of a visitor, and it cannot be opened here. Thread: the Sql's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "collector/inbox/people.h"
#include "collector/inbox/sql.h"

namespace porchlight::collector {

// Who opened a request has it for so long; then it is back on the list.
inline constexpr minutes held_for{30};
inline constexpr int listed_at_once = 50;
// A new call is agreed on for at most so long ahead: longer, and all would be erased before it.
inline constexpr std::chrono::days call_again_within{14};

struct EraseRules {
  std::chrono::days done_after{7};
  std::chrono::days all_after{30};
};
// The row without its envelope stays for so long, for the counts, and so that a kiosk that sends the request
// once more finds it known.
inline constexpr std::chrono::days counted_for{30};

struct Listed {
  std::string id, kiosk;
  std::string place;  // of the kiosk, for people: "St. Brendan's, lobby"; may be empty
  Instant received;
  Bytes envelope;  // for its header; not for the list of anybody's browser
  std::string holder;
  Instant held_until;
  std::int64_t version = 0;
  std::int64_t tries = 0;
  std::string result;  // of the last call; empty: nobody has called
  Instant call_again;  // 0: any time
  Instant finished;    // 0: not yet
};

// Two words that change: `all` whenever one of the team's open requests or its people do, `sealing` when
// somebody may lack a seal.
struct Mark {
  std::string all, sealing;
};

struct Page {
  std::vector<Listed> requests;
  std::int64_t waiting = 0, mine = 0, finished = 0;  // of all pages
};

// How a call went. The first four are the end of a request.
enum class CallResult {
  reached,
  wrong_number,
  did_not_ask,
  do_not_call,
  no_answer,
  message_left,
  call_again,
  given_back,  // nobody called
};
struct Report {
  CallResult result = CallResult::given_back;
  Instant again{};                     // with call_again
  std::optional<intake::Hash> number;  // with do_not_call: what the team's list has of it, see numbers.h
};
std::optional<CallResult> call_result(std::string_view word);  // "no_answer"
bool ends(CallResult result);

struct Opened {
  Bytes envelope;
  std::optional<Bytes> seal;  // for this person's key, made after they joined
  std::string kiosk;
  intake::SigningPublic kiosk_key;
  std::int64_t version = 0;
  Instant held_until;
};

class Work {
 public:
  enum class Show { waiting, mine, finished };

  explicit Work(Sql& sql) : sql_(sql) {}  // borrowed

  // Who waits longest comes first, and behind those to be called at a later time; finished ones newest first.
  // `page` counts from 0.
  Stored<Page> list(const Person& person, Show show, int page, Instant now);
  Stored<Mark> mark(const std::string& team);

  // Takes it, if it is free and still as `version` says; or for longer, if the person has it. Written down.
  // Nothing: another has it, or it is gone.
  Stored<std::optional<Opened>> open(const std::string& id, std::int64_t version, const Person& person,
                                     Instant now);
  // Of a request that the person has open. False: they have it no more.
  Stored<bool> report(const std::string& id, std::int64_t version, const Report& report, const Person& person,
                      Instant now);

  // Erases what is due, keys before the bytes that they open; the store's tidy() then empties its log. About
  // once an hour.
  Stored<Done> erase(const EraseRules& rules, Instant now);

 private:
  Sql& sql_;
};

}  // namespace porchlight::collector
