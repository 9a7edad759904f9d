// A disk that is full, half writes, or fails: at every single write and sync that the outbox makes. What was
// acknowledged is there afterwards, what could not be saved was said to be so, and the next visitor is served
// as soon as the disk is well again.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <map>
#include <set>

#include "recording_disk.h"
#include "storage/outbox.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::faults;
using storage::Outbox;

namespace {

constexpr std::size_t requests = 12;

struct Outcomes {
  std::map<std::string, Bytes> acknowledged;
  std::vector<std::string> refusals;  // what staff read
  std::size_t erased = 0;
};

// Twelve visitors, every fourth of whom takes it back.
void visits(Outbox& outbox, Outcomes& outcomes) {
  for (std::uint64_t i = 0; i < requests; ++i) {
    const intake::Sealed sealed = sealed_request(i);
    if (const auto saved = outbox.save(sealed.id, sealed.bytes))
      outcomes.acknowledged[sealed.id] = sealed.bytes;
    else
      outcomes.refusals.push_back(saved.error().what);
    if (i % 4 != 3 || !outcomes.acknowledged.contains(sealed.id)) continue;
    if (outbox.withdraw(hash_of(sealed))) {
      outcomes.acknowledged.erase(sealed.id);
      ++outcomes.erased;
    } else {
      outcomes.acknowledged.erase(sealed.id);  // neither is promised
    }
  }
}

std::size_t lost(Outbox& outbox, const Outcomes& outcomes) {
  std::size_t count = 0;
  for (const auto& [id, envelope] : outcomes.acknowledged) {
    const auto bytes = outbox.bytes_of(id);
    if (!bytes || !*bytes || **bytes != envelope) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE(
    "Whichever write fails, and however, nothing acknowledged is lost and the refusal is said in words") {
  const bool lasting = GENERATE(false, true);
  const auto how = GENERATE(DiskFault::How::full, DiskFault::How::half, DiskFault::How::unreadable);
  const FakeClock clock(intake::test_now);
  std::size_t refused = 0;
  bool reached = true;
  for (std::size_t operation = 0; reached; ++operation) {
    const TemporaryFolder folder(in_memory());
    RecordingDisk disk;
    Outcomes outcomes;
    {
      auto outbox = Outbox::open(folder.state(), clock);
      REQUIRE(outbox);
      const std::size_t before = disk.events().size();
      disk.fail({operation, how, lasting});
      visits(*outbox, outcomes);
      reached = operation < disk.events().size() - before || !outcomes.refusals.empty();
      disk.heal();

      // The same kiosk, not restarted, serves the next one.
      if (outbox->damaged()) outbox = Outbox::open(folder.state(), clock);
      REQUIRE(outbox);
      const intake::Sealed next = sealed_request(1'000);
      const auto saved = outbox->save(next.id, next.bytes);
      INFO("operation " << operation << (saved ? "" : ": " + saved.error().what));
      REQUIRE(saved);
      outcomes.acknowledged[next.id] = next.bytes;
      CHECK(lost(*outbox, outcomes) == 0);
    }
    auto outbox = Outbox::open(folder.state(), clock);
    REQUIRE(outbox);
    INFO("operation " << operation);
    CHECK_FALSE(outbox->set_aside());
    CHECK(lost(*outbox, outcomes) == 0);
    for (const std::string& refusal : outcomes.refusals) CHECK(refusal.size() > 20);
    refused += outcomes.refusals.size();
  }
  CHECK(refused > 0);
}

TEST_CASE(
    "Of a file with flipped or missing bytes every request that can still be read is saved, or it is set "
    "aside") {
  const TemporaryFolder original(in_memory());
  const FakeClock clock(intake::test_now);
  Outcomes outcomes;
  {
    auto outbox = Outbox::open(original.state(), clock);
    REQUIRE(outbox);
    visits(*outbox, outcomes);
  }
  const std::string whole = content_of(original.state() + "/outbox.db");
  REQUIRE(whole.size() > 8'192);
  std::mt19937_64 random(3);
  std::size_t set_aside = 0, rescued = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string bytes = damaged(whole, random, round);
    const TemporaryFolder folder(in_memory());
    std::filesystem::create_directory(folder.state());
    const std::string path = folder.state() + "/outbox.db";
    std::ofstream(path, std::ios::binary) << bytes;
    auto outbox = Outbox::open(folder.state(), clock);
    REQUIRE(outbox);
    const intake::Sealed next = sealed_request(1'000);
    CHECK(outbox->save(next.id, next.bytes));
    const std::size_t missing = lost(*outbox, outcomes);
    if (!outbox->set_aside()) continue;
    ++set_aside;
    rescued += outcomes.acknowledged.size() - missing;
    CHECK(content_of(outbox->set_aside()->path) == bytes);  // never deleted, never changed
  }
  CHECK(set_aside > 100);
  CHECK(rescued > 0);
}
