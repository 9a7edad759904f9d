// Who joined later: what a browser seals again for them, and for whom.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/bytes.h"
#include "collector/inbox/asking.h"
#include "collector/inbox/sealing.h"
#include "intake/recipient_set.h"

namespace porchlight::collector {
namespace {

bool is_id(std::string_view text) {
  return text.size() == 32 && from_hex(text);
}

std::string queried(const Asking& asking, const char* name) {
  const auto found = asking.query.find(name);
  return found == asking.query.end() ? "" : found->second;
}

// `as`: the id of a recovery key that somebody has typed in; else their own.
std::optional<intake::RecipientId> sealing_as(const Asking& asking) {
  const std::string as = queried(asking, "as");
  intake::RecipientId id = intake::recipient_id(asking.person->key);
  if (as.empty()) return id;
  const auto bytes = from_hex(as);
  if (!bytes || bytes->size() != id.size()) return std::nullopt;
  std::ranges::copy(*bytes, id.begin());
  return id;
}

// Whose keys the root key has signed; and who sits there with the recovery key, whose key their browser made.
std::vector<Person> may_open(const Asking& asking, std::vector<Person> people,
                             const std::optional<intake::RecipientSet>& set, bool recovering) {
  std::erase_if(people, [&](const Person& person) {
    if (person.removed) return true;
    if (recovering && person.name == asking.person->name) return false;
    return !set || std::ranges::none_of(set->recipients, [&](const intake::Recipient& recipient) {
      return recipient.key == person.key;
    });
  });
  return people;
}

}  // namespace

Answer tell_lacking(Asking& asking) {
  const auto as = sealing_as(asking);
  const std::string after = queried(asking, "after");
  if (!as || (!after.empty() && !is_id(after))) return not_understood();
  const auto bytes = asking.store.recipients(asking.person->team);
  if (!bytes) return answer_of(bytes.error());
  std::optional<intake::RecipientSet> set;
  if (*bytes)
    if (auto verified = intake::verify_recipient_set(**bytes, asking.desk.root_key))
      set = std::move(*verified);
  auto people = People(asking.sql()).people(asking.person->team);
  if (!people) return answer_of(people.error());
  const auto able = may_open(asking, std::move(*people), set, !queried(asking, "as").empty());
  const auto page = Sealing(asking.sql()).lacking(asking.person->team, *as, able, after);
  if (!page) return answer_of(page.error());
  Json keys = Json::object(), requests = Json::array();
  for (const Person& person : able) keys[person.name] = to_base64(person.key.bytes);
  for (const Lacking& request : page->requests)
    requests.push_back({{"id", request.id},
                        {"header", to_base64(request.header)},
                        {"seal", to_base64(request.seal)},
                        {"for", request.names}});
  return ok({{"set", *bytes ? Json(to_base64(**bytes)) : Json(nullptr)},
             {"keys", std::move(keys)},
             {"requests", std::move(requests)},
             {"next", page->next}});
}

Answer take_seals(Asking& asking) {
  std::vector<std::pair<std::string, Bytes>> seals;
  for (const auto& [id, _] : asking.body) {
    auto seal = asking.bytes(id.c_str(), resealed_bytes);
    if (!is_id(id) || !seal || seal->size() != resealed_bytes) return not_understood();
    seals.emplace_back(id, std::move(*seal));
  }
  if (seals.empty() || seals.size() > LackingPage::most_seals) return not_understood();
  const auto added = Sealing(asking.sql()).add(asking.name, seals, *asking.person, asking.now);
  if (!added) return answer_of(added.error());
  if (!*added) return refusal(404, "nobody", "There is nobody of this name in your team.");
  return ok({{"taken", true}});
}

}  // namespace porchlight::collector
