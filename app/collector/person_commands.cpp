// porchlight-collector person, and audit: the people who call back, and what is written down of their work.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdio>

#include "collector/address.h"
#include "collector/commands.h"
#include "collector/enrolment.h"
#include "collector/inbox/audit.h"
#include "collector/inbox/people.h"
#include "collector/store.h"
#include "intake/random.h"

namespace porchlight::collector {
namespace {

constexpr int done = 0, not_done = 2;
constexpr int entries_shown = 50;
constexpr const char* operator_name = "(operator)";  // nobody else can have it: is_name() wants no brackets

int failed(const std::string& what) {
  fmt::print(stderr, "porchlight-collector: {}\n", what);
  return not_done;
}

int nobody(const std::string& name) {
  return failed(fmt::format("There is nobody called “{}”. person list shows who is here.", name));
}

}  // namespace

int invite_person(const std::string& url, const PersonOptions& options) {
  constexpr const char* form = "up to 32 letters, digits, hyphens, underscores and dots";
  const std::string name = small_letters(options.name);
  if (!is_name(name)) return failed(fmt::format("“{}” cannot be a name: {}.", options.name, form));
  if (!is_name(options.team))
    return failed(fmt::format("“{}” cannot be a team’s name: {}.", options.team, form));
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  People people(store.value()->sql());
  const auto there = people.person(name);
  if (!there) return failed(there.error().what);
  if (*there && (*there)->team != options.team)
    return failed(fmt::format("{} is of the team {} already. Choose another name.", name, (*there)->team));
  intake::SodiumRandom random;
  const std::string code = draw_code(random);
  const auto invited = people.invite({name, options.team, options.admin ? Role::admin : Role::caller},
                                     code_hash(code).value(), operator_name, SystemClock().now());
  if (!invited) return failed(invited.error().what);
  fmt::print("{}#join={}\n", options.inbox.empty() ? "https://THIS-COLLECTOR/inbox/" : options.inbox, code);
  fmt::print(stderr, "It works once, for {} days. Give it to {} and to nobody else.\n",
             invitation_works_for.count(), name);
  return done;
}

int add_person_to_team(const std::string& url, const PersonOptions& options) {
  const std::string name = small_letters(options.name);
  if (!is_name(options.team)) return failed(fmt::format("“{}” cannot be a team’s name.", options.team));
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  const auto added = People(store.value()->sql())
                         .add_to_team({name, options.team, options.admin ? Role::admin : Role::caller},
                                      operator_name, SystemClock().now());
  if (!added) return failed(added.error().what);
  if (!*added)
    return failed(
        fmt::format("There is nobody called “{}”, or they are of the team {} already.", name, options.team));
  fmt::print(
      "{} sees the requests of {} as well, and opens them once their key is in that team’s signed set.\n",
      name, options.team);
  return done;
}

int list_people(const std::string& url) {
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  const auto people = People(store.value()->sql()).people("");
  if (!people) return failed(people.error().what);
  constexpr const char* row = "{:<20} {:<20} {:<8} {:<20} {}\n";
  fmt::print(fmt::runtime(row), "name", "team", "role", "key", "");
  for (const Person& person : *people)
    fmt::print(fmt::runtime(row), person.name, person.team, person.role == Role::admin ? "admin" : "caller",
               intake::short_form(person.key), person.removed ? "removed" : "");
  return done;
}

int remove_person(const std::string& url, const std::string& typed, const std::string& team) {
  const std::string name = small_letters(typed);
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  People people(store.value()->sql());
  const auto there = people.person(name);
  if (!there) return failed(there.error().what);
  if (!*there) return nobody(name);
  const auto removed =
      people.remove(name, team.empty() ? (*there)->team : team, operator_name, SystemClock().now());
  if (!removed) return failed(removed.error().what);
  if (!*removed)
    return failed(fmt::format("{} is not of the team {}.", name, team.empty() ? (*there)->team : team));
  fmt::print(
      "{} is let in no more. New requests are sealed to their key as well until you sign a set of recipients "
      "without it: porchlight recipients, then porchlight-collector recipients.\n",
      name);
  return done;
}

int print_person_key(const std::string& url, const std::string& typed) {
  const std::string name = small_letters(typed);
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  const auto person = People(store.value()->sql()).person(name);
  if (!person) return failed(person.error().what);
  if (!*person || (*person)->removed) return nobody(name);
  fmt::print("{}\n", intake::to_text((*person)->key));
  fmt::print(stderr, "Compare it with what {} reads on their page: {}\n", name,
             intake::short_form((*person)->key));
  return done;
}

int check_audit_log(const std::string& url) {
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  Sql& sql = store.value()->sql();
  const auto entries = newest_entries(sql, "", entries_shown);
  if (!entries) return failed(entries.error().what);
  for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry)
    fmt::print("{:>8}  {:%Y-%m-%d %H:%M}  {:<20} {:<14} {}\n", entry->number,
               fmt::gmtime(std::chrono::system_clock::to_time_t(entry->time)), entry->person, entry->what,
               entry->about);
  const auto check = check_audit(sql);
  if (!check) return failed(check.error().what);
  if (check->broken_at)
    return failed(fmt::format("Entry {} does not follow from the one before it: the log was changed there.",
                              *check->broken_at));
  fmt::print("{} entries, each follows from the one before it. The last one’s hash: {}\n", check->entries,
             to_hex(check->last).substr(0, 16));
  return done;
}

}  // namespace porchlight::collector
