// People and kiosks, for an admin.
#include <nlohmann/json.hpp>

#include "collector/address.h"
#include "collector/fleet.h"
#include "collector/inbox/asking.h"
#include "collector/inbox/audit.h"
#include "intake/random.h"

namespace porchlight::collector {
namespace {

constexpr int entries_shown = 200;

}  // namespace

Answer list_people(Asking& asking) {
  const auto people = People(asking.sql()).people(asking.person->team);
  if (!people) return answer_of(people.error());
  Json all = Json::array();
  for (const Person& person : *people)
    if (!person.removed)
      all.push_back({{"name", person.name},
                     {"role", word_of(person.role)},
                     {"key", intake::to_text(person.key)},
                     {"short", intake::short_form(person.key)},
                     {"joined", person.joined.time_since_epoch().count()}});
  return ok({{"people", std::move(all)}});
}

Answer invite(Asking& asking) {
  const std::string name = small_letters(asking.text("name").value_or(""));
  if (!is_name(name))
    return refusal(422, "not_a_name", "A name has up to 32 letters, digits, hyphens, underscores and dots.");
  const auto there = People(asking.sql()).person(name);
  if (!there) return answer_of(there.error());
  if (*there && (*there)->team != asking.person->team)
    return refusal(409, "name_taken", "Somebody of another team has this name. Choose another.");
  intake::SodiumRandom random;
  const std::string code = draw_code(random);
  const auto invited =
      People(asking.sql())
          .invite({name, asking.person->team, asking.text("role") == "admin" ? Role::admin : Role::caller},
                  code_hash(code).value(), asking.person->name, asking.now);
  if (!invited) return answer_of(invited.error());
  return ok({{"name", name}, {"code", code}});
}

Answer remove_person(Asking& asking) {
  const auto removed =
      People(asking.sql()).remove(asking.name, asking.person->team, asking.person->name, asking.now);
  if (!removed) return answer_of(removed.error());
  if (!*removed) return refusal(404, "nobody", "There is nobody of this name in your team.");
  return ok({{"removed", true}});
}

Answer list_audit(Asking& asking) {
  const auto entries = newest_entries(asking.sql(), asking.person->team, entries_shown);
  if (!entries) return answer_of(entries.error());
  Json all = Json::array();
  for (const AuditEntry& entry : *entries)
    all.push_back({{"number", entry.number},
                   {"time", entry.time.time_since_epoch().count()},
                   {"person", entry.person},
                   {"what", entry.what},
                   {"about", entry.about}});
  return ok({{"entries", std::move(all)}});
}

Answer tell_fleet(Asking& asking) {
  auto kiosks = asking.store.kiosks();
  if (!kiosks) return answer_of(kiosks.error());
  std::erase_if(*kiosks, [&](const Kiosk& kiosk) { return kiosk.team != asking.person->team; });
  const auto waiting = asking.store.waiting();
  if (!waiting) return answer_of(waiting.error());
  return json_answer(200, fleet_json(fleet_of(std::move(*kiosks)), *waiting));
}

}  // namespace porchlight::collector
