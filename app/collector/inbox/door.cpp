// Who comes in: signing in and out, and the first time by an invitation.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "collector/inbox/asking.h"
#include "intake/random.h"

namespace porchlight::collector {
namespace {

constexpr std::size_t most_wrapped_bytes = 256;
// What a browser may choose for itself: not less than libsodium's own least that is called safe for
// interactive use today, not more than a phone can do.
constexpr std::int64_t fewest_passes = 2, most_passes = 10;
constexpr std::int64_t least_memory_kib = 19 * 1024, most_memory_kib = 256 * 1024;

Json json_of(const Person& person, const std::vector<std::string>& teams, const InboxSettings& settings) {
  return {{"name", person.name},
          {"team", person.team},
          {"teams", teams},
          {"role", word_of(person.role)},
          {"key", to_base64(person.key.bytes)},
          {"wrapped", to_base64(person.wrapped)},
          {"second_factor_wanted", settings.second_factor && !person.has_phone}};
}

// The same for the same name, and nobody else can make it: so a name that nobody has looks like any other.
Stretching invented(const std::string& name, const intake::SigningSecret& secret) {
  const std::string text = "inbox salt:" + name;
  const auto hash = intake::blake2b(std::as_bytes(std::span(text)), secret.bytes().first(32));
  return {.salt = Bytes(hash.begin(), hash.begin() + Stretching::salt_bytes)};
}

using Token = std::array<std::byte, 32>;

Token draw_token() {
  Token token;
  intake::SodiumRandom random;
  random.fill(token);
  return token;
}

std::string cookie(const std::string& value, seconds lasts, const InboxSettings& settings) {
  return "porchlight=" + value +
         "; Path=/inbox; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(lasts.count()) +
         (settings.tls ? "; Secure" : "");
}

Answer welcome(Asking& asking, const std::string& name, const Token& token) {
  const auto person = People(asking.sql()).person(name);
  if (!person) return answer_of(person.error());
  if (!*person) return not_understood();
  const auto teams = People(asking.sql()).teams_of(**person);
  if (!teams) return answer_of(teams.error());
  Answer answer = ok(json_of(**person, *teams, asking.desk.settings));
  answer.headers.emplace_back("Set-Cookie", cookie(to_hex(token), session_lasts, asking.desk.settings));
  return answer;
}

Answer locked() {
  Answer answer = refusal(429, "locked", "Too many wrong passphrases. Wait 15 minutes.");
  answer.retry_after = locked_for;
  return answer;
}

Answer wrong_code() {
  return refusal(403, "wrong_code", "This is not the code of now, or it was used. Wait for the next one.");
}

Answer no_invitation() {
  return refusal(403, "no_invitation", "This link was used, or is older than 3 days. Ask for a new one.");
}

std::optional<Joining> read_joining(const Asking& asking) {
  const auto salt = asking.bytes<Stretching::salt_bytes>("salt");
  const auto half = asking.bytes<32>("half");
  const auto key = asking.bytes<32>("key");
  const auto wrapped = asking.bytes("wrapped", most_wrapped_bytes);
  const auto passes = asking.number("passes"), memory = asking.number("memory_kib");
  if (!salt || !half || !key || !wrapped || wrapped->empty() || !passes || !memory) return std::nullopt;
  if (*passes < fewest_passes || *passes > most_passes || *memory < least_memory_kib ||
      *memory > most_memory_kib)
    return std::nullopt;
  Joining joining{.stretching = {Bytes(salt->begin(), salt->end()), *passes, *memory},
                  .half = intake::blake2b(*half),
                  .wrapped = *wrapped};
  joining.key.bytes = *key;
  return joining;
}

// Nothing: the code may be looked at.
std::optional<Answer> too_many_codes(const Asking& asking) {
  const seconds wait = asking.desk.attempts.take(asking.desk.clock.monotonic());
  if (wait == seconds(0)) return std::nullopt;
  Answer answer = refusal(429, "too_many", "Too many links were tried in this minute. Try again soon.");
  answer.retry_after = wait;
  return answer;
}

}  // namespace

Answer begin_sign_in(Asking& asking) {
  const auto typed = asking.text("name");
  if (!typed) return not_understood();
  const std::string name = small_letters(*typed);
  const auto known = People(asking.sql()).stretching(name);
  if (!known) return answer_of(known.error());
  const Stretching stretching = known->value_or(invented(name, asking.desk.receipt_key));
  return ok({{"salt", to_base64(stretching.salt)},
             {"passes", stretching.passes},
             {"memory_kib", stretching.memory_kib}});
}

Answer sign_in(Asking& asking) {
  const auto typed = asking.text("name");
  const auto half = asking.bytes<32>("half");
  constexpr std::size_t longest_name = 64;  // a failure is remembered by its name
  if (!typed || !half || typed->size() > longest_name) return not_understood();
  const std::string name = small_letters(*typed);
  const Token token = draw_token();
  const auto done = People(asking.sql())
                        .sign_in(name, intake::blake2b(*half), asking.text("code").value_or(""),
                                 intake::blake2b(token), asking.now);
  if (!done) return answer_of(done.error());
  switch (*done) {
    case People::SignIn::locked:
      return locked();
    case People::SignIn::wrong:
      return refusal(403, "wrong", "Name and passphrase do not belong together.");
    case People::SignIn::code_wanted:
      return refusal(403, "code_wanted", "Signing in needs the code of your phone as well.");
    case People::SignIn::wrong_code:
      return wrong_code();
    case People::SignIn::done:
      break;
  }
  return welcome(asking, name, token);
}

Answer sign_out(Asking& asking) {
  if (asking.session)
    if (const auto ended = People(asking.sql()).end_session(*asking.session); !ended)
      return answer_of(ended.error());
  Answer answer = ok({{"signed_out", true}});
  answer.headers.emplace_back("Set-Cookie", cookie("", seconds(0), asking.desk.settings));
  return answer;
}

Answer who_am_i(Asking& asking) {
  const auto teams = People(asking.sql()).teams_of(*asking.person);
  if (!teams) return answer_of(teams.error());
  return ok(json_of(*asking.person, *teams, asking.desk.settings));
}

Answer begin_second_factor(Asking& asking) {
  intake::SodiumRandom random;
  const CodeSecret secret = draw_code_secret(random);
  const auto begun = People(asking.sql()).begin_second_factor(asking.person->name, secret);
  if (!begun) return answer_of(begun.error());
  if (!*begun) return wrong_code();  // to have another phone is to be invited again
  const std::string link = authenticator_link(asking.person->name, secret);
  return ok({{"secret", to_base32(secret)}, {"link", link}, {"qr", qr_rows(link)}});
}

Answer confirm_second_factor(Asking& asking) {
  const auto taken =
      People(asking.sql()).take_code(asking.person->name, asking.text("code").value_or(""), asking.now);
  if (!taken) return answer_of(taken.error());
  if (!*taken) return wrong_code();
  return ok({{"taken", true}});
}

Answer show_invitation(Asking& asking) {
  if (auto refused = too_many_codes(asking)) return std::move(*refused);
  const auto code = code_hash(asking.text("code").value_or(""));
  if (!code) return no_invitation();
  const auto invitation = People(asking.sql()).invitation(*code, asking.now);
  if (!invitation) return answer_of(invitation.error());
  if (!*invitation) return no_invitation();
  return ok({{"name", (*invitation)->name},
             {"team", (*invitation)->team},
             {"root_key", to_base64(asking.desk.root_key.bytes)}});
}

Answer join(Asking& asking) {
  if (auto refused = too_many_codes(asking)) return std::move(*refused);
  const auto code = code_hash(asking.text("code").value_or(""));
  const auto joining = read_joining(asking);
  if (!joining) return not_understood();
  if (!code) return no_invitation();
  People people(asking.sql());
  const auto invitation = people.invitation(*code, asking.now);
  if (!invitation) return answer_of(invitation.error());
  if (!*invitation) return no_invitation();
  const auto joined = people.join(*code, *joining, asking.now);
  if (!joined) return answer_of(joined.error());
  if (!*joined) return no_invitation();
  const Token token = draw_token();
  const std::string name = (*invitation)->name;
  if (const auto begun = people.begin_session(name, intake::blake2b(token), asking.now); !begun)
    return answer_of(begun.error());
  return welcome(asking, name, token);
}

}  // namespace porchlight::collector
