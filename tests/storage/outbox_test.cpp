#include "storage/outbox.h"

#include <rapidcheck.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::storage;
using std::chrono::days;
using std::chrono::hours;

namespace {

struct Kiosk {
  explicit Kiosk(const std::filesystem::path& where = std::filesystem::temp_directory_path())
      : folder(where) {}
  TemporaryFolder folder;
  FakeClock clock{intake::test_now};
  Outbox outbox = Outbox::open(folder.state(), clock).value();

  void save(const intake::Sealed& sealed) { REQUIRE(outbox.save(sealed.id, sealed.bytes)); }
  int waiting() { return outbox.counts()->waiting; }
  void restart() {
    // The old one must be closed first: one connection.
    { const Outbox gone = std::move(outbox); }
    outbox = Outbox::open(folder.state(), clock).value();
  }
};

}  // namespace

TEST_CASE("A saved request is there after a restart, byte for byte") {
  Kiosk kiosk;
  const auto sealed = sealed_request(1);
  kiosk.save(sealed);
  kiosk.restart();
  CHECK(*kiosk.outbox.waiting() == std::vector{sealed.id});
  CHECK(**kiosk.outbox.bytes_of(sealed.id) == sealed.bytes);
  CHECK(kiosk.outbox.counts()->oldest == std::chrono::floor<hours>(intake::test_now));
}

TEST_CASE("The same request saved twice is there once; other bytes under its id are refused and it stays") {
  Kiosk kiosk;
  const auto sealed = sealed_request(1);
  kiosk.save(sealed);
  kiosk.save(sealed);
  CHECK(kiosk.waiting() == 1);
  Bytes other = sealed.bytes;
  other.back() ^= std::byte{1};
  CHECK_FALSE(kiosk.outbox.save(sealed.id, other));
  CHECK(**kiosk.outbox.bytes_of(sealed.id) == sealed.bytes);
}

TEST_CASE("What is no sealed request, or bears another id, is not saved") {
  Kiosk kiosk;
  const auto sealed = sealed_request(1);
  CHECK_FALSE(kiosk.outbox.save(sealed.id, std::as_bytes(std::span("Ana 4155550137"))));
  CHECK_FALSE(kiosk.outbox.save(std::string(32, '0'), sealed.bytes));
  CHECK(kiosk.waiting() == 0);
}

TEST_CASE("Requests are offered in the order in which they came") {
  Kiosk kiosk;
  std::vector<std::string> ids;
  for (std::uint64_t i = 0; i < 20; ++i) {
    const auto sealed = sealed_request(i);
    kiosk.save(sealed);
    ids.push_back(sealed.id);
  }
  CHECK(*kiosk.outbox.waiting() == ids);
  REQUIRE(kiosk.outbox.erase(ids[3]));
  ids.erase(ids.begin() + 3);
  CHECK(*kiosk.outbox.waiting() == ids);
}

TEST_CASE("Withdrawing a request that never left the kiosk erases it for good") {
  Kiosk kiosk;
  const auto sealed = sealed_request(1), other = sealed_request(2);
  kiosk.save(sealed);
  kiosk.save(other);
  CHECK(*kiosk.outbox.withdraw(hash_of(sealed)) == Withdrawn::erased);
  CHECK(*kiosk.outbox.waiting() == std::vector{other.id});
  CHECK(kiosk.outbox.withdrawals()->empty());
}

TEST_CASE("Withdrawing what may have left the kiosk erases it here and tells the collector") {
  Kiosk kiosk;
  const auto sealed = sealed_request(1);
  kiosk.save(sealed);
  REQUIRE(kiosk.outbox.offered(sealed.id));
  CHECK(*kiosk.outbox.withdraw(hash_of(sealed)) == Withdrawn::noted);
  CHECK(kiosk.waiting() == 0);
  CHECK(*kiosk.outbox.withdrawals() == std::vector{hash_of(sealed)});
  REQUIRE(kiosk.outbox.withdrawal_confirmed(hash_of(sealed)));
  CHECK(kiosk.outbox.withdrawals()->empty());
}

