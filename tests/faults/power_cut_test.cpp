// Power cuts: what SQLite did to the disk is written down, and cut off at thousands of moments. What was not
// synced is lost, there, or torn. Whatever is left, nothing acknowledged may be missing.
#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <map>
#include <set>

#include "recording_disk.h"
#include "storage/outbox.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::faults;

namespace {

int cuts() {
  return std::getenv("PORCHLIGHT_LONG") != nullptr ? 40'000 : 2'000;
}

// What was promised, and when: as moments of the disk.
struct Promise {
  std::string id;
  std::size_t saved = 0;                                          // from then on it is there,
  std::size_t erasing = std::numeric_limits<std::size_t>::max();  // until then;
  std::size_t erased = std::numeric_limits<std::size_t>::max();   // from then on it is gone
};

struct Recording {
  std::vector<DiskEvent> events;
  std::vector<Promise> promises;
  std::map<std::string, Bytes> envelopes;
};

// Visitors who ask, receipts that arrive, visitors who take it back, staff who save, a kiosk that restarts.
Recording record(bool lazy) {
  const TemporaryFolder folder(in_memory());
  const FakeClock clock(intake::test_now);
  RecordingDisk disk(lazy);
  Recording recording;
  std::mt19937_64 random(7);
  std::uint64_t next = 0;
  for (int start = 0; start < 6; ++start) {
    auto outbox = storage::Outbox::open(folder.state(), clock);
    REQUIRE(outbox);
    const auto erase = [&](auto how) {
      std::vector<Promise*> waiting;
      for (Promise& promise : recording.promises)
        if (promise.erasing > disk.events().size()) waiting.push_back(&promise);
      if (waiting.empty()) return;
      Promise& promise = *waiting[random() % waiting.size()];
      promise.erasing = disk.events().size();
      REQUIRE(how(promise));
      promise.erased = disk.events().size();
    };
    for (int step = 0; step < 25; ++step) switch (random() % 8) {
        case 0:
          erase([&](const Promise& promise) {
            return outbox->offered(promise.id).ok() && outbox->erase(promise.id).ok();
          });
          break;
        case 1:
          erase([&](const Promise& promise) {
            const auto header = intake::read_header(recording.envelopes.at(promise.id));
            return outbox->withdraw(header->withdraw).ok();
          });
          break;
        case 2:
          REQUIRE(outbox->keep_last_good({{"kiosk.toml", std::string(3'000 + random() % 3'000, 'k')}}));
          break;
        default: {
          const intake::Sealed sealed = sealed_request(++next);
          REQUIRE(outbox->save(sealed.id, sealed.bytes));
          recording.promises.push_back({sealed.id, disk.events().size()});
          recording.envelopes[sealed.id] = sealed.bytes;
        }
      }
  }
  recording.events = disk.events();
  return recording;
}

struct Verdict {
  int lost = 0, damaged = 0, back_again = 0;
};

Verdict cut(const Recording& recording, int times) {
  const FakeClock clock(intake::test_now);
  std::mt19937_64 random(11);
  Verdict verdict;
  for (int i = 0; i < times; ++i) {
    const TemporaryFolder folder(in_memory());
    std::filesystem::create_directory(folder.state());
    const std::size_t moment = random() % (recording.events.size() + 1);
    replay(recording.events, moment, random, folder.state());
    auto outbox = storage::Outbox::open(folder.state(), clock);
    if (!outbox || outbox->set_aside()) {
      ++verdict.damaged;
      continue;
    }
    const auto waiting = outbox->waiting();
    REQUIRE(waiting);
    const std::set<std::string> there(waiting->begin(), waiting->end());
    for (const Promise& promise : recording.promises) {
      const bool is_there = there.contains(promise.id);
      if (promise.saved <= moment && moment <= promise.erasing) {
        const auto bytes = outbox->bytes_of(promise.id);
        if (!bytes || !*bytes || **bytes != recording.envelopes.at(promise.id)) ++verdict.lost;
      } else if (promise.erased <= moment && is_there) {
        ++verdict.back_again;
      }
    }
  }
  return verdict;
}

}  // namespace

TEST_CASE("After a power cut at any moment nothing acknowledged is lost, back again, or damaged") {
  const Recording recording = record(false);
  REQUIRE(recording.events.size() > 500);
  const Verdict verdict = cut(recording, cuts());
  CHECK(verdict.lost == 0);
  CHECK(verdict.damaged == 0);
  CHECK(verdict.back_again == 0);
}

TEST_CASE("With a disk that commits do not wait for, the same cuts lose some") {
  const Verdict verdict = cut(record(true), 500);
  CHECK(verdict.lost > 0);
}
