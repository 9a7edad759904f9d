#include "storage/page_counts.h"

#include <sqlite3.h>

#include <catch2/catch_test_macros.hpp>

#include "storage/outbox.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::storage;
using namespace std::chrono_literals;

namespace {

constexpr schedule::Date tuesday = 2026y / 11 / 24, wednesday = 2026y / 11 / 25;

using Counted = std::vector<PageCount>;

}  // namespace

TEST_CASE(
    "What was counted in several hours is added up, by day, page and language, and outlives a restart") {
  const TemporaryFolder folder;
  const FakeClock clock{intake::test_now};
  {
    auto outbox = Outbox::open(folder.state(), clock).value();
    REQUIRE(outbox.add(Counted{{wednesday, "now", "en", 1}, {tuesday, "meetings", "es", 2}}));
    REQUIRE(outbox.add(Counted{{tuesday, "meetings", "en", 4}, {tuesday, "meetings", "es", 3}}));
    REQUIRE(outbox.add(Counted{}));
  }
  auto outbox = Outbox::open(folder.state(), clock).value();
  CHECK(*outbox.page_counts() ==
        Counted{{tuesday, "meetings", "en", 4}, {tuesday, "meetings", "es", 5}, {wednesday, "now", "en", 1}});
}

TEST_CASE("Counts are kept for 400 days, and no longer") {
  const TemporaryFolder folder;
  const FakeClock clock{intake::test_now};
  auto outbox = Outbox::open(folder.state(), clock).value();
  const auto after = [](int days) {
    return schedule::Date(std::chrono::sys_days(tuesday) + std::chrono::days(days));
  };
  REQUIRE(outbox.add(Counted{{tuesday, "now", "en", 7}}));
  REQUIRE(outbox.add(Counted{{after(400), "now", "en", 1}}));
  CHECK(outbox.page_counts()->size() == 2);
  REQUIRE(outbox.add(Counted{{after(401), "now", "en", 1}}));
  CHECK(outbox.page_counts()->size() == 2);
  CHECK(outbox.page_counts()->front().day == after(400));
}

TEST_CASE("A year of counts does not become a megabyte of memory") {
  const TemporaryFolder folder;
  const FakeClock clock{intake::test_now};
  auto outbox = Outbox::open(folder.state(), clock).value();
  const std::int64_t before = sqlite3_memory_used();
  for (int day = 0; day < 400; ++day) {
    Counted counts;
    for (int page = 0; page < 60; ++page)
      counts.push_back({schedule::Date(std::chrono::sys_days(tuesday) + std::chrono::days(day)),
                        "page-" + std::to_string(page), "en", 1});
    REQUIRE(outbox.add(counts));
  }
  constexpr std::int64_t most_bytes = 400'000;
  CHECK(sqlite3_memory_used() - before < most_bytes);
}
