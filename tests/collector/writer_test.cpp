#include "collector/writer.h"

#include <catch2/catch_test_macros.hpp>
#include <future>

#include "collector/memory_store.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

NewRequest request(int number) {
  NewRequest request;
  request.id = std::to_string(number);
  request.team = "team";
  request.withdraw[0] = static_cast<std::byte>(number);
  request.withdraw[1] = static_cast<std::byte>(number >> 8);
  return request;
}

}  // namespace

TEST_CASE("What waits while the store commits is committed together, in its order") {
  MemoryDatabase database;
  std::vector<std::string> expected, answered;
  {
    Writer writer(memory_stores(database));
    database.hold_up();
    REQUIRE(writer.put(request(0), [](const auto&) {}));
    database.await_putting(1);
    for (int i = 1; i <= 100; ++i) {
      expected.push_back(std::to_string(i));
      REQUIRE(writer.put(request(i), [&, i](Stored<Kept> kept) {
        if (kept && *kept == Kept::is_new) answered.push_back(std::to_string(i));
      }));
    }
    database.let_go();
  }
  REQUIRE(database.batches.size() == 2);
  CHECK(database.batches[1] == expected);
  CHECK(answered == expected);
}

TEST_CASE("No transaction is longer than the most at once") {
  MemoryDatabase database;
  const int count = static_cast<int>(3 * Writer::most_at_once);
  {
    Writer writer(memory_stores(database));
    database.hold_up();
    REQUIRE(writer.put(request(0), [](const auto&) {}));
    database.await_putting(1);
    for (int i = 1; i <= count; ++i) REQUIRE(writer.put(request(i), [](const auto&) {}));
    database.let_go();
  }
  REQUIRE(database.batches.size() == 4);
  for (const auto& batch : database.batches) CHECK(batch.size() <= Writer::most_at_once);
  CHECK(database.requests.size() == static_cast<std::size_t>(count) + 1);
}

TEST_CASE("A queue that is full refuses, and is not called back for that") {
  MemoryDatabase database;
  std::atomic<std::size_t> answered = 0;
  std::size_t taken = 0;
  {
    Writer writer(memory_stores(database));
    database.hold_up();
    REQUIRE(writer.put(request(0), [](const auto&) {}));
    database.await_putting(1);
    while (writer.put(request(1), [&](const auto&) { ++answered; })) ++taken;
    CHECK(taken == Writer::most_waiting);
    std::size_t asked = 0;
    while (writer.ask([&](Store&) {})) ++asked;
    CHECK(asked == Writer::most_waiting);
    database.let_go();
  }
  CHECK(answered == taken);
}

TEST_CASE("Every waiting request hears of a failure, and the next ones are tried again") {
  MemoryDatabase database;
  Writer writer(memory_stores(database));
  database.trouble = StoreTrouble{StoreTrouble::Kind::full, "no room"};
  const auto put = [&] {
    const auto promise = std::make_shared<std::promise<Stored<Kept>>>();
    REQUIRE(writer.put(request(1), [promise](Stored<Kept> kept) { promise->set_value(std::move(kept)); }));
    return promise->get_future().get();
  };
  const auto failed = put();
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == StoreTrouble::Kind::full);
  {
    const std::lock_guard lock(database.mutex);
    database.trouble.reset();
  }
  CHECK(put().value() == Kept::is_new);
}

TEST_CASE("Questions and requests take turns, so that neither waits for all of the other") {
  MemoryDatabase database;
  std::vector<std::string> order;
  {
    Writer writer(memory_stores(database));
    database.hold_up();
    REQUIRE(writer.put(request(0), [](const auto&) {}));
    database.await_putting(1);
    for (int i = 0; i < 3; ++i) REQUIRE(writer.ask([&](Store&) { order.emplace_back("question"); }));
    REQUIRE(writer.put(request(1), [&](const auto&) { order.emplace_back("request"); }));
    database.let_go();
  }
  CHECK(order == std::vector<std::string>{"question", "request", "question", "question"});
}

TEST_CASE("Several stores commit at the same time") {
  MemoryDatabase database;
  std::atomic<int> answered = 0;
  {
    Writer writer(memory_stores(database, 3));
    database.hold_up();
    for (int i = 0; i < 3; ++i) {
      REQUIRE(writer.put(request(i), [&](const auto&) { ++answered; }));
      database.await_putting(i + 1);
    }
    database.let_go();
  }
  CHECK(answered == 3);
}

TEST_CASE("A writer that ends does first what it was asked, and what that asks for") {
  MemoryDatabase database;
  bool put = false, asked = false;
  {
    Writer writer(memory_stores(database));
    database.hold_up();
    REQUIRE(writer.put(request(0), [&](const auto&) {
      put = true;
      writer.ask([&](Store&) { asked = true; });
    }));
    database.await_putting(1);
    std::thread([&] { database.let_go(); }).join();
  }
  CHECK(put);
  CHECK(asked);
}
