// A damaged file of the collector's: what happens around it. That nothing readable is lost is shown in
// tests/faults.
#include <catch2/generators/catch_generators.hpp>
#include <fstream>

#include "collector/places.h"
#include "collector/sqlite_file.h"
#include "collector/sqlite_mending.h"
#include "disk/database.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

NewRequest sealed(std::uint64_t number) {
  const intake::Sealed sealed = sealed_request(number);
  return {.id = sealed.id,
          .kiosk = "lobby-1",
          .team = team,
          .hash = intake::envelope_hash(sealed.bytes),
          .withdraw = porchlight::hash_of(sealed),
          .received = noon,
          .envelope = sealed.bytes};
}

void change(const std::string& file, const char* sql) {
  auto database = disk::Database::open(file, disk::Database::Access::read_and_write);
  REQUIRE(database);
  REQUIRE(database->run(sql));
}

// A store with requests and a kiosk; closed.
struct Kept10 {
  TemporaryFolder folder{in_memory()};
  const std::string file = (folder.path / "requests.db").string(), url = "sqlite:" + file;

  Kept10() {
    const auto store = open(url);
    for (std::uint64_t number = 0; number < 10; ++number) put(*store, sealed(number));
    REQUIRE(store->add_code(hash_of("code"), "lobby-1", team, noon));
    REQUIRE(store->enrol(hash_of("code"), {}, noon)->has_value());
    REQUIRE(store->save_status("lobby-1", "{}", noon));
    REQUIRE(store->publish(team, 3, std::as_bytes(std::span("set"))));
    REQUIRE(store->publish_base(team, 2, std::as_bytes(std::span("base"))));
    REQUIRE(store->withdraw(team, withdrawal_of(1), noon));
    REQUIRE(store->add_code(hash_of("another"), "lobby-2", team, noon));
    REQUIRE(store->called(sealed(4).id, noon + seconds(60)));
  }
  // One envelope is no longer what came. SQLite does not see it.
  void damage() const {
    change(
        file,
        ("UPDATE requests SET envelope=zeroblob(length(envelope)) WHERE id='" + sealed(7).id + "'").c_str());
  }
  Mended mend() const {
    const auto mended = mend_store(url, noon);
    INFO((mended ? "" : mended.error().what));
    REQUIRE(mended);
    REQUIRE(*mended);
    return **mended;
  }
};

}  // namespace

TEST_CASE("A sound file is not touched, nor is one that is not there") {
  const Kept10 kept;
  const std::string before = content_of(kept.file);
  CHECK_FALSE(mend_store(kept.url, noon)->has_value());
  CHECK(content_of(kept.file) == before);
  CHECK(set_aside_of(kept.url).empty());
  CHECK_FALSE(mend_store("sqlite:" + kept.file + ".none", noon)->has_value());
  CHECK_FALSE(std::filesystem::exists(kept.file + ".none"));
}

TEST_CASE("With one request damaged all else goes on: requests, kiosks, codes, withdrawals, recipients") {
  const Kept10 kept;
  kept.damage();
  const Mended mended = kept.mend();
  CHECK(mended.requests == 9);
  CHECK(mended.kiosks == 1);
  CHECK(mended.lost_requests == 1);
  CHECK(mended.lost_commits == 0);
  CHECK(mended.set_aside == (kept.folder.path / "requests-corrupt-2026-09-21.db").string());
  CHECK(mended.in_words().find("1 requests cannot be read any more") != std::string::npos);

  const auto store = open(kept.url);
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto envelope = store->envelope(sealed(number).id);
    REQUIRE(envelope);
    CHECK(*envelope == (number == 7 ? std::nullopt : std::optional(sealed(number).envelope)));
  }
  CHECK(store->waiting()->requests == 8);
  CHECK(store->kiosk("lobby-1")->value().status == "{}");
  CHECK(store->kiosk("lobby-1")->value().last_seen == noon);
  CHECK(store->recipients(team)->has_value());
  CHECK(store->base(team)->has_value());
  CHECK(store->enrol(hash_of("another"), {}, noon)->has_value());
  CHECK(put(*store, request(1)) == Kept::withdrawn);
  CHECK(set_aside_of(kept.url) == std::vector{mended.set_aside});
  CHECK(put(*store, sealed(7)) == Kept::is_new);
}

