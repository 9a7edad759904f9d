// Kiosks: their codes, their enrolment, their status; and the recipient sets of their teams.
#include <barrier>
#include <thread>

#include "collector/places.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

intake::SigningPublic key(std::string_view name) {
  return {hash_of(name)};
}

Bytes set_of(std::uint32_t epoch) {
  const auto hash = hash_of("set " + std::to_string(epoch));
  return {hash.begin(), hash.end()};
}

std::optional<Kiosk> enrol(Store& store, std::string_view code, Instant now, std::string_view name = "key") {
  const auto kiosk = store.enrol(hash_of(code), key(name), now);
  REQUIRE(kiosk);
  return *kiosk;
}

}  // namespace

TEMPLATE_TEST_CASE("A code enrols one kiosk once", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  REQUIRE(collector.store->add_code(hash_of("code"), "lobby", team, noon + minutes(15)));
  CHECK_FALSE(enrol(*collector.store, "another code", noon));
  const auto kiosk = enrol(*collector.store, "code", noon + minutes(1));
  REQUIRE(kiosk);
  CHECK(kiosk->id == "lobby");
  CHECK(kiosk->team == team);
  CHECK(kiosk->key == key("key"));
  CHECK(kiosk->enrolled == noon + minutes(1));
  CHECK_FALSE(kiosk->revoked);
  CHECK(kiosk->last_seen == std::nullopt);
  CHECK(kiosk->status.empty());
  CHECK_FALSE(enrol(*collector.store, "code", noon + minutes(1), "a thief's"));
  const auto known = collector.store->kiosk("lobby");
  REQUIRE((known && *known));
  CHECK((*known)->key == key("key"));
  CHECK((*known)->enrolled == noon + minutes(1));
  CHECK(collector.store->kiosk("cellar")->has_value() == false);
}

TEMPLATE_TEST_CASE("A code works for its 15 minutes and not a second longer", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  REQUIRE(collector.store->add_code(hash_of("code"), "lobby", team, noon + minutes(15)));
  CHECK_FALSE(enrol(*collector.store, "code", noon + minutes(15) + seconds(1)));
  CHECK(collector.store->kiosks()->empty());
  REQUIRE(collector.store->tidy(noon + minutes(15)));
  CHECK(enrol(*collector.store, "code", noon + minutes(15)));
  REQUIRE(collector.store->add_code(hash_of("code"), "lobby", team, noon + minutes(15)));
  REQUIRE(collector.store->tidy(noon + minutes(15) + seconds(1)));
  CHECK_FALSE(enrol(*collector.store, "code", noon));
}

TEMPLATE_TEST_CASE("A new code for a kiosk takes the place of the old one", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  REQUIRE(collector.store->add_code(hash_of("old"), "lobby", team, noon + minutes(15)));
  REQUIRE(collector.store->add_code(hash_of("hall's"), "hall", team, noon + minutes(15)));
  REQUIRE(collector.store->add_code(hash_of("new"), "lobby", "st-anne", noon + minutes(16)));
  CHECK_FALSE(enrol(*collector.store, "old", noon));
  CHECK(enrol(*collector.store, "new", noon + minutes(16))->team == "st-anne");
  CHECK(enrol(*collector.store, "hall's", noon)->id == "hall");
}

TEMPLATE_TEST_CASE("A code that two kiosks send at once enrols one of them", "", Sqlite, PostgreSql) {
  constexpr int rounds = 40;
  Collector<TestType> collector;
  for (int round = 0; round < rounds; ++round) {
    const std::string name = std::to_string(round);
    REQUIRE(collector.store->add_code(hash_of(name), name, team, noon + minutes(15)));
  }
  const auto one = collector.another(), two = collector.another();
  std::vector<int> winners(rounds);
  {
    std::barrier together(2);
    std::vector<char> won[2] = {std::vector<char>(rounds), std::vector<char>(rounds)};
    const auto tries = [&](Store& store, int who) {
      for (int round = 0; round < rounds; ++round) {
        together.arrive_and_wait();
        const auto kiosk = store.enrol(hash_of(std::to_string(round)), key(std::to_string(who)), noon);
        won[who][round] = kiosk && kiosk->has_value();
      }
    };
    {
      const std::jthread a([&] { tries(*one, 0); }), b([&] { tries(*two, 1); });
    }
    for (int round = 0; round < rounds; ++round) {
      CHECK(won[0][round] + won[1][round] == 1);
      winners[round] = won[1][round];
    }
  }
  for (int round = 0; round < rounds; ++round)
    CHECK((*collector.store->kiosk(std::to_string(round)))->key == key(std::to_string(winners[round])));
}

