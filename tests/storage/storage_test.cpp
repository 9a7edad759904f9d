#include "storage/storage.h"

#include <catch2/catch_test_macros.hpp>
#include <future>
#include <numeric>

#include "base/log.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::storage;

namespace {

// Waits for the answer of one call.
template <class T, class Call>
Result<T> answer(Call call) {
  std::promise<Result<T>> promise;
  call([&](Result<T> result) { promise.set_value(std::move(result)); });
  return promise.get_future().get();
}

}  // namespace

TEST_CASE("The main thread is never kept waiting: answers come on the storage thread, in the order asked") {
  log::silence();
  const TemporaryFolder folder;
  const FakeClock clock(intake::test_now);
  constexpr int calls = 2'000;
  std::vector<int> order;
  std::vector<std::thread::id> threads;
  std::promise<void> gate;
  {
    Storage storage(folder.state(), clock);
    const auto sealed = sealed_request(1);
    storage.save(sealed.id, sealed.bytes, [&](Outcome) { gate.get_future().wait(); });
    for (int i = 0; i < calls; ++i)
      storage.counts([&, i](Result<Counts> counts) {
        if (counts && counts->waiting == 1) order.push_back(i);
        threads.push_back(std::this_thread::get_id());
      });
    // None could be answered yet: all were only asked.
    CHECK(order.empty());
    gate.set_value();
  }  // what was asked is done before the end
  std::vector<int> expected(calls);
  std::iota(expected.begin(), expected.end(), 0);
  CHECK(order == expected);
  CHECK(std::ranges::count(threads, std::this_thread::get_id()) == 0);
}

TEST_CASE("A request goes through storage: saved, counted, withdrawn") {
  log::silence();
  const TemporaryFolder folder;
  const FakeClock clock(intake::test_now);
  Storage storage(folder.state(), clock);
  const auto sealed = sealed_request(1);
  CHECK(answer<Done>([&](auto then) { storage.ready(then); }));
  CHECK(answer<Done>([&](auto then) { storage.save(sealed.id, sealed.bytes, then); }));
  CHECK(answer<Counts>([&](auto then) { storage.counts(then); })->waiting == 1);
  CHECK(*answer<Withdrawn>([&](auto then) { storage.withdraw(hash_of(sealed), then); }) == Withdrawn::erased);
  CHECK(answer<Counts>([&](auto then) { storage.counts(then); })->waiting == 0);
}

TEST_CASE("Every hour the time is remembered, if it can be trusted") {
  log::silence();
  const TemporaryFolder folder;
  FakeClock clock(intake::test_now, false);
  Storage storage(folder.state(), clock);
  const auto hour = [&] { return answer<int>([&](auto then) { storage.hour_passed(then); }); };
  const auto seen = [&] {
    return *answer<std::optional<Instant>>([&](auto then) { storage.last_seen(then); });
  };
  REQUIRE(hour());
  CHECK_FALSE(seen());
  clock.set_trusted(true);
  REQUIRE(hour());
  CHECK(seen() == intake::test_now);
}

TEST_CASE("A folder that cannot be used answers with the reason, and works as soon as it can be used") {
  log::silence();
  const TemporaryFolder folder;
  std::ofstream(folder.state()) << "in the way";
  const FakeClock clock(intake::test_now);
  Storage storage(folder.state(), clock);
  const auto sealed = sealed_request(1);
  const auto save = [&] {
    return answer<Done>([&](auto then) { storage.save(sealed.id, sealed.bytes, then); });
  };
  const auto refused = save();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find(folder.state()) != std::string::npos);
  std::filesystem::remove(folder.state());
  CHECK(save());
}

TEST_CASE("A file that is damaged while the kiosk runs is set aside, and the request is saved all the same") {
  log::silence();
  const TemporaryFolder folder;
  const FakeClock clock(intake::test_now);
  Storage storage(folder.state(), clock);
  const auto save = [&](std::uint64_t seed) {
    const auto sealed = sealed_request(seed);
    return answer<Done>([&](auto then) { storage.save(sealed.id, sealed.bytes, then); });
  };
  for (std::uint64_t i = 0; i < 50; ++i) REQUIRE(save(i));
  // Erasing empties the log, so that the file itself is read next.
  REQUIRE(answer<Withdrawn>([&](auto then) { storage.withdraw(hash_of(sealed_request(0)), then); }));
  {
    const std::string file = folder.state() + "/outbox.db";
    const auto size = std::filesystem::file_size(file);
    std::fstream damaged(file, std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(4096);
    damaged.write(std::string(size - 4096, '\x5a').data(), static_cast<std::streamsize>(size - 4096));
  }
  // The pages it remembers hide the damage until another connection has written.
  {
    auto other = disk::Database::open(folder.state() + "/outbox.db", disk::Database::Access::read_and_write);
    REQUIRE(other);
    (void)other->run("PRAGMA application_id=1");
  }
  REQUIRE(save(100));
  CHECK(std::filesystem::exists(folder.state() + "/outbox-corrupt-2026-09-21.db"));
  CHECK(answer<Counts>([&](auto then) { storage.counts(then); })->waiting >= 1);
}