TEST_CASE("Unknown digits are noted once, however often they are given") {
  Kiosk kiosk;
  const auto elsewhere = hash_of(sealed_request(9));
  for (int i = 0; i < 3; ++i) CHECK(*kiosk.outbox.withdraw(elsewhere) == Withdrawn::noted);
  CHECK(kiosk.outbox.counts()->withdrawals == 1);
  kiosk.restart();
  CHECK(*kiosk.outbox.withdrawals() == std::vector{elsewhere});
}

TEST_CASE("A request that nobody fetched for 14 days is erased and counted") {
  Kiosk kiosk;
  kiosk.save(sealed_request(1));
  kiosk.clock.advance(days(7));
  kiosk.save(sealed_request(2));
  CHECK(*kiosk.outbox.expire() == 0);
  kiosk.clock.advance(days(7) - hours(1));
  CHECK(*kiosk.outbox.expire() == 0);
  kiosk.clock.advance(hours(1));
  CHECK(*kiosk.outbox.expire() == 1);
  CHECK(kiosk.waiting() == 1);
  kiosk.clock.advance(days(7));
  CHECK(*kiosk.outbox.expire() == 1);
  kiosk.restart();
  CHECK(kiosk.outbox.counts()->expired == 2);
}

TEST_CASE("A clock that cannot be trusted expires nothing, and its requests get their full 14 days") {
  Kiosk kiosk;
  kiosk.clock.set(Instant(seconds(0)));
  kiosk.clock.set_trusted(false);
  kiosk.save(sealed_request(1));
  kiosk.clock.set(intake::test_now + days(4000));
  CHECK(*kiosk.outbox.expire() == 0);
  kiosk.clock.set(intake::test_now);
  kiosk.clock.set_trusted(true);
  CHECK(*kiosk.outbox.expire() == 0);
  kiosk.clock.advance(days(14) - hours(1));
  CHECK(*kiosk.outbox.expire() == 0);
  kiosk.clock.advance(hours(1));
  CHECK(*kiosk.outbox.expire() == 1);
}

TEST_CASE("A withdrawal is kept 30 days for the collector") {
  Kiosk kiosk;
  REQUIRE(kiosk.outbox.withdraw(hash_of(sealed_request(9))));
  kiosk.clock.advance(days(30) - hours(1));
  REQUIRE(kiosk.outbox.expire());
  CHECK(kiosk.outbox.counts()->withdrawals == 1);
  kiosk.clock.advance(hours(1));
  REQUIRE(kiosk.outbox.expire());
  CHECK(kiosk.outbox.counts()->withdrawals == 0);
  CHECK(kiosk.outbox.counts()->expired == 0);
}

TEST_CASE("The last good kiosk-config comes back whole and replaces the one before") {
  Kiosk kiosk;
  CHECK(kiosk.outbox.last_good()->empty());
  const site::Files first{
      {"kiosk.toml", "a = 1"}, {"meetings.csv", std::string("\xff\0\r\n", 4)}, {"empty", ""}};
  REQUIRE(kiosk.outbox.keep_last_good(first));
  kiosk.restart();
  CHECK(*kiosk.outbox.last_good() == first);
  const site::Files second{{"kiosk.toml", "a = 2"}, {"pages/es/welcome.md", "Hola"}};
  REQUIRE(kiosk.outbox.keep_last_good(second));
  CHECK(*kiosk.outbox.last_good() == second);
}

TEST_CASE("The last time seen never goes back") {
  Kiosk kiosk;
  CHECK(kiosk.outbox.last_seen()->has_value() == false);
  REQUIRE(kiosk.outbox.see(intake::test_now));
  REQUIRE(kiosk.outbox.see(intake::test_now - days(1)));
  CHECK(**kiosk.outbox.last_seen() == intake::test_now);
  REQUIRE(kiosk.outbox.see(intake::test_now + days(1)));
  kiosk.restart();
  CHECK(**kiosk.outbox.last_seen() == intake::test_now + days(1));
}

