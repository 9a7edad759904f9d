// What only PostgreSQL has: a server that goes away, refuses, or has settings of its own.
#include "collector/postgres.h"

#include <algorithm>
#include <thread>

#include "collector/places.h"
#include "collector/postgres_schema.h"

using namespace porchlight;
using namespace porchlight::collector;
using Kind = StoreTrouble::Kind;

namespace {

Postgres connect(const PostgreSql& place) {
  auto postgres = Postgres::connect(place.url());
  REQUIRE(postgres);
  return std::move(*postgres);
}

std::string one(Postgres& postgres, const char* sql) {
  const auto rows = postgres.script(sql);
  REQUIRE(rows);
  return rows->count() == 0 ? "" : std::string(rows->text_at(0, 0));
}

void cut_other_connections(Postgres& postgres) {
  one(postgres,
      "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity "
      "WHERE datname = current_database() AND pid <> pg_backend_pid()");
}

void wait_until_so_many_wait_for_a_lock(Postgres& postgres, std::string_view count) {
  while (one(postgres,
             "SELECT count(*) FROM pg_stat_activity "
             "WHERE datname = current_database() AND wait_event_type = 'Lock'") != count)
    std::this_thread::yield();
}

std::string refusal(const std::string& url) {
  const auto store = open_store(url);
  REQUIRE_FALSE(store);
  UNSCOPED_INFO(store.error().what);
  return store.error().what;
}

}  // namespace

TEST_CASE("Every connection syncs each commit, whatever the server's default is") {
  const PostgreSql place;
  Postgres postgres = connect(place);
  CHECK(one(postgres, "SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'") == "off");
  CHECK(one(postgres, "SHOW synchronous_commit") == "on");
  Postgres other = connect(place);
  cut_other_connections(other);
  REQUIRE(postgres.ask({"SELECT 1", {}}));
  CHECK(one(postgres, "SHOW synchronous_commit") == "on");  // after it was made anew as well
}

TEST_CASE("A server that does not sync is refused") {
  (void)postgres_server();
  const auto careless = PostgresServer::start("fsync = off");
  REQUIRE(careless);
  CHECK(refusal(careless->url("porchlight")).find("fsync = off") != std::string::npos);
}

TEST_CASE("A connection that was lost between two calls is made anew") {
  Collector<PostgreSql> collector;
  put(*collector.store, request(1));
  Postgres other = connect(collector.place);
  cut_other_connections(other);
  CHECK(put(*collector.store, request(1)) == Kept::same);
  cut_other_connections(other);
  REQUIRE(collector.store->add_code(hash_of("code"), "lobby", team, noon));
  cut_other_connections(other);
  CHECK(collector.store->enrol(hash_of("code"), {}, noon)->has_value());
  cut_other_connections(other);
  CHECK(*collector.store->publish(team, 1, request(1).envelope));
}

TEST_CASE("A connection that is lost under a put is made anew, and the put is done once") {
  Collector<PostgreSql> collector;
  Postgres other = connect(collector.place);
  std::optional<Stored<std::vector<Kept>>> kept;
  const NewRequest late = request(1);
  one(other, "BEGIN; LOCK TABLE requests");
  {
    const std::jthread putting([&] { kept = collector.store->put({&late, 1}); });
    wait_until_so_many_wait_for_a_lock(other, "1");
    cut_other_connections(other);
    one(other, "COMMIT");
  }
  REQUIRE(kept->ok());
  CHECK(kept->value() == std::vector{Kept::is_new});
  CHECK(collector.store->waiting()->requests == 1);
}

TEST_CASE("Two puts with the same ids in opposite order do not wait for each other crosswise") {
  Collector<PostgreSql> collector;
  const auto second = collector.another();
  std::vector<NewRequest> there;
  for (int i = 0; i < 3; ++i) there.push_back(request(i));
  std::ranges::sort(there, {}, &NewRequest::id);
  const std::vector<NewRequest> back(there.rbegin(), there.rend());
  // Both stop at the one in the middle, and would have taken one on their side of it.
  Postgres other = connect(collector.place);
  one(other,
      ("BEGIN; INSERT INTO requests VALUES('" + there[1].id + "', '', '', '', '', 0, NULL, '')").c_str());
  std::optional<Stored<std::vector<Kept>>> kept, kept_back;
  {
    const std::jthread putting([&] { kept = collector.store->put(there); });
    const std::jthread putting_back([&] { kept_back = second->put(back); });
    wait_until_so_many_wait_for_a_lock(other, "2");
    one(other, "ROLLBACK");
  }
  REQUIRE(kept->ok());
  REQUIRE(kept_back->ok());
  CHECK(std::ranges::count(kept->value(), Kept::is_new) +
            std::ranges::count(kept_back->value(), Kept::is_new) ==
        3);
}

