// Fills a store with 10,000 requests that wait and a caller who is signed in, for the inbox to be asked by
// HTTP. Prints the caller's cookie, and how long the store takes for the bare rows of the first 50, ms.
//   inbox_bench STORE
#include <array>
#include <cstdlib>

#include "base/bytes.h"
#include "collector/enrolment.h"
#include "collector/inbox/people.h"
#include "collector/store.h"
#include "figures.h"
#include "intake/envelope.h"
#include "intake/random.h"
#include "intake/seal.h"

namespace porchlight::bench {
namespace {

constexpr int requests = 10'000, at_once = 100, looks = 50;
const std::string team = "st-brendans";

[[noreturn]] void fail(std::string_view why) {
  fmt::print(stderr, "inbox_bench: {}\n", why);
  std::exit(EXIT_FAILURE);
}

intake::Hash drawn(intake::SodiumRandom& random) {
  intake::Hash hash;
  random.fill(hash);
  return hash;
}

// True ones, or the collector would set the file aside as damaged.
std::vector<intake::Sealed> sealed_requests(intake::SodiumRandom& random) {
  const auto callers = intake::make_sealing_pair(random), recovery = intake::make_sealing_pair(random);
  const auto kiosk = intake::make_signing_pair(random);
  const auto withdraw = intake::make_withdraw_key(random);
  intake::Draft draft;
  draft.number.append("4155550137");
  draft.when = intake::WhenToCall::evenings;
  draft.if_not_me = intake::IfNotMe::say_nothing;
  const std::vector<intake::Recipient> recipients{{.name = "Callers", .key = callers.key},
                                                  {.name = "Safe", .key = recovery.key}};
  const intake::SealContext context{.kiosk_id = "lobby",
                                    .country = "US",
                                    .language = "en",
                                    .consent_version = 1,
                                    .recipients = recipients,
                                    .kiosk_key = kiosk.secret,
                                    .withdraw_key = withdraw};
  std::vector<intake::Sealed> all;
  for (int i = 0; i < requests; ++i) {
    auto sealed = intake::seal(draft, context, random, SystemClock().now());
    if (!sealed) fail(sealed.error().what);
    all.push_back(std::move(*sealed));
  }
  return all;
}

void fill(collector::Store& store, intake::SodiumRandom& random, Instant now) {
  const auto code = drawn(random);
  const auto kiosk = intake::make_signing_pair(random);
  if (!store.add_code(code, "lobby", team, now + minutes(1)) || !store.enrol(code, kiosk.key, now))
    fail("no kiosk");
  const auto sealed = sealed_requests(random);
  for (int i = 0; i < requests; i += at_once) {
    std::vector<collector::NewRequest> some(at_once);
    for (int j = 0; j < at_once; ++j) {
      const intake::Sealed& one = sealed[static_cast<std::size_t>(i + j)];
      some[static_cast<std::size_t>(j)] = {.id = one.id,
                                           .kiosk = "lobby",
                                           .team = team,
                                           .hash = intake::envelope_hash(one.bytes),
                                           .withdraw = intake::read_header(one.bytes)->withdraw,
                                           .received = now - minutes(i),
                                           .envelope = one.bytes};
    }
    if (!store.put(some)) fail("a request was not stored");
  }
}

std::string sign_in(collector::Store& store, intake::SodiumRandom& random, Instant now) {
  collector::People people(store.sql());
  const auto code = drawn(random);
  const collector::Joining joining{.stretching = {.salt = Bytes(16)},
                                   .half = drawn(random),
                                   .key = intake::make_sealing_pair(random).key,
                                   .wrapped = Bytes(1)};
  const auto token = drawn(random);
  if (!people.invite({"ada", team}, code, "(bench)", now) || !people.join(code, joining, now) ||
      !people.begin_session("ada", intake::blake2b(token), now))
    fail("nobody joined");
  return "porchlight=" + to_hex(token);
}

double bare_ms(collector::Store& store) {
  Times times;
  for (int i = 0; i < looks; ++i)
    times.push_back(time_ms([&] {
      const auto rows = store.sql().read(
          {"SELECT id, envelope FROM requests WHERE team = $1 AND finished = 0 ORDER BY received LIMIT 50",
           {team}});
      if (!rows || rows->size() != 50) fail("the bare rows are not there");
    }));
  return quantile(times, 0.5);
}

}  // namespace
}  // namespace porchlight::bench

int main(int argc, char** argv) {
  using namespace porchlight;
  if (argc < 2) return fmt::print(stderr, "inbox_bench STORE\n"), EXIT_FAILURE;
  auto store = collector::open_store(argv[1]);
  if (!store) bench::fail(store.error().what);
  intake::SodiumRandom random;
  const Instant now = SystemClock().now();
  bench::fill(**store, random, now);
  fmt::print("{} {:.2f}\n", bench::sign_in(**store, random, now), bench::bare_ms(**store));
}
