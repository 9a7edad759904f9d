// The log of the collector's SQLite file, cut off or changed behind its back after a power cut.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <random>

#include "collector/sqlite_store.h"
#include "disk/write_ahead_log.h"
#include "stored_request.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::faults;
using collector::Kept;
using collector::NewRequest;

namespace {

constexpr std::uint64_t before_checkpoint = 40, in_all = 60;

// A file with requests in it, and a log with one commit for each of those that came later: as a power cut
// leaves them.
struct Files {
  std::string whole, log;

  Files() {
    const TemporaryFolder folder(in_memory());
    const auto store = collector::open_sqlite_store(file_in(folder.path));
    REQUIRE(store);
    for (std::uint64_t number = 0; number < in_all; ++number) {
      REQUIRE((*store)->put({&request(number), 1}));
      if (number + 1 == before_checkpoint) REQUIRE((*store)->tidy(noon));
    }
    whole = content_of(file_in(folder.path));
    log = content_of(file_in(folder.path) + "-wal");
  }
};

struct After {
  std::uint64_t there = 0;  // of those in the log, from the first on
  std::optional<collector::Mended> mended;
};

// As serve does it. Nothing of what was checkpointed is missing, and nothing is there that did not come.
After start_with(const Files& files, const std::string& log) {
  const TemporaryFolder folder(in_memory());
  const std::string file = file_in(folder.path);
  std::ofstream(file, std::ios::binary) << files.whole;
  std::ofstream(file + "-wal", std::ios::binary) << log;
  const auto mended = collector::mend_store("sqlite:" + file, noon);
  INFO((mended ? "" : mended.error().what));
  REQUIRE(mended);
  const auto store = collector::open_sqlite_store(file);
  INFO((store ? "" : store.error().what));
  REQUIRE(store);
  After after{.mended = *mended};
  bool hole = false;
  for (std::uint64_t number = 0; number < in_all; ++number) {
    const auto envelope = (*store)->envelope(request(number).id);
    REQUIRE(envelope);
    if (*envelope) REQUIRE(**envelope == request(number).envelope);
    if (number < before_checkpoint) REQUIRE(*envelope);
    hole = hole || !*envelope;
    if (number < before_checkpoint) continue;
    REQUIRE(envelope->has_value() == !hole);
    if (*envelope) ++after.there;
  }
  if (after.mended) {
    CHECK(content_of(after.mended->set_aside) == files.whole);
    CHECK(content_of(after.mended->set_aside + "-wal") == log);
  }
  // A kiosk that has no receipt has the request still: it is taken once, whatever is left of it here.
  for (std::uint64_t number = before_checkpoint; number < in_all; ++number) {
    const auto kept = (*store)->put({&request(number), 1});
    REQUIRE(kept);
    REQUIRE(kept->front() == (number < before_checkpoint + after.there ? Kept::same : Kept::is_new));
  }
  CHECK((*store)->waiting()->requests == static_cast<std::int64_t>(in_all));
  return after;
}

constexpr std::uint64_t in_log = in_all - before_checkpoint;

}  // namespace

TEST_CASE("Wherever the collector's log is cut off, what it had before is there and what is left of it too") {
  const Files files;
  REQUIRE(start_with(files, files.log).there == in_log);
  std::mt19937_64 random(5);
  std::uint64_t least = in_log, most = 0;
  for (int round = 0; round < 150; ++round) {
    const std::size_t size = round == 0 ? 0 : random() % files.log.size();
    INFO("cut off at " << size);
    const After after = start_with(files, files.log.substr(0, size));
    // Nobody can know: it looks as if the rest had never been.
    CHECK_FALSE(after.mended);
    CHECK(after.there <= in_log * size / files.log.size() + 1);
    least = std::min(least, after.there);
    most = std::max(most, after.there);
  }
  CHECK(least == 0);
  CHECK(most >= in_log - 2);
}

TEST_CASE("Wherever the collector's log is changed, nothing changed is served, and a loss is said") {
  const Files files;
  std::mt19937_64 random(6);
  int lossless = 0, said = 0, not_known = 0;
  for (int round = 0; round < 300; ++round) {
    std::string log = files.log;
    const std::size_t at = round < 32 ? static_cast<std::size_t>(round) : random() % log.size();
    const std::size_t count = round < 32 ? 1 : 1 + random() % 40;
    for (std::size_t i = at; i < std::min(log.size(), at + count); ++i)
      log[i] = static_cast<char>(log[i] ^ static_cast<char>(1 + random() % 255));
    INFO("round " << round << ", " << count << " bytes from " << at);
    const After after = start_with(files, log);
    const std::uint64_t lost = in_log - after.there;
    if (lost == 0) ++lossless;
    // The last commit may be one that a power cut has torn: that is no damage.
    if (lost > 0 && !after.mended) {
      ++not_known;
      CHECK(lost <= 2);
    }
    if (!after.mended) continue;
    ++said;
    CHECK(after.mended->lost_commits > 0);
    CHECK(static_cast<std::uint64_t>(after.mended->lost_commits) <= lost);
    CHECK(after.mended->in_words().find("commits or more cannot be read") != std::string::npos);
  }
  CAPTURE(lossless, said, not_known);
  CHECK(said > 200);
  CHECK(not_known < 60);
}

TEST_CASE("A log whose last commit was torn by a power cut is not called damaged") {
  const Files files;
  const TemporaryFolder folder(in_memory());
  const std::string file = file_in(folder.path);
  constexpr std::size_t page_bytes = 4096, frame_bytes = 24 + page_bytes;
  const std::size_t frames = (files.log.size() - 32) / frame_bytes;
  std::string log = files.log;
  log[32 + (frames - 1) * frame_bytes + 100] ^= 1;
  std::ofstream(file + "-wal", std::ios::binary) << log;
  CHECK(disk::commits_lost_in_log(file) == 0);
  // And what an earlier turn of the log left behind its end is none of it.
  std::string turned = files.log;
  for (std::size_t frame = 5; frame < frames; ++frame) turned[32 + frame * frame_bytes + 8] ^= 1;
  std::ofstream(file + "-wal", std::ios::binary) << turned;
  CHECK(disk::commits_lost_in_log(file) == 0);
  CHECK(disk::commits_lost_in_log(file_in(folder.path) + ".none") == 0);
}
