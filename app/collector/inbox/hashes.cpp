// Numbers as the browsers hash them, and the key that they do it with.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/bytes.h"
#include "collector/inbox/asking.h"
#include "collector/inbox/numbers.h"

namespace porchlight::collector {
namespace {

// Of two browsers that make the first key at once one does.
constexpr seconds making_takes{10};

std::optional<Numbers::Seals> read_seals(const Asking& asking) {
  constexpr std::size_t most = 16;  // as in a set of recipients
  Numbers::Seals seals;
  for (const auto& [hex, _] : asking.body) {
    const auto id = from_hex(hex);
    auto seal = asking.bytes(hex.c_str(), sealed_list_key_bytes);
    intake::RecipientId recipient{};
    if (!id || id->size() != recipient.size() || !seal || seal->size() != sealed_list_key_bytes)
      return std::nullopt;
    std::ranges::copy(*id, recipient.begin());
    seals.emplace_back(recipient, std::move(*seal));
  }
  if (seals.empty() || seals.size() > most) return std::nullopt;
  return seals;
}

bool has(const Numbers::Seals& seals, const intake::RecipientId& recipient) {
  return std::ranges::any_of(seals, [&](const auto& seal) { return seal.first == recipient; });
}

Answer not_open() {
  return refusal(409, "gone", "Somebody else has this request, or it was taken back.");
}

}  // namespace

Answer tell_number(Asking& asking) {
  const auto number = asking.bytes<32>("number");
  if (!number) return not_understood();
  const auto known = Numbers(asking.sql()).known(asking.name, *number, *asking.person, asking.now);
  if (!known) return answer_of(known.error());
  if (!*known) return not_open();
  const auto& since = (*known)->do_not_call;
  return ok({{"times", (*known)->times},
             {"do_not_call", since ? Json(since->time_since_epoch().count()) : Json(nullptr)}});
}

Answer take_off_list(Asking& asking) {
  const auto number = asking.bytes<32>("number");
  if (!number) return not_understood();
  const auto taken = Numbers(asking.sql()).may_call(asking.name, *number, *asking.person, asking.now);
  if (!taken) return answer_of(taken.error());
  if (!*taken) return not_open();
  return ok({{"taken", true}});
}

Answer tell_list_keys(Asking& asking) {
  const auto seals = Numbers(asking.sql()).list_keys(asking.person->team);
  if (!seals) return answer_of(seals.error());
  Json all = Json::object();
  for (const auto& [recipient, seal] : *seals) all[to_hex(recipient)] = to_base64(seal);
  return ok({{"seals", std::move(all)}});
}

// The first is made by whoever comes first; to others it is given by who has it.
Answer take_list_keys(Asking& asking) {
  const auto seals = read_seals(asking);
  if (!seals) return not_understood();
  const std::string& team = asking.person->team;
  const intake::RecipientId own = intake::recipient_id(asking.person->key);
  Numbers numbers(asking.sql());
  const auto there = numbers.list_keys(team);
  if (!there) return answer_of(there.error());
  if (there->empty()) {
    if (!has(*seals, own)) return not_understood();
    const auto ours = asking.store.claim("list key " + team, asking.now, asking.now + making_takes);
    if (!ours) return answer_of(ours.error());
    if (!*ours) return busy();
  }
  if (const auto added = numbers.add_list_keys(team, *seals); !added) return answer_of(added.error());
  return ok({{"taken", true}});
}

}  // namespace porchlight::collector
