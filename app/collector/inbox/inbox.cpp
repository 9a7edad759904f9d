#include "collector/inbox/inbox.h"

#include <algorithm>
#include <array>

#include "collector/inbox/numbers.h"

namespace porchlight::collector {
namespace {

constexpr std::string_view api = "/inbox/api/";

// 64 hexadecimal digits of "porchlight=…" among the cookies.
std::optional<intake::Hash> session_in(const Call& call) {
  const auto cookies = call.headers.find("cookie");
  if (cookies == call.headers.end()) return std::nullopt;
  constexpr std::string_view name = "porchlight=";
  std::string_view rest = cookies->second;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    std::string_view one = rest.substr(0, end);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(name))
      if (const auto token = from_hex(one.substr(name.size())); token && token->size() == 32)
        return intake::blake2b(*token);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

std::map<std::string, std::string> query_in(std::string_view text) {
  std::map<std::string, std::string> query;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view one = text.substr(0, end);
    const auto equals = std::min(one.find('='), one.size());
    query.emplace(one.substr(0, equals), one.substr(std::min(equals + 1, one.size())));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return query;
}

// A page of another site cannot set this header without being asked first, and nobody answers that.
bool is_from_page(const Call& call) {
  const auto site = call.headers.find("sec-fetch-site");
  if (site != call.headers.end() && site->second != "same-origin") return false;
  return call.headers.contains("porchlight-inbox");
}

Answer not_signed_in() {
  return refusal(401, "signed_out", "Sign in first: you are signed out after 12 hours.");
}

void add_shared_headers(Answer& answer, const InboxSettings& settings) {
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"X-Content-Type-Options", "nosniff"},
           {"Referrer-Policy", "no-referrer"},
           {"Cross-Origin-Opener-Policy", "same-origin"},
           {"Cross-Origin-Resource-Policy", "same-origin"},
           {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}})
    answer.headers.emplace_back(name, value);
  if (settings.tls) answer.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace

struct Inbox::Question {
  // `entering`: signed in, perhaps without the second factor that is wanted.
  enum class Who { anybody, entering, caller, admin };
  std::string_view method;
  std::string_view before, after;  // the address, around a name if it has one
  bool named;
  Who who;
  Answer (*answer)(Asking&);  // null: the bell's
};

namespace {

// Who is of several teams says which one they look at. Something: they are not of that one.
std::optional<Answer> choose_team(Asking& asking) {
  const auto asked = asking.query.find("team");
  if (!asking.person || asked == asking.query.end() || asked->second == asking.person->team)
    return std::nullopt;
  const auto role = People(asking.sql()).role_in(asking.person->name, asked->second);
  if (!role) return answer_of(role.error());
  if (!*role) return refusal(403, "not_of_team", "You are not of this team.");
  asking.person->team = asked->second;
  asking.person->role = **role;
  return std::nullopt;
}

std::optional<std::string> name_in(std::string_view path, std::string_view before, std::string_view after) {
  if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after))
    return std::nullopt;
  const std::string_view name = path.substr(before.size(), path.size() - before.size() - after.size());
  if (name.find('/') != std::string_view::npos) return std::nullopt;
  return std::string(name);
}

}  // namespace

Inbox::Inbox(Writer& writer, const Clock& clock, const intake::SigningSecret& receipt_key,
             const intake::SigningPublic& root_key, InboxSettings settings)
    : writer_(writer),
      clock_(clock),
      settings_(settings),
      desk_{clock_, receipt_key, root_key, settings_, attempts_},
      bell_(writer, clock) {}

bool Inbox::has(std::string_view target) {
  return target == "/inbox" || target.starts_with("/inbox/") || target.starts_with("/inbox?");
}

