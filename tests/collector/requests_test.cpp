// A request is stored once, whoever sends it how often; and not at all when it was withdrawn.
#include <rapidcheck.h>

#include <algorithm>
#include <barrier>
#include <map>
#include <set>
#include <thread>

#include "collector/places.h"
#include "collector/postgres.h"
#include "disk/database.h"

using namespace porchlight;
using namespace porchlight::collector;
using std::chrono::days;

TEMPLATE_TEST_CASE("A request is new once, then the same, and its bytes are kept exactly", "", Sqlite,
                   PostgreSql) {
  Collector<TestType> collector;
  CHECK(put(*collector.store, request(1)) == Kept::is_new);
  CHECK(put(*collector.store, request(1)) == Kept::same);
  CHECK(put(*collector.store, request(2)) == Kept::is_new);
  CHECK(envelope(*collector.store, 1) == request(1).envelope);
  CHECK(envelope(*collector.store, 2) == request(2).envelope);
  CHECK(envelope(*collector.store, 3) == std::nullopt);
}

TEMPLATE_TEST_CASE("Every byte there is comes back, and an empty envelope too", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  NewRequest every = request(1);
  every.envelope.clear();
  every.hash = intake::blake2b(every.envelope);
  CHECK(put(*collector.store, every) == Kept::is_new);
  CHECK(envelope(*collector.store, 1) == Bytes{});
  every.id = id_of(2);
  for (int byte = 0; byte < 256; ++byte) every.envelope.push_back(static_cast<std::byte>(byte));
  every.hash = intake::blake2b(every.envelope);
  CHECK(put(*collector.store, every) == Kept::is_new);
  CHECK(envelope(*collector.store, 2) == every.envelope);
}

TEMPLATE_TEST_CASE("Other bytes with an id that is taken change nothing", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  put(*collector.store, request(1, 0));
  CHECK(put(*collector.store, request(1, 1)) == Kept::other_bytes);
  CHECK(put(*collector.store, request(1, 0)) == Kept::same);
  CHECK(envelope(*collector.store, 1) == request(1, 0).envelope);
}

namespace {

// One byte in the middle of the envelope, behind the store's back.
void damage(const Sqlite& place, const std::string& id) {
  auto database = disk::Database::open(place.file(), disk::Database::Access::read_and_write);
  REQUIRE(database);
  const char* sql =
      "UPDATE requests SET envelope=CAST(substr(envelope,1,300)||x'5a'||substr(envelope,302) AS BLOB) WHERE "
      "id=?1";
  REQUIRE(database->prepare(sql).text(id).run());
}
void damage(const PostgreSql& place, const std::string& id) {
  auto postgres = Postgres::connect(place.url());
  REQUIRE(postgres);
  REQUIRE(postgres->script(
      ("UPDATE requests SET envelope=overlay(envelope PLACING '\\x5a'::bytea FROM 301) WHERE id='" + id + "'")
          .c_str()));
}

}  // namespace

TEMPLATE_TEST_CASE("An envelope that is no longer what came is not given out", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  put(*collector.store, request(1));
  put(*collector.store, request(2));
  damage(collector.place, id_of(1));
  const auto damaged = collector.store->envelope(id_of(1));
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().kind == StoreTrouble::Kind::damaged);
  CHECK(envelope(*collector.store, 2) == request(2).envelope);
}

TEST_CASE("An envelope that was damaged is whole again when its kiosk sends it once more") {
  Collector<Sqlite> collector;
  put(*collector.store, request(1));
  damage(collector.place, id_of(1));
  CHECK(put(*collector.store, request(1, 1)) == Kept::other_bytes);
  CHECK_FALSE(collector.store->envelope(id_of(1)));
  CHECK(put(*collector.store, request(1)) == Kept::is_new);
  CHECK(envelope(*collector.store, 1) == request(1).envelope);
  CHECK(put(*collector.store, request(1)) == Kept::same);
}