TEST_CASE("Saving, withdrawing, erasing and restarting in any order loses and doubles nothing") {
  REQUIRE(rc::check([](const std::vector<unsigned char>& steps) {
    Kiosk kiosk(in_memory());
    std::vector<std::uint64_t> expected;
    std::uint64_t next = 0;
    for (const unsigned char step : steps) {
      const auto at = expected.empty() ? expected.end() : expected.begin() + step / 4 % expected.size();
      if (step % 4 == 0 || expected.empty()) {
        const auto sealed = sealed_request(next);
        RC_ASSERT(kiosk.outbox.save(sealed.id, sealed.bytes).ok());
        expected.push_back(next++);
      } else if (step % 4 == 1) {
        RC_ASSERT(*kiosk.outbox.withdraw(hash_of(sealed_request(*at))) == Withdrawn::erased);
        expected.erase(at);
      } else if (step % 4 == 2) {
        RC_ASSERT(kiosk.outbox.erase(sealed_request(*at).id).ok());
        expected.erase(at);
      } else {
        kiosk.restart();
      }
    }
    std::vector<std::string> ids;
    for (const auto seed : expected) ids.push_back(sealed_request(seed).id);
    RC_ASSERT(*kiosk.outbox.waiting() == ids);
  }));
}

TEST_CASE("Counting from the command line works beside a running kiosk and changes nothing") {
  Kiosk kiosk;
  kiosk.save(sealed_request(1));
  auto looking = Outbox::look(kiosk.folder.state(), kiosk.clock);
  REQUIRE(looking);
  CHECK(looking->counts()->waiting == 1);
  kiosk.save(sealed_request(2));
  CHECK(looking->counts()->waiting == 2);
  CHECK_FALSE(looking->erase(sealed_request(1).id));
  CHECK(kiosk.waiting() == 2);
  const TemporaryFolder empty;
  CHECK_FALSE(Outbox::look(empty.state(), kiosk.clock));
  CHECK_FALSE(std::filesystem::exists(empty.state()));
}

TEST_CASE("Nobody but the kiosk’s user may look into the state folder, whatever the umask says") {
  const mode_t before = umask(0);
  {
    Kiosk kiosk;
    kiosk.save(sealed_request(1));
    CHECK(rights_of(kiosk.folder.state()) == 0700);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kiosk.folder.state())) {
      CHECK(rights_of(entry.path()) == 0600);
      ++files;
    }
    CHECK(files == 4);  // database, log, its index, ballast
  }
  {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.state());
    std::ofstream(folder.state() + "/outbox.db");
    REQUIRE(rights_of(folder.state()) == 0777);
    REQUIRE(rights_of(folder.state() + "/outbox.db") == 0666);
    const FakeClock clock(intake::test_now);
    REQUIRE(Outbox::open(folder.state(), clock));
    CHECK(rights_of(folder.state()) == 0700);
    CHECK(rights_of(folder.state() + "/outbox.db") == 0600);
  }
  umask(before);
}

TEST_CASE("A file made by a newer Porchlight is refused and left as it is") {
  Kiosk kiosk;
  kiosk.save(sealed_request(1));
  { const Outbox gone = std::move(kiosk.outbox); }
  std::string as_it_was = "PRAGMA user_version=";
  {
    auto database =
        disk::Database::open(kiosk.folder.state() + "/outbox.db", disk::Database::Access::read_and_write);
    disk::Statement version = database->prepare("PRAGMA user_version");
    REQUIRE(version.next());
    as_it_was += std::to_string(version.number_at(0));
    REQUIRE(database->run("PRAGMA user_version=99"));
  }
  const auto opened = Outbox::open(kiosk.folder.state(), kiosk.clock);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().what.find("newer Porchlight") != std::string::npos);
  auto database =
      disk::Database::open(kiosk.folder.state() + "/outbox.db", disk::Database::Access::read_and_write);
  REQUIRE(database->run(as_it_was.c_str()));
  CHECK(Outbox::open(kiosk.folder.state(), kiosk.clock)->counts()->waiting == 1);
}

TEST_CASE("Every connection syncs each commit, overwrites what is erased, and trusts nothing in the file") {
  Kiosk kiosk;
  auto database =
      disk::Database::open(kiosk.folder.state() + "/outbox.db", disk::Database::Access::read_and_write);
  REQUIRE(database);
  const auto setting = [&](const char* pragma) {
    disk::Statement statement = database->prepare(pragma);
    REQUIRE(statement.next());
    return std::string(statement.text_at(0));
  };
  CHECK(setting("PRAGMA journal_mode") == "wal");
  CHECK(setting("PRAGMA synchronous") == "2");  // FULL
  CHECK(setting("PRAGMA secure_delete") == "1");
  CHECK(setting("PRAGMA trusted_schema") == "0");
  CHECK(setting("PRAGMA foreign_keys") == "1");
}
