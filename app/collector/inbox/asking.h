// Asking: one question of the page, with all that is needed for an answer; and the answers, one function a
// question. They run in a writer's thread, one store for each. The table in inbox.cpp says who may ask what.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <variant>

#include "collector/answers.h"
#include "collector/enrolment.h"
#include "collector/inbox/people.h"
#include "collector/inbox/work.h"
#include "intake/keys.h"

namespace porchlight::collector {

using Json = nlohmann::ordered_json;

struct InboxSettings {
  bool tls = false;  // here or in a proxy before it: then cookies are for TLS alone
  EraseRules erase;
  minutes promise{0};          // who wants a call soon is called so soon; 0: nothing was promised
  bool second_factor = false;  // everybody needs a phone that shows codes
};

// What is the same for all who ask. Borrowed.
struct InboxDesk {
  const Clock& clock;
  const intake::SigningSecret& receipt_key;
  const intake::SigningPublic& root_key;
  const InboxSettings& settings;
  CodeAttempts& attempts;  // of invitation codes
};

struct Asking {
  const InboxDesk& desk;
  Store& store;
  Instant now;
  std::map<std::string, std::variant<std::string, std::int64_t>> body;  // what JSON had of these, by name
  std::string name;  // what stands in the address: a request's id, a person's name
  std::map<std::string, std::string> query;
  std::optional<Person> person;         // who is signed in
  std::optional<intake::Hash> session;  // the hash of their token

  Sql& sql() const { return store.sql(); }
  // Nothing: there is no such text, or number.
  std::optional<std::string> text(const char* member) const;
  std::optional<std::int64_t> number(const char* member) const;
  template <std::size_t Size>
  std::optional<std::array<std::byte, Size>> bytes(const char* member) const;
  std::optional<Bytes> bytes(const char* member, std::size_t most) const;  // from base64
};

// The texts and whole numbers of a JSON object; empty when it is none.
decltype(Asking::body) read_body(const Bytes& bytes);

Answer ok(const Json& json);
Answer not_understood();  // 422

// door.cpp: who comes in.
Answer begin_sign_in(Asking& asking);
Answer sign_in(Asking& asking);
Answer sign_out(Asking& asking);
Answer who_am_i(Asking& asking);
Answer begin_second_factor(Asking& asking);
Answer confirm_second_factor(Asking& asking);
Answer show_invitation(Asking& asking);
Answer join(Asking& asking);

// requests.cpp: the work.
Answer list_requests(Asking& asking);
Answer open_request(Asking& asking);
Answer report_call(Asking& asking);
Answer set_duty(Asking& asking);
Answer tell_counts(Asking& asking);
Answer tell_counts_csv(Asking& asking);

// seals.cpp: who joined later.
Answer tell_lacking(Asking& asking);
Answer take_seals(Asking& asking);

// hashes.cpp: numbers that asked for no calls, as hashes.
Answer tell_number(Asking& asking);
Answer take_off_list(Asking& asking);
Answer tell_list_keys(Asking& asking);
Answer take_list_keys(Asking& asking);

// team.cpp: people and kiosks.
Answer list_people(Asking& asking);
Answer invite(Asking& asking);
Answer remove_person(Asking& asking);
Answer list_audit(Asking& asking);
Answer tell_fleet(Asking& asking);

template <std::size_t Size>
std::optional<std::array<std::byte, Size>> Asking::bytes(const char* member) const {
  const auto found = bytes(member, Size);
  if (!found || found->size() != Size) return std::nullopt;
  std::array<std::byte, Size> exact;
  std::copy(found->begin(), found->end(), exact.begin());
  return exact;
}

}  // namespace porchlight::collector
