// Opening a store, what survives it, and what is said when it cannot be used.
#include <sys/resource.h>

#include <barrier>
#include <catch2/generators/catch_generators.hpp>
#include <csignal>
#include <fstream>
#include <thread>

#include "collector/places.h"
#include "collector/postgres.h"
#include "collector/postgres_schema.h"
#include "collector/sqlite_file.h"
#include "disk/database.h"

using namespace porchlight;
using namespace porchlight::collector;
using Kind = StoreTrouble::Kind;

namespace {

// Runs it behind the store's back.
void run(const Sqlite& place, const char* sql) {
  auto database = disk::Database::open(place.file(), disk::Database::Access::read_and_write);
  REQUIRE(database);
  REQUIRE(database->run(sql));
}
void run(const PostgreSql& place, const char* sql) {
  auto postgres = Postgres::connect(place.url());
  REQUIRE(postgres);
  REQUIRE(postgres->script(sql));
}

const char* sql_of_version_99(const Sqlite&) {
  return "PRAGMA user_version=99";
}
const char* sql_of_version_99(const PostgreSql&) {
  return "UPDATE porchlight_collector SET version=99";
}
const char* sql_of_this_version(const Sqlite&) {
  return "PRAGMA user_version=4";
}
const char* sql_of_this_version(const PostgreSql&) {
  return "UPDATE porchlight_collector SET version=4";
}

std::string refusal(const std::string& url) {
  const auto store = open_store(url);
  REQUIRE_FALSE(store);
  CAPTURE(store.error().what);
  CHECK(store.error().what.find("s3cret") == std::string::npos);
  CHECK(store.error().what.find("postgresql:///") == std::string::npos);
  return store.error().what;
}

bool says(const std::string& what, std::string_view part) {
  UNSCOPED_INFO(what);
  return what.find(part) != std::string::npos;
}

}  // namespace

TEMPLATE_TEST_CASE("What was acknowledged is there when the store is opened again", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  put(*collector.store, request(1));
  put(*collector.store, request(2));
  REQUIRE(collector.store->called(id_of(1), noon + minutes(1)));
  REQUIRE(collector.store->withdraw(team, withdrawal_of(3), noon));
  REQUIRE(collector.store->add_code(hash_of("code"), "lobby", team, noon));
  REQUIRE(collector.store->enrol(hash_of("code"), {hash_of("key")}, noon));
  REQUIRE(collector.store->add_code(hash_of("code 2"), "hall", team, noon));
  REQUIRE(collector.store->publish(team, 7, request(9).envelope));
  collector.store = nullptr;
  collector.store = collector.another();
  CHECK(envelope(*collector.store, 1) == request(1).envelope);
  CHECK(collector.store->waiting()->requests == 1);
  CHECK(put(*collector.store, request(2)) == Kept::same);
  CHECK(put(*collector.store, request(3)) == Kept::withdrawn);
  CHECK((*collector.store->kiosk("lobby"))->key.bytes == hash_of("key"));
  CHECK((*collector.store->enrol(hash_of("code 2"), {hash_of("key")}, noon))->id == "hall");
  CHECK(collector.store->recipients(team)->value() == request(9).envelope);
}

TEMPLATE_TEST_CASE("Several that open an empty database at once all find their tables", "", Sqlite,
                   PostgreSql) {
  constexpr int at_once = 6;
  const TestType place;
  const std::string url = place.url();
  std::vector<std::string> troubles(at_once);
  {
    std::barrier together(at_once);
    std::vector<std::jthread> threads;
    for (int i = 0; i < at_once; ++i)
      threads.emplace_back([&, i] {
        together.arrive_and_wait();
        auto store = open_store(url);
        if (!store)
          troubles[i] = store.error().what;
        else if (const auto kept = (*store)->put({}); !kept || !(*store)->check())
          troubles[i] = "opened, but of no use";
      });
  }
  CHECK(troubles == std::vector<std::string>(at_once));
}

TEMPLATE_TEST_CASE("A database of a newer Porchlight is refused and left as it is", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  put(*collector.store, request(1));
  collector.store = nullptr;
  run(collector.place, sql_of_version_99(collector.place));
  CHECK(says(refusal(collector.place.url()), "newer Porchlight"));
  run(collector.place, sql_of_this_version(collector.place));
  collector.store = collector.another();
  CHECK(put(*collector.store, request(1)) == Kept::same);
}

TEMPLATE_TEST_CASE("A store can say whether a request could be stored now", "", Sqlite, PostgreSql) {
  Collector<TestType> collector;
  CHECK(collector.store->check());
  run(collector.place, "DROP TABLE checks");
  const auto check = collector.store->check();
  REQUIRE_FALSE(check);
  CHECK(check.error().kind == Kind::damaged);
}

TEST_CASE("An address that names no store is refused with the two that do") {
  for (const char* url : {"", "sqlite:", "mysql://u:s3cret@host/db", "postgresql:", "collector.db"})
    CHECK(says(refusal(url), "Write sqlite:PATH, or postgresql://"));
}

TEST_CASE("The file of a store is its owner's alone, whatever the umask says") {
  const mode_t before = umask(0);
  const Sqlite place;
  std::ofstream(place.file()).close();
  REQUIRE(rights_of(place.file()) == 0666);
  const auto store = open(place.url());
  put(*store, request(1));
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(place.folder.path)) {
    CHECK(rights_of(entry.path()) == 0600);
    ++files;
  }
  CHECK(files == 4);  // database, log, its index, who holds it
  umask(before);
}