TEST_CASE("A request that was erased when its time was over is no damage, and stays erased") {
  const Kept10 kept;
  const std::string erased = sealed(3).id;
  change(kept.file,
         ("UPDATE requests SET envelope=x'', erased=1, finished=1 WHERE id='" + erased + "'").c_str());
  CHECK_FALSE(mend_store(kept.url, noon)->has_value());
  kept.damage();
  CHECK(kept.mend().lost_requests == 1);
  const auto store = open(kept.url);
  CHECK(put(*store, sealed(3)) == Kept::same);
  CHECK(store->envelope(erased).value() == Bytes{});
}

TEST_CASE("With one request damaged the people, their work and the log of the inbox go on") {
  const Kept10 kept;
  change(
      kept.file,
      "INSERT INTO people VALUES('sam', 'team', 'caller', x'01', 3, 65536, x'02', x'03', x'04', 1, 0, x'06', "
      "7, 8);");
  change(kept.file, "INSERT INTO memberships VALUES('sam', 'other', 'admin');");
  change(kept.file, "INSERT INTO list_keys VALUES('team', x'09', x'0a');");
  change(kept.file, "INSERT INTO numbers VALUES('it', 'team', x'0b', 1);");
  change(kept.file, "INSERT INTO do_not_call VALUES('team', x'0b', 1);");
  change(kept.file, "UPDATE kiosks SET place='the lobby' WHERE id='lobby-1';");
  change(kept.file, "INSERT INTO audit VALUES(1, 1, 'sam', 'team', 'open', 'it', x'05');");
  change(kept.file,
         ("UPDATE requests SET holder='sam', version=4, tries=2 WHERE id='" + sealed(2).id + "'").c_str());
  kept.damage();
  kept.mend();
  auto database = disk::Database::open(kept.file, disk::Database::Access::read_and_write);
  REQUIRE(database);
  for (const char* there :
       {"SELECT 1 FROM people WHERE name='sam' AND wrapped=x'04' AND totp=x'06' AND totp_step=7",
        "SELECT 1 FROM memberships WHERE person='sam' AND role='admin'",
        "SELECT 1 FROM list_keys WHERE recipient=x'09' AND seal=x'0a'",
        "SELECT 1 FROM numbers WHERE request='it' AND hash=x'0b'",
        "SELECT 1 FROM do_not_call WHERE team='team' AND hash=x'0b'",
        "SELECT 1 FROM kiosks WHERE id='lobby-1' AND place='the lobby'",
        "SELECT 1 FROM audit WHERE number=1 AND hash=x'05'",
        "SELECT 1 FROM requests WHERE holder='sam' AND version=4 AND tries=2"}) {
    INFO(there);
    CHECK(database->prepare(there).next().value());
  }
}

TEST_CASE("A damaged file of an older Porchlight, with fewer columns, is mended too") {
  const Kept10 kept;
  change(kept.file,
         "INSERT INTO people VALUES('sam', 'team', 'caller', x'01', 3, 65536, x'02', x'03', x'04', 1, 0, "
         "x'', 0, 0);");
  for (const char* older :
       {"ALTER TABLE people DROP COLUMN totp", "ALTER TABLE people DROP COLUMN totp_step",
        "ALTER TABLE people DROP COLUMN duty_until", "ALTER TABLE kiosks DROP COLUMN place",
        "DROP TABLE memberships", "DROP TABLE list_keys", "DROP TABLE numbers", "DROP TABLE do_not_call",
        "DROP TABLE base_configs", "PRAGMA user_version=2"})
    change(kept.file, older);
  kept.damage();
  const Mended mended = kept.mend();
  CHECK(mended.kiosks == 1);
  CHECK(mended.lost_requests == 1);
  auto database = disk::Database::open(kept.file, disk::Database::Access::read_and_write);
  REQUIRE(database);
  CHECK(database->prepare("SELECT 1 FROM people WHERE name='sam' AND wrapped=x'04' AND totp_step=0")
            .next()
            .value());
}

