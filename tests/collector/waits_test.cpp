// How long people wait for a call: measured, or not said.
#include "collector/places.h"

using namespace porchlight;
using namespace porchlight::collector;
using std::chrono::days;

namespace {

// Requests from `first` on that were called after these minutes.
void call_after(Store& store, int first, const std::vector<int>& waits, Instant received = noon,
                const std::string& of_team = team) {
  for (std::size_t i = 0; i < waits.size(); ++i) {
    const int number = first + static_cast<int>(i);
    NewRequest one = request(number, 0, received);
    one.team = of_team;
    REQUIRE(put(store, one) == Kept::is_new);
    REQUIRE(store.called(id_of(number), received + minutes(waits[i])));
  }
}

std::optional<seconds> usual(Store& store, Instant now, const std::string& of_team = team) {
  const auto wait = store.usual_wait(of_team, now);
  REQUIRE(wait);
  return *wait;
}

}  // namespace

TEMPLATE_TEST_CASE("Nothing is said of the wait before there were ten calls", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  CHECK(usual(*collector.store, noon) == std::nullopt);
  call_after(*collector.store, 0, {10, 20, 30, 40, 50, 60, 70, 80, 90});
  put(*collector.store, request(50));  // not called yet
  CHECK(usual(*collector.store, noon + days(1)) == std::nullopt);
  call_after(*collector.store, 100, {100});
  CHECK(usual(*collector.store, noon + days(1)) == minutes(80));
}

TEMPLATE_TEST_CASE("The usual wait is the one that eight of ten are not longer than", "", Sqlite,
                   PostgreSql) {
  Collector<TestType> collector;
  call_after(*collector.store, 0, {150, 10, 140, 20, 130, 30, 120, 40, 110, 50, 100});
  CHECK(usual(*collector.store, noon + days(1)) == minutes(130));  // the 9th of 11: 8.8 are 80 %
  call_after(*collector.store, 100, {60, 70, 80, 90});
  CHECK(usual(*collector.store, noon + days(1)) == minutes(120));  // the 12th of 15: exactly 80 %
}

TEMPLATE_TEST_CASE("Calls of the last 30 days count, and of this team only", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  call_after(*collector.store, 0, std::vector<int>(10, 60));
  call_after(*collector.store, 100, std::vector<int>(10, 5), noon + days(10));
  call_after(*collector.store, 200, std::vector<int>(10, 600), noon, "st-anne");
  CHECK(usual(*collector.store, noon + days(11)) == minutes(60));
  CHECK(usual(*collector.store, noon + days(11), "st-anne") == minutes(600));
  CHECK(usual(*collector.store, noon + days(11), "nobody") == std::nullopt);
  CHECK(usual(*collector.store, noon + days(30) + minutes(59)) == minutes(60));
  CHECK(usual(*collector.store, noon + days(30) + minutes(60)) == minutes(5));
  CHECK(usual(*collector.store, noon + days(40) + minutes(5)) == std::nullopt);
}

TEMPLATE_TEST_CASE("Only the first call counts, and a clock that was set back makes no wait negative", "",
                   Sqlite, PostgreSql) {
  Collector<TestType> collector;
  call_after(*collector.store, 0, std::vector<int>(10, 30));
  for (int number = 0; number < 10; ++number)
    REQUIRE(collector.store->called(id_of(number), noon + minutes(300)));
  REQUIRE(collector.store->called(id_of(77), noon));  // there is no such request
  CHECK(usual(*collector.store, noon + days(1)) == minutes(30));
  call_after(*collector.store, 100, std::vector<int>(40, -30));
  CHECK(usual(*collector.store, noon + days(1)) == seconds(0));
}

TEMPLATE_TEST_CASE("What waits is counted until it is called or withdrawn, with its oldest", "", Sqlite,
                   PostgreSql) {
  Collector<TestType> collector;
  CHECK(collector.store->waiting()->requests == 0);
  CHECK(collector.store->waiting()->oldest == std::nullopt);
  put(*collector.store, request(2, 0, noon + minutes(2)));
  put(*collector.store, request(1, 0, noon + minutes(1)));
  put(*collector.store, request(3, 0, noon + minutes(3)));
  CHECK(collector.store->waiting()->requests == 3);
  CHECK(collector.store->waiting()->oldest == noon + minutes(1));
  REQUIRE(collector.store->called(id_of(1), noon + minutes(9)));
  CHECK(collector.store->waiting()->requests == 2);
  CHECK(collector.store->waiting()->oldest == noon + minutes(2));
  REQUIRE(collector.store->withdraw(team, withdrawal_of(2), noon));
  CHECK(collector.store->waiting()->requests == 1);
  CHECK(collector.store->waiting()->oldest == noon + minutes(3));
}

TEMPLATE_TEST_CASE("What must be done once is claimed by one of all collectors, until its time is over", "",
                   Sqlite, PostgreSql) {
  Collector<TestType> collector;
  const auto other = collector.another();
  const auto claim = [](Store& store, Instant now) {
    const auto ours = store.claim("notice", now, now + minutes(15));
    REQUIRE(ours);
    return *ours;
  };
  CHECK(claim(*collector.store, noon));
  CHECK_FALSE(claim(*other, noon));
  CHECK_FALSE(claim(*collector.store, noon + minutes(14)));
  CHECK(claim(*other, noon + minutes(15)));
  CHECK_FALSE(claim(*collector.store, noon + minutes(16)));
  CHECK(collector.store->claim("another thing", noon, noon + minutes(1)).value());
}