TEST_CASE("A file of another program, a missing folder, and what is no database are refused in words") {
  const Sqlite place;
  CHECK(says(refusal("sqlite:" + (place.folder.path / "none" / "collector.db").string()), "Its folder must"));
  std::ofstream(place.file()) << std::string(10'000, 'x');
  CHECK(says(refusal(place.url()), "is damaged"));
  CHECK(says(refusal("sqlite:" + place.file() + "/collector.db"), "Not a directory"));
  CHECK(content_of(place.file()) == std::string(10'000, 'x'));

  const Sqlite other;
  std::ofstream(other.file()).close();
  run(other, "CREATE TABLE requests(place INTEGER PRIMARY KEY); PRAGMA user_version=1");
  CHECK(says(refusal(other.url()), "belongs to another program"));
}

TEST_CASE("A withdrawn request is in no file of the store any more") {
  Collector<Sqlite> collector;
  NewRequest marked = request(1);
  const std::string mark = "a mark that nothing else has";
  std::ranges::copy(std::as_bytes(std::span(mark)), marked.envelope.begin() + 300);
  put(*collector.store, marked);
  REQUIRE(any_file_holds(collector.place.folder.path.string(), mark));
  REQUIRE(collector.store->withdraw(team, marked.withdraw, noon));
  CHECK_FALSE(any_file_holds(collector.place.folder.path.string(), mark));
}

TEST_CASE("A full disk is told from other trouble, and loses nothing of what was there") {
  Collector<Sqlite> collector;
  put(*collector.store, request(1));
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const rlimit small{.rlim_cur = 64'000, .rlim_max = before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
  std::vector<NewRequest> many;
  for (int number = 2; number < 300; ++number) many.push_back(request(number));
  const auto kept = collector.store->put(many);
  REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
  REQUIRE_FALSE(kept);
  CHECK(kept.error().kind == Kind::full);
  CHECK(says(kept.error().what, "full"));
  CHECK(collector.store->waiting()->requests == 1);
  CHECK(collector.store->put(many)->front() == Kept::is_new);
  CHECK(collector.store->waiting()->requests == 299);
}

namespace {

// All but the first page: the header is whole.
void damage(const Sqlite& place) {
  std::fstream file(place.file(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(4096);
  file << std::string(std::filesystem::file_size(place.file()) - 4096, '\x5a');
}

}  // namespace

TEST_CASE(
    "A damaged file is refused when it is opened, with what to do, and neither it nor its log changes") {
  Collector<Sqlite> collector;
  std::vector<NewRequest> many;
  for (int number = 0; number < 300; ++number) many.push_back(request(number));
  REQUIRE(collector.store->put(many));
  REQUIRE(collector.store->tidy(noon));  // into the database
  put(*collector.store, request(300));   // into the log

  // As a power cut leaves them: both of them full.
  const Sqlite place;
  const std::string log = place.file() + "-wal";
  std::filesystem::copy(collector.place.file(), place.file());
  std::filesystem::copy(collector.place.file() + "-wal", log);
  const int how = GENERATE(0, 1, 2, 3);
  CAPTURE(how);
  if (how == 0) damage(place);
  if (how == 1) std::filesystem::resize_file(place.file(), std::filesystem::file_size(place.file()) / 2);
  if (how == 2) std::filesystem::resize_file(place.file(), 0);
  if (how == 3) std::filesystem::remove(place.file());
  const std::string left = content_of(place.file()), left_log = content_of(log);
  REQUIRE(left_log.size() > 4096);
  for (int time = 0; time < 2; ++time) {
    const std::string what = refusal(place.url());
    CHECK(says(what, place.file() + " is damaged"));
    CHECK(says(what, how < 2 ? "goes on with what can be read" : "Put the last backup in their place"));
  }
  CHECK(content_of(place.file()) == left);
  CHECK(content_of(log) == left_log);

  // And as it says: both away, the backup there.
  std::filesystem::rename(place.file(), place.file() + ".aside");
  std::filesystem::rename(log, log + ".aside");
  collector.store = nullptr;
  std::filesystem::copy(collector.place.file(), place.file());
  std::filesystem::remove(place.file() + "-shm");
  const auto store = open(place.url());
  CHECK(put(*store, request(300)) == Kept::same);
}

TEST_CASE("A file that is damaged while it is used is told from a full disk") {
  Collector<Sqlite> collector;
  std::vector<NewRequest> many;
  for (int number = 0; number < 300; ++number) many.push_back(request(number));
  REQUIRE(collector.store->put(many));
  REQUIRE(collector.store->tidy(noon));
  run(collector.place, "UPDATE checks SET number = 7");  // by another: nothing is remembered of the pages
  damage(collector.place);
  const auto kept = collector.store->put(many);
  REQUIRE_FALSE(kept);
  CHECK(kept.error().kind == Kind::damaged);
  CHECK(says(kept.error().what, "Stop the collector"));
}

TEST_CASE("SQLite's codes are told apart by what can be done about them") {
  const auto kind = [](int code) { return in_words(disk::Failure{code}, "collector.db").kind; };
  CHECK(kind(13) == Kind::full);          // SQLITE_FULL
  CHECK(kind(778) == Kind::full);         // SQLITE_IOERR_WRITE: a quota
  CHECK(kind(5) == Kind::unavailable);    // SQLITE_BUSY
  CHECK(kind(517) == Kind::unavailable);  // SQLITE_BUSY_SNAPSHOT
  CHECK(kind(11) == Kind::damaged);       // SQLITE_CORRUPT
  CHECK(kind(266) == Kind::damaged);      // SQLITE_IOERR_READ
}
