// A disk under the collector's SQLite file that is full, half writes, or fails, at every single write and
// sync; and a file whose bytes were changed or cut off behind its back.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <map>

#include "collector/sqlite_store.h"
#include "recording_disk.h"
#include "stored_request.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::faults;
using collector::NewRequest;
using collector::StoreTrouble;

namespace {

struct Outcomes {
  std::map<std::string, Bytes> acknowledged;
  std::vector<StoreTrouble> refusals;
};

// Commits of one to three requests, every third of which is followed by a withdrawal.
void calls(collector::Store& store, Outcomes& outcomes) {
  std::uint64_t next = 0;
  for (int commit = 0; commit < 5; ++commit) {
    std::vector<NewRequest> together;
    for (int i = 0; i <= commit % 3; ++i) together.push_back(request(++next));
    if (const auto kept = store.put(together)) {
      for (const NewRequest& each : together) outcomes.acknowledged[each.id] = each.envelope;
    } else {
      outcomes.refusals.push_back(kept.error());
    }
    if (commit % 3 != 2) continue;
    outcomes.acknowledged.erase(together[0].id);  // withdrawn, or neither is promised
    if (const auto withdrawn = store.withdraw(team, together[0].withdraw, noon); !withdrawn)
      outcomes.refusals.push_back(withdrawn.error());
  }
}

std::size_t lost(collector::Store& store, const Outcomes& outcomes) {
  std::size_t count = 0;
  for (const auto& [id, envelope] : outcomes.acknowledged) {
    const auto bytes = store.envelope(id);
    if (!bytes || !*bytes || **bytes != envelope) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("Whichever write of the collector fails, and however, it is refused in words and nothing is lost") {
  const bool lasting = GENERATE(false, true);
  const auto how = GENERATE(DiskFault::How::full, DiskFault::How::half, DiskFault::How::unreadable);
  std::size_t refused = 0;
  bool reached = true;
  for (std::size_t operation = 0; reached; ++operation) {
    INFO("operation " << operation);
    const TemporaryFolder folder(in_memory());
    const std::string file = file_in(folder.path);
    RecordingDisk disk;
    Outcomes outcomes;
    {
      const auto store = collector::open_sqlite_store(file);
      REQUIRE(store);
      const std::size_t before = disk.events().size();
      disk.fail({operation, how, lasting});
      calls(**store, outcomes);
      reached = operation < disk.events().size() - before || !outcomes.refusals.empty();
      disk.heal();
      // The same collector, not restarted, takes the next one: and what it refused, when it comes again.
      const NewRequest next = request(1'000);
      const auto kept = (*store)->put({&next, 1});
      INFO((kept ? "" : kept.error().what));
      REQUIRE(kept);
      outcomes.acknowledged[next.id] = next.envelope;
      CHECK(lost(**store, outcomes) == 0);
    }
    const auto store = collector::open_sqlite_store(file);
    REQUIRE(store);
    CHECK(lost(**store, outcomes) == 0);
    for (const StoreTrouble& refusal : outcomes.refusals) {
      CHECK(refusal.what.find(file) != std::string::npos);
      CHECK(refusal.what.find("disk") != std::string::npos);
    }
    refused += outcomes.refusals.size();
  }
  CHECK(refused > 0);
}

TEST_CASE(
    "Of a collector's file with flipped or missing bytes all that can be read goes on, the rest is kept") {
  const TemporaryFolder original(in_memory());
  const std::string original_file = file_in(original.path);
  Outcomes outcomes;
  const auto store = collector::open_sqlite_store(original_file);
  REQUIRE(store);
  calls(**store, outcomes);
  for (std::uint64_t number = 100; number < 220; ++number) {
    REQUIRE((*store)->put({&request(number), 1}));
    outcomes.acknowledged[request(number).id] = request(number).envelope;
  }
  REQUIRE((*store)->tidy(noon));  // into the database; what comes now is in the log
  for (std::uint64_t number = 500; number < 504; ++number) {
    const NewRequest more = request(number);
    REQUIRE((*store)->put({&more, 1}));
    outcomes.acknowledged[more.id] = more.envelope;
  }
  const std::string whole = content_of(original_file), log = content_of(original_file + "-wal");
  REQUIRE(whole.size() > 8'192);
  REQUIRE(log.size() > 4'096);

  std::mt19937_64 random(3);
  std::size_t left = 0, mended = 0, rescued = 0, gone = 0;
  for (int round = 0; round < 300; ++round) {
    INFO("round " << round);
    const std::string bytes = damaged(whole, random, round);
    const TemporaryFolder folder(in_memory());
    const std::string file = file_in(folder.path), url = "sqlite:" + file;
    std::ofstream(file, std::ios::binary) << bytes;
    std::ofstream(file + "-wal", std::ios::binary) << log;
    const auto looked = collector::mend_store(url, noon);
    if (!looked) {
      ++left;
      CHECK(looked.error().what.find("keep both") != std::string::npos);
      CHECK(content_of(file) == bytes);  // never deleted, never changed
      CHECK(content_of(file + "-wal") == log);
      CHECK_FALSE(collector::open_store(url));
      continue;
    }
    const auto goes_on = collector::open_sqlite_store(file);
    INFO((goes_on ? "" : goes_on.error().what));
    REQUIRE(goes_on);
    std::size_t missing = 0;
    for (const auto& [id, envelope] : outcomes.acknowledged) {
      const auto there = (*goes_on)->envelope(id);
      REQUIRE(there);
      if (*there) REQUIRE(**there == envelope);
      if (!*there) ++missing;
    }
    if (!*looked) {
      CHECK(missing == 0);
      continue;
    }
    ++mended;
    gone += missing;
    rescued += static_cast<std::size_t>((*looked)->requests);
    CHECK(static_cast<std::size_t>((*looked)->requests) == outcomes.acknowledged.size() - missing);
    CHECK(content_of((*looked)->set_aside) == bytes);
    CHECK(content_of((*looked)->set_aside + "-wal") == log);
    CHECK(collector::set_aside_of(url) == std::vector{(*looked)->set_aside});
    CHECK((*looked)->in_words().find((*looked)->set_aside) != std::string::npos);
    CHECK_FALSE(collector::mend_store(url, noon)->has_value());  // once
  }
  CAPTURE(left, mended, rescued, gone);
  CHECK(mended > 100);  // the rest hits pages that hold nothing yet
  CHECK(left < 60);
  CHECK(rescued > 2 * gone);  // cut in the middle on average, every third time
}