void Inbox::handle(Call call, Then then) {
  using Who = Question::Who;
  static constexpr std::array<Question, 26> questions{{
      {"POST", "sign-in/begin", "", false, Who::anybody, begin_sign_in},
      {"POST", "sign-in", "", false, Who::anybody, sign_in},
      {"POST", "sign-out", "", false, Who::anybody, sign_out},
      {"POST", "invitation", "", false, Who::anybody, show_invitation},
      {"POST", "join", "", false, Who::anybody, join},
      {"GET", "me", "", false, Who::entering, who_am_i},
      {"POST", "second-factor/begin", "", false, Who::entering, begin_second_factor},
      {"POST", "second-factor", "", false, Who::entering, confirm_second_factor},
      {"POST", "duty", "", false, Who::caller, set_duty},
      {"GET", "requests", "", false, Who::caller, list_requests},
      {"POST", "requests/", "/open", true, Who::caller, open_request},
      {"POST", "requests/", "/result", true, Who::caller, report_call},
      {"POST", "requests/", "/number", true, Who::caller, tell_number},
      {"POST", "requests/", "/may-call", true, Who::caller, take_off_list},
      {"GET", "list-keys", "", false, Who::caller, tell_list_keys},
      {"POST", "list-keys", "", false, Who::caller, take_list_keys},
      {"GET", "lacking", "", false, Who::caller, tell_lacking},
      {"POST", "people/", "/seals", true, Who::caller, take_seals},
      {"GET", "counts", "", false, Who::caller, tell_counts},
      {"GET", "counts.csv", "", false, Who::caller, tell_counts_csv},
      {"GET", "events", "", false, Who::caller, nullptr},
      {"GET", "people", "", false, Who::admin, list_people},
      {"POST", "people", "", false, Who::admin, invite},
      {"POST", "people/", "/remove", true, Who::admin, remove_person},
      {"GET", "audit", "", false, Who::admin, list_audit},
      {"GET", "fleet", "", false, Who::admin, tell_fleet},
  }};
  const auto give = [this, then = std::move(then)](Answer answer) {
    answer.address = Address::inbox;
    add_shared_headers(answer, settings_);
    then(std::move(answer));
  };
  const std::string_view target = call.target;
  if (!target.starts_with(api)) return give(page_.answer(call));
  const auto mark = std::min(target.find('?'), target.size());
  const std::string_view path = target.substr(api.size(), mark - api.size());
  std::optional<std::string> name;
  const auto question = std::ranges::find_if(questions, [&](const Question& each) {
    if (!each.named) return each.before == path && each.method == call.method;
    name = name_in(path, each.before, each.after);
    return name.has_value() && each.method == call.method;
  });
  if (question == questions.end())
    return give(
        refusal(404, "no_such_address", "The page asked for something that is not here. Load it again."));
  if (question->method == "POST" && !is_from_page(call))
    return give(refusal(403, "other_page", "This was not asked by the inbox’s own page."));
  auto query = query_in(target.substr(std::min(mark + 1, target.size())));
  const bool asked = writer_.ask([this, question, give, call, query, name](Store& store) {
    Asking asking{.desk = desk_,
                  .store = store,
                  .now = clock_.now(),
                  .body = read_body(call.body),
                  .name = name.value_or(""),
                  .query = query,
                  .person = {},
                  .session = session_in(call)};
    if (asking.session) {
      auto person = People(store.sql()).signed_in(*asking.session, asking.now);
      if (!person) return give(answer_of(person.error()));
      asking.person = std::move(*person);
    }
    if (const auto refused = choose_team(asking)) return give(*refused);
    if (question->who != Who::anybody && !asking.person) return give(not_signed_in());
    if (question->who >= Who::caller && settings_.second_factor && !asking.person->has_phone)
      return give(refusal(403, "second_factor_wanted", "Set up your phone’s codes first."));
    if (question->who == Who::admin && asking.person->role != Role::admin)
      return give(refusal(403, "not_admin", "Only an admin of the team may do this."));
    if (question->answer != nullptr) return give(question->answer(asking));
    const auto last = call.headers.find("last-event-id");
    const auto since = asking.query.find("since");
    bell_.wait(asking.person->team,
               last != call.headers.end()    ? last->second
               : since != asking.query.end() ? since->second
                                             : "",
               give);
  });
  if (!asked) give(busy());
}

Stored<Done> Inbox::tidy(Store& store, Instant now) const {
  if (auto erased = Work(store.sql()).erase(settings_.erase, now); !erased) return erased;
  if (auto forgotten = Numbers(store.sql()).tidy(now); !forgotten) return forgotten;
  return People(store.sql()).tidy(now);
}

}  // namespace porchlight::collector