TEST_CASE("What stands beside an envelope is held against it") {
  const Kept10 kept;
  const std::string first = sealed(2).id;
  const std::string column = GENERATE(as<std::string>(), "id='00000000000000000000000000000000'",
                                      "kiosk='lobby-9'", "withdraw=hash", "hash=withdraw");
  change(kept.file, ("UPDATE requests SET " + column + " WHERE id='" + first + "'").c_str());
  CAPTURE(column);
  const Mended mended = kept.mend();
  CHECK(mended.requests == 9);
  CHECK(mended.lost_requests == 1);
}

TEST_CASE("A request that was withdrawn does not come back from a damaged file") {
  const Kept10 kept;
  {  // As if its erasing had been lost, and the withdrawal not.
    auto database = disk::Database::open(kept.file, disk::Database::Access::read_and_write);
    REQUIRE(database);
    REQUIRE(database->prepare("INSERT INTO withdrawals VALUES(?1, ?2, 0)")
                .text(team)
                .blob(sealed(3).withdraw)
                .run());
  }
  kept.damage();
  CHECK(kept.mend().requests == 8);
  CHECK(open(kept.url)->envelope(sealed(3).id)->has_value() == false);
}

TEST_CASE("A damaged file that is in use is left to it, and said so") {
  const Kept10 kept;
  kept.damage();
  const auto user = open(kept.url);
  const auto refused = mend_store(kept.url, noon);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find("another program uses it") != std::string::npos);
  CHECK(set_aside_of(kept.url).empty());
}

TEST_CASE("Of another program's file nothing is set aside, damaged or not") {
  const TemporaryFolder folder(in_memory());
  const std::string file = (folder.path / "other.db").string();
  std::ofstream(file) << (GENERATE(true, false) ? std::string(9'000, 'x')
                                                : std::string("SQLite format 3\0", 16));
  const std::string before = content_of(file);
  const auto refused = mend_store("sqlite:" + file, noon);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find("nothing of it can be read") != std::string::npos);
  CHECK(content_of(file) == before);
  CHECK(set_aside_of("sqlite:" + file).empty());
}

// Every moment between two names.
TEST_CASE("A mending that a power cut stopped goes on at the next start") {
  const Kept10 kept;
  kept.damage();
  const std::string damaged = content_of(kept.file);
  const int moment = GENERATE(0, 1, 2, 3);
  CAPTURE(moment);
  const std::string aside = (kept.folder.path / "requests-corrupt-2026-09-21.db").string();
  if (moment == 0) {  // half a copy
    std::ofstream(kept.file + "-mending") << "SQLite form";
  } else {
    REQUIRE(kept.mend().requests == 9);
    std::filesystem::rename(kept.file, kept.file + "-mended");  // as it was just before
    if (moment < 3) std::filesystem::rename(aside, kept.file);
    if (moment == 2) std::ofstream(aside + "-wal") << "log";  // its log was first
  }
  if (moment == 3) CHECK_FALSE(open_store(kept.url));  // nobody begins a new one in its place
  const Mended mended = kept.mend();
  CHECK(mended.requests == 9);
  CHECK(mended.lost_requests == 1);
  CHECK(mended.set_aside == aside);
  CHECK(content_of(aside) == damaged);
  CHECK_FALSE(std::filesystem::exists(kept.file + "-mended"));
  CHECK_FALSE(std::filesystem::exists(kept.file + "-mending"));
  CHECK_FALSE(mend_store(kept.url, noon)->has_value());
}