TEST_CASE("A connection that is lost under an enrolment is reported, for nobody knows whether it was done") {
  Collector<PostgreSql> collector;
  REQUIRE(collector.store->add_code(hash_of("code"), "lobby", team, noon));
  Postgres other = connect(collector.place);
  std::optional<Stored<std::optional<Kiosk>>> kiosk;
  one(other, "BEGIN; LOCK TABLE codes");
  {
    const std::jthread enrolling([&] { kiosk = collector.store->enrol(hash_of("code"), {}, noon); });
    wait_until_so_many_wait_for_a_lock(other, "1");
    cut_other_connections(other);
    one(other, "COMMIT");
  }
  REQUIRE_FALSE(kiosk->ok());
  CHECK(kiosk->error().kind == Kind::unavailable);
  CHECK(collector.store->enrol(hash_of("code"), {}, noon)->has_value());
}

TEST_CASE("A database that lets nobody in is unavailable, until it does again") {
  Collector<PostgreSql> collector;
  auto admin = Postgres::connect(postgres_server().url("postgres"));
  REQUIRE(admin);
  const std::string name = collector.place.name;
  one(*admin, ("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false").c_str());
  one(*admin,
      ("SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE datname = '" + name + "'")
          .c_str());
  const NewRequest one_more = request(1);
  for (int i = 0; i < 2; ++i) {
    const auto kept = collector.store->put({&one_more, 1});
    REQUIRE_FALSE(kept);
    CHECK(kept.error().kind == Kind::unavailable);
    CHECK_FALSE(collector.store->check());
  }
  one(*admin, ("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true").c_str());
  CHECK(put(*collector.store, one_more) == Kept::is_new);
}

TEST_CASE("What fails in the middle of a transaction leaves nothing of it, and the connection useful") {
  const PostgreSql place;
  Postgres postgres = connect(place);
  one(postgres, "CREATE TABLE numbers(number bigint PRIMARY KEY)");
  const Command insert{"INSERT INTO numbers VALUES($1)", {number(7)}, "insert"};
  const auto twice = postgres.transaction({insert, insert});
  REQUIRE_FALSE(twice);
  CHECK(twice.error().state == "23505");  // unique_violation
  CHECK_FALSE(twice.error().lost);
  CHECK(one(postgres, "SELECT count(*) FROM numbers") == "0");
  const auto once = postgres.transaction({insert, {"SELECT number, -number FROM numbers", {}}});
  REQUIRE(once);
  CHECK((*once)[0].changed() == 1);
  CHECK((*once)[1].number_at(0, 0) == 7);
  CHECK((*once)[1].number_at(0, 1) == -7);
}

TEST_CASE("No error repeats an address, a user, a password, or what was sent") {
  const std::string folder = postgres_server().folder();
  const std::vector<std::string> urls = {
      "postgresql://s3cret:s3cret@/porchlight?host=" + folder,  // no such user
      "postgresql://locked:s3cret@/porchlight?host=" + folder,  // another password
      "postgresql://porchlight:s3cret@/s3cret?host=" + folder,  // no such database
      "postgresql://porchlight:s3cret@/x?host=/s3cret",         // no such socket
      "postgresql://porchlight:s3cret@127.0.0.1:1/s3cret",      // nobody listens
      "postgresql://porchlight:s3cret@[::1/s3cret",             // cannot be read
      "postgresql://porchlight:s3cret%zz@host/db",              //
      "postgresql://host/db?s3cret=s3cret",                     //
      "postgresql:///db?host=" + folder + "&sslmode=s3cret&user=s3cret"};
  for (const std::string& url : urls) {
    const std::string what = refusal(url);
    CAPTURE(what);
    CHECK(what.find("s3cret") == std::string::npos);
    CHECK(what.find(folder) == std::string::npos);
    CHECK(what.starts_with("No connection to PostgreSQL: "));
  }
  CHECK(refusal(urls[1]).find("does not accept this user and password") != std::string::npos);
  CHECK(refusal(urls[2]).find("no such database or user") != std::string::npos);
  CHECK(refusal(urls[3]).find("is the server running?") != std::string::npos);
  CHECK(refusal(urls[4]).find("is the server running?") != std::string::npos);
  CHECK(refusal(urls[6]).find("is not understood") != std::string::npos);

  Collector<PostgreSql> collector;
  NewRequest odd = request(1);
  odd.kiosk = std::string("s3cret \xff", 8);  // no UTF-8: PostgreSQL's own words repeat it
  const auto kept = collector.store->put({&odd, 1});
  REQUIRE_FALSE(kept);
  CHECK(kept.error().what.find("s3cret") == std::string::npos);
  CHECK(kept.error().what.find("ff") == std::string::npos);
  CHECK(put(*collector.store, request(1)) == Kept::is_new);
}

TEST_CASE("SQLSTATEs are told apart by what can be done about them") {
  const auto kind = [](const char* state) { return in_words(PostgresFailure{.state = state}).kind; };
  CHECK(kind("53100") == Kind::full);
  for (const char* state : {"08006", "08P01", "57014", "57P01", "57P02", "57P03", "40001", "40P01", "53200",
                            "53300", "55P03", "25006"})
    CHECK(kind(state) == Kind::unavailable);
  for (const char* state : {"42P01", "42501", "XX001", "XX002", "58030", "22021", "28P01"})
    CHECK(kind(state) == Kind::damaged);
  CHECK(in_words(PostgresFailure{.lost = true}).kind == Kind::unavailable);
}