TEMPLATE_TEST_CASE("A kiosk that enrols again has the new key, and is no longer revoked", "", Sqlite,
                   PostgreSql) {
  Collector<TestType> collector;
  REQUIRE(collector.store->add_code(hash_of("1"), "lobby", team, noon + minutes(15)));
  REQUIRE(enrol(*collector.store, "1", noon, "first"));
  REQUIRE(collector.store->save_status("lobby", "{}", noon));
  CHECK(*collector.store->revoke("lobby"));
  CHECK((*collector.store->kiosk("lobby"))->revoked);
  CHECK(*collector.store->revoke("lobby"));
  CHECK_FALSE(*collector.store->revoke("cellar"));

  REQUIRE(collector.store->add_code(hash_of("2"), "lobby", "st-anne", noon + minutes(15)));
  const auto kiosk = enrol(*collector.store, "2", noon + minutes(2), "second");
  REQUIRE(kiosk);
  CHECK(kiosk->key == key("second"));
  CHECK(kiosk->team == "st-anne");
  CHECK(kiosk->enrolled == noon + minutes(2));
  CHECK_FALSE(kiosk->revoked);
  CHECK(kiosk->status == "{}");
  CHECK(collector.store->kiosks()->size() == 1);
}

TEMPLATE_TEST_CASE("Revoking a kiosk also takes its code back", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  REQUIRE(collector.store->add_code(hash_of("code"), "lobby", team, noon + minutes(15)));
  CHECK_FALSE(*collector.store->revoke("lobby"));
  CHECK_FALSE(enrol(*collector.store, "code", noon));
}

TEMPLATE_TEST_CASE("The last status of each kiosk is kept as it came, listed by id", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  for (const char* name : {"lobby", "Hall", "attic", "hall-2"}) {
    REQUIRE(collector.store->add_code(hash_of(name), name, team, noon + minutes(15)));
    REQUIRE(enrol(*collector.store, name, noon));
  }
  const std::string odd = std::string("{\"a\": \"\\u0000 ñ \xff\", \"b\": 1}") + '\0' + "x";
  REQUIRE(collector.store->save_status("lobby", "{\"waiting\": 2}", noon));
  REQUIRE(collector.store->save_status("lobby", odd, noon + minutes(5)));
  REQUIRE(collector.store->save_status("nobody", "{}", noon));
  const auto kiosks = collector.store->kiosks();
  REQUIRE(kiosks);
  REQUIRE(kiosks->size() == 4);
  CHECK((*kiosks)[0].id == "Hall");
  CHECK((*kiosks)[1].id == "attic");
  CHECK((*kiosks)[2].id == "hall-2");
  CHECK((*kiosks)[3].id == "lobby");
  CHECK((*kiosks)[3].status == odd);
  CHECK((*kiosks)[3].last_seen == noon + minutes(5));
  CHECK((*kiosks)[0].last_seen == std::nullopt);
}

TEMPLATE_TEST_CASE("The epoch of a team's recipients only rises", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  CHECK(collector.store->recipients(team)->has_value() == false);
  CHECK(*collector.store->publish(team, 3, set_of(3)));
  CHECK_FALSE(*collector.store->publish(team, 3, set_of(33)));
  CHECK_FALSE(*collector.store->publish(team, 2, set_of(2)));
  CHECK(collector.store->recipients(team)->value() == set_of(3));
  CHECK(*collector.store->publish("st-anne", 1, set_of(1)));
  CHECK(*collector.store->publish(team, 4'000'000'000, set_of(4)));
  CHECK_FALSE(*collector.store->publish(team, 3'999'999'999, set_of(5)));
  CHECK(collector.store->recipients(team)->value() == set_of(4));
  CHECK(collector.store->recipients("st-anne")->value() == set_of(1));
}

TEMPLATE_TEST_CASE("The number of a team's base configuration only rises", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  CHECK(collector.store->base(team)->has_value() == false);
  CHECK(*collector.store->publish_base(team, 2, set_of(2)));
  CHECK_FALSE(*collector.store->publish_base(team, 2, set_of(22)));
  CHECK_FALSE(*collector.store->publish_base(team, 1, set_of(1)));
  CHECK(*collector.store->publish_base("st-anne", 1, set_of(1)));
  CHECK(*collector.store->publish_base(team, 4'000'000'000, set_of(4)));
  CHECK(collector.store->base(team)->value() == set_of(4));
  CHECK(collector.store->base("st-anne")->value() == set_of(1));
  CHECK(collector.store->recipients(team)->has_value() == false);
}

TEMPLATE_TEST_CASE("Recipients that are published at once: the highest epoch stays", "", Sqlite, PostgreSql) {
  constexpr std::uint32_t epochs = 60;
  Collector<TestType> collector;
  const auto up = collector.another(), down = collector.another();
  {
    std::barrier together(2);
    const std::jthread rising([&] {
      together.arrive_and_wait();
      for (std::uint32_t epoch = 1; epoch <= epochs; ++epoch)
        (void)up->publish(team, epoch, set_of(epoch)).ok();
    });
    const std::jthread falling([&] {
      together.arrive_and_wait();
      for (std::uint32_t epoch = epochs; epoch >= 1; --epoch)
        (void)down->publish(team, epoch, set_of(epoch)).ok();
    });
  }
  CHECK(collector.store->recipients(team)->value() == set_of(epochs));
}