TEMPLATE_TEST_CASE("Many in one batch are judged each for itself, in their order", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  put(*collector.store, request(1));
  REQUIRE(collector.store->withdraw(team, withdrawal_of(2), noon));
  NewRequest others_digits = request(2, 1);
  others_digits.withdraw = withdrawal_of(99);
  const std::vector<NewRequest> batch{request(4), request(1),    request(1, 1), request(2),
                                      request(3), request(3),    request(3, 1), request(4, 1),
                                      request(4), others_digits, request(2),    others_digits};
  const auto kept = collector.store->put(batch);
  REQUIRE(kept);
  using enum Kept;
  CHECK(*kept == std::vector{is_new, same, other_bytes, withdrawn, is_new, same, other_bytes, other_bytes,
                             same, is_new, other_bytes, same});
  CHECK(envelope(*collector.store, 3) == request(3).envelope);
  CHECK(envelope(*collector.store, 2) == others_digits.envelope);
  CHECK(collector.store->put({})->empty());
}

TEMPLATE_TEST_CASE("A withdrawal erases what is there and keeps out what comes later, of its team only", "",
                   Sqlite, PostgreSql) {
  Collector<TestType> collector;
  NewRequest elsewhere = request(2);
  elsewhere.withdraw = withdrawal_of(1);
  elsewhere.team = "st-anne";
  put(*collector.store, request(1));
  put(*collector.store, elsewhere);
  REQUIRE(collector.store->withdraw(team, withdrawal_of(1), noon));
  CHECK(envelope(*collector.store, 1) == std::nullopt);
  CHECK(envelope(*collector.store, 2) == elsewhere.envelope);
  CHECK(put(*collector.store, request(1)) == Kept::withdrawn);
  CHECK(envelope(*collector.store, 1) == std::nullopt);

  REQUIRE(collector.store->withdraw(team, withdrawal_of(3), noon));  // nobody had it
  CHECK(put(*collector.store, request(3)) == Kept::withdrawn);
  REQUIRE(collector.store->withdraw(team, withdrawal_of(3), noon));  // twice is the same
  CHECK(put(*collector.store, request(4)) == Kept::is_new);
}

TEMPLATE_TEST_CASE("A withdrawal is remembered for 30 days after it was last asked for", "", Sqlite,
                   PostgreSql) {
  Collector<TestType> collector;
  REQUIRE(collector.store->withdraw(team, withdrawal_of(1), noon));
  REQUIRE(collector.store->withdraw(team, withdrawal_of(2), noon));
  REQUIRE(collector.store->withdraw(team, withdrawal_of(2), noon + days(1)));
  REQUIRE(collector.store->withdraw(team, withdrawal_of(2), noon - days(1)));  // another collector's clock
  REQUIRE(collector.store->tidy(noon + days(30)));
  CHECK(put(*collector.store, request(1)) == Kept::withdrawn);
  REQUIRE(collector.store->tidy(noon + days(30) + seconds(1)));
  CHECK(put(*collector.store, request(1)) == Kept::is_new);
  CHECK(put(*collector.store, request(2)) == Kept::withdrawn);
}

TEMPLATE_TEST_CASE("Any batches and withdrawals end as if each had come alone", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  int run = 0;
  REQUIRE(rc::check([&](const std::vector<std::vector<std::uint8_t>>& batches) {
    const int first = 100 * ++run;  // every run has ids of its own
    std::map<std::string, NewRequest> stored;
    std::set<intake::WithdrawHash> withdrawn;
    for (const auto& batch : batches) {
      std::vector<NewRequest> requests;
      std::vector<Kept> expected;
      for (const std::uint8_t dice : batch) {
        NewRequest next = request(first + dice % 3, dice / 3 % 3);
        next.withdraw = withdrawal_of(first + dice / 9 % 4);  // several with one hash
        next.envelope.insert(next.envelope.end(), next.withdraw.begin(), next.withdraw.end());
        next.hash = intake::blake2b(next.envelope);
        requests.push_back(next);
        if (const auto there = stored.find(next.id); there != stored.end())
          expected.push_back(there->second.hash == next.hash ? Kept::same : Kept::other_bytes);
        else if (withdrawn.contains(next.withdraw))
          expected.push_back(Kept::withdrawn);
        else
          expected.push_back(Kept::is_new), stored.emplace(next.id, next);
      }
      const auto kept = collector.store->put(requests);
      RC_ASSERT(kept.ok());
      RC_ASSERT(*kept == expected);
      if (batch.empty() || batch.front() % 2 == 0) continue;
      const auto hash = withdrawal_of(first + batch.front() / 9 % 4);
      RC_ASSERT(collector.store->withdraw(team, hash, noon).ok());
      withdrawn.insert(hash);
      std::erase_if(stored, [&](const auto& one) { return one.second.withdraw == hash; });
    }
    for (int id = 0; id < 3; ++id) {
      const auto there = stored.find(id_of(first + id));
      RC_ASSERT(collector.store->envelope(id_of(first + id)).value() ==
                (there == stored.end() ? std::nullopt : std::optional(there->second.envelope)));
    }
  }));
}

