// Power cuts under the collector's own SQLite file, as power_cut_test.cpp has them under the kiosk's outbox:
// a request whose put() returned has a receipt, and its kiosk has erased it. It must be there, once, with the
// same bytes.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <limits>

#include "collector/sqlite_store.h"
#include "disk/database.h"
#include "recording_disk.h"
#include "stored_request.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::faults;
using collector::NewRequest;

namespace {

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

int cuts() {
  return std::getenv("PORCHLIGHT_LONG") != nullptr ? 40'000 : 600;
}

// What was acknowledged, and when: as moments of the disk.
struct Promise {
  NewRequest request;
  std::size_t stored = 0;                       // from then on it is there,
  std::size_t erasing = never, erased = never;  // until it is withdrawn
};

struct Recording {
  std::vector<DiskEvent> events;
  std::vector<Promise> promises;
};

// Many kiosks that put, one at a time and many in one commit; withdrawals; the hourly tidying; restarts.
Recording record(bool lazy) {
  const TemporaryFolder folder(in_memory());
  RecordingDisk disk(lazy);
  Recording recording;
  std::mt19937_64 random(7);
  std::uint64_t next = 0;
  for (int start = 0; start < 5; ++start) {
    auto opened = collector::open_sqlite_store(file_in(folder.path));
    REQUIRE(opened);
    collector::Store& store = **opened;
    for (int step = 0; step < 16; ++step) switch (random() % 8) {
        case 0: {
          if (recording.promises.empty()) break;
          Promise& promise = recording.promises[random() % recording.promises.size()];
          promise.erasing = std::min(promise.erasing, disk.events().size());
          REQUIRE(store.withdraw(team, promise.request.withdraw, noon));
          promise.erased = std::min(promise.erased, disk.events().size());
          break;
        }
        case 1:
          REQUIRE(store.tidy(noon));
          break;
        default: {
          std::vector<NewRequest> together;
          for (std::size_t i = 0; i < 1 + random() % 6; ++i) together.push_back(request(++next));
          REQUIRE(store.put(together));
          for (NewRequest& each : together)
            recording.promises.push_back({std::move(each), disk.events().size()});
        }
      }
  }
  recording.events = disk.events();
  return recording;
}

struct Verdict {
  std::int64_t lost = 0, doubled = 0, damaged = 0, back_again = 0;
};

// Past the store and its indexes.
std::int64_t doubled_in(const std::string& file) {
  auto database = disk::Database::open(file, disk::Database::Access::read_only);
  REQUIRE(database);
  disk::Statement row = database->prepare("SELECT count(*) - count(DISTINCT id) FROM requests NOT INDEXED");
  REQUIRE(row.next().value());
  return row.number_at(0);
}

Verdict cut(const Recording& recording, int times) {
  std::mt19937_64 random(11);
  Verdict verdict;
  for (int i = 0; i < times; ++i) {
    const TemporaryFolder folder(in_memory());
    const std::size_t moment = random() % (recording.events.size() + 1);
    replay(recording.events, moment, random, folder.path);
    auto store = collector::open_sqlite_store(file_in(folder.path));
    if (!store) {
      ++verdict.damaged;
      continue;
    }
    verdict.doubled += doubled_in(file_in(folder.path));
    for (const Promise& promise : recording.promises) {
      const auto there = (*store)->envelope(promise.request.id);
      REQUIRE(there);
      if (promise.stored <= moment && moment <= promise.erasing) {
        if (!*there || **there != promise.request.envelope) ++verdict.lost;
      } else if (promise.erased <= moment && *there) {
        ++verdict.back_again;
      }
    }
  }
  return verdict;
}

}  // namespace

TEST_CASE(
    "What the collector acknowledged is there after a power cut at any moment, once, with the same bytes") {
  const Recording recording = record(false);
  REQUIRE(recording.events.size() > 300);
  const Verdict verdict = cut(recording, cuts());
  CHECK(verdict.lost == 0);
  CHECK(verdict.doubled == 0);
  CHECK(verdict.damaged == 0);
  CHECK(verdict.back_again == 0);
}

TEST_CASE("With a disk that the collector's commits do not wait for, the same cuts lose some") {
  CHECK(cut(record(true), 100).lost > 0);
}