namespace {

using Judged = std::map<std::string, Kept>;  // by id

// Puts versions of the same requests, in batches that overlap crosswise.
Judged put_all(Store& store, int number_of_requests, int version, int turn) {
  std::vector<NewRequest> requests;
  for (int i = 0; i < number_of_requests; ++i) requests.push_back(request(i, version));
  std::ranges::rotate(requests, requests.begin() + turn * number_of_requests / 7);
  if (turn % 2 == 1) std::ranges::reverse(requests);
  Judged judged;
  constexpr std::size_t batch = 40;
  for (std::size_t from = 0; from < requests.size(); from += batch) {
    const auto some = std::span(requests).subspan(from, std::min(batch, requests.size() - from));
    const auto kept = store.put(some);
    if (!kept) continue;  // seen by what is missing
    for (std::size_t i = 0; i < some.size(); ++i) judged[some[i].id] = (*kept)[i];
  }
  return judged;
}

}  // namespace

TEMPLATE_TEST_CASE("Several at once on one database: each id is new for one of them alone", "", Sqlite,
                   PostgreSql) {
  constexpr int writers = 4, requests = 400;
  Collector<TestType> collector;
  std::vector<std::unique_ptr<Store>> stores;
  for (int i = 0; i < writers; ++i) stores.push_back(collector.another());
  std::vector<Judged> judged(writers);
  {
    std::barrier together(writers);
    std::vector<std::jthread> threads;
    for (int i = 0; i < writers; ++i)
      threads.emplace_back([&, i] {
        together.arrive_and_wait();
        judged[i] = put_all(*stores[i], requests, i / 2, i);
      });
  }
  int wrong = 0;
  for (int number = 0; number < requests; ++number) {
    std::vector<Kept> kept;
    for (const Judged& one : judged)
      if (one.contains(id_of(number))) kept.push_back(one.at(id_of(number)));
    const auto is_new = std::ranges::count(kept, Kept::is_new);
    const auto same = std::ranges::count(kept, Kept::same);
    const auto other = std::ranges::count(kept, Kept::other_bytes);
    const auto found = envelope(*collector.store, number);
    const bool first_version = found == request(number, 0).envelope;
    const auto winner = judged[first_version ? 0 : 2].find(id_of(number));
    const bool right = is_new == 1 && same == 1 && other == 2 &&
                       (first_version || found == request(number, 1).envelope) &&
                       winner->second != Kept::other_bytes;
    wrong += !right;
  }
  CHECK(wrong == 0);
  CHECK(collector.store->waiting()->requests == requests);
}

TEMPLATE_TEST_CASE("A withdrawal that races its request never leaves it stored", "", Sqlite, PostgreSql) {
  constexpr int rounds = 150;
  Collector<TestType> collector;
  const std::vector<NewRequest> first = {request(0)};
  const auto putting = collector.another(), again = collector.another(), withdrawing = collector.another();
  int failures = 0;
  {
    std::barrier together(3);
    const auto puts = [&](Store& store) {
      for (int round = 0; round < rounds; ++round) {
        const NewRequest one = request(round);
        together.arrive_and_wait();
        if (!store.put({&one, 1})) std::abort();
      }
    };
    const std::jthread a([&] { puts(*putting); }), b([&] { puts(*again); });
    for (int round = 0; round < rounds; ++round) {
      together.arrive_and_wait();
      failures += !withdrawing->withdraw(team, withdrawal_of(round), noon);
    }
  }
  CHECK(failures == 0);
  CHECK(collector.store->waiting()->requests == 0);
  for (int round = 0; round < rounds; ++round)
    if (envelope(*collector.store, round)) FAIL_CHECK("stored, though withdrawn: " << round);
}
