// A request's way: on the list, opened by one, called, done, erased.
#include <algorithm>
#include <array>
#include <thread>

#include "collector/inbox/audit.h"
#include "inbox/staff.h"

using namespace porchlight;
using namespace porchlight::collector;
using std::chrono::days;
using std::chrono::hours;

TEMPLATE_TEST_CASE("Who waits longest stands first, and nothing in the list is personal", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const std::string first = staff.receive(1);
  staff.clock.advance(minutes(5));
  const std::string second = staff.receive(2);
  staff.receive(3, "elm-street");
  const json list = staff.list(sam);
  REQUIRE(list["requests"].size() == 2);
  CHECK(list["requests"][0]["id"] == first);
  CHECK(list["requests"][1]["id"] == second);
  CHECK(list["requests"][0]["kiosk"] == "lobby-1");
  CHECK(list["requests"][0]["language"] == "en");
  CHECK(list["requests"][0]["wanted"] == "evenings");
  CHECK(list["waiting"] == 2);
  CHECK(list["now"].template get<std::int64_t>() -
            list["requests"][0]["received"].template get<std::int64_t>() ==
        300);
  CHECK_FALSE(list.dump().find("envelope") != std::string::npos);
}

TEMPLATE_TEST_CASE("50 of many are listed at once, and the others on the next pages", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  for (unsigned char i = 1; i <= 51; ++i) staff.receive(i);
  CHECK(staff.list(sam)["requests"].size() == 50);
  CHECK(staff.list(sam, "?page=1")["requests"].size() == 1);
  CHECK(staff.list(sam, "?page=2")["requests"].empty());
  CHECK(staff.list(sam, "?page=x")["requests"].size() == 50);
  CHECK(staff.list(sam)["waiting"] == 51);
}

TEMPLATE_TEST_CASE("What is opened is exactly what the kiosk sealed, and it opens with the caller's key", "",
                   Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const std::string id = staff.receive(1);
  const Answer opened = staff.open(id, 0, sam);
  REQUIRE(opened.status == 200);
  const json given = json::parse(opened.body);
  const Bytes envelope = from_base64(given["envelope"].template get<std::string>()).value();
  CHECK(intake::verify(envelope, staff.facility.kiosk.key));
  CHECK(given["kiosk_key"] == to_base64(staff.facility.kiosk.key.bytes));
  CHECK(given["held_until"] == (staff.clock.now() + held_for).time_since_epoch().count());
  CHECK(intake::open(envelope, staff.facility.callers.secret));
}

TEMPLATE_TEST_CASE("Of two callers one has it for 30 minutes; then the other may", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam"), kim = staff.join("kim");
  const std::string id = staff.receive(1);
  REQUIRE(staff.open(id, 0, sam).status == 200);
  CHECK(error_of(staff.open(id, 0, kim)) == "gone");
  CHECK(error_of(staff.open(id, 1, kim)) == "gone");
  const json seen = staff.list(kim)["requests"][0];
  CHECK(seen["holder"] == "sam");
  CHECK(seen["mine"] == false);
  CHECK(staff.list(sam)["requests"][0]["mine"] == true);
  CHECK(staff.list(sam, "?show=mine")["requests"].size() == 1);
  CHECK(staff.list(kim, "?show=mine")["requests"].empty());
  // Who has it may have it for longer.
  CHECK(staff.open(id, 1, sam).status == 200);
  staff.clock.advance(held_for);
  CHECK(staff.list(kim)["requests"][0]["holder"] == nullptr);
  CHECK(error_of(staff.report(id, 2, "reached", sam)) == "gone");
  CHECK(staff.open(id, 2, kim).status == 200);
}

TEMPLATE_TEST_CASE("Of many callers at the same moment exactly one gets it", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  constexpr int callers = 6;
  const std::string id = staff.receive(1);
  std::atomic<int> got = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < callers; ++i)
      threads.emplace_back([&, i, store = std::shared_ptr<Store>(collector::open(staff.place.url()))] {
        const Person person{.name = "caller-" + std::to_string(i), .team = team};
        const auto opened = Work(store->sql()).open(id, 0, person, staff.clock.now());
        if (opened && *opened) ++got;
      });
  }
  CHECK(got == 1);
  CHECK(check_audit(staff.store->sql()).value().entries == 1);
}

TEMPLATE_TEST_CASE("Nobody sees or opens a request of another team", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string bo = staff.join("bo", Role::caller, "elm-street");
  const std::string id = staff.receive(1);
  CHECK(staff.list(bo)["requests"].empty());
  CHECK(error_of(staff.open(id, 0, bo)) == "gone");
}

TEMPLATE_TEST_CASE("Who did not answer is called again; who was reached is done", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const std::string id = staff.receive(1);
  staff.clock.advance(minutes(10));
  staff.open(id, 0, sam);
  REQUIRE(staff.report(id, 1, "no_answer", sam).status == 200);
  json seen = staff.list(sam)["requests"][0];
  CHECK(seen["holder"] == nullptr);
  CHECK(seen["tries"] == 1);
  CHECK(seen["result"] == "no_answer");
  CHECK(staff.store->waiting().value().requests == 0);  // somebody has called

  staff.open(id, 2, sam);
  REQUIRE(staff.report(id, 3, "reached", sam).status == 200);
  CHECK(staff.list(sam)["requests"].empty());
  seen = staff.list(sam, "?show=finished")["requests"][0];
  CHECK(seen["result"] == "reached");
  CHECK(seen["tries"] == 2);
  CHECK(error_of(staff.open(id, 4, sam)) == "gone");
}

TEMPLATE_TEST_CASE("Given back, nobody has called", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const std::string id = staff.receive(1);
  staff.open(id, 0, sam);
  REQUIRE(staff.report(id, 1, "given_back", sam).status == 200);
  const json seen = staff.list(sam)["requests"][0];
  CHECK(seen["tries"] == 0);
  CHECK(seen["result"] == "");
  CHECK(staff.store->waiting().value().requests == 1);
}

TEMPLATE_TEST_CASE("A call agreed on for later stands behind the others until then", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const std::string later = staff.receive(1);
  staff.clock.advance(minutes(1));
  const std::string other = staff.receive(2);
  staff.open(later, 0, sam);
  const auto again = [&](auto at) {
    return staff.post("requests/" + later + "/result",
                      {{"version", 1},
                       {"result", "call_again"},
                       {"call_again", (staff.clock.now() + at).time_since_epoch().count()}},
                      sam);
  };
  CHECK(error_of(again(seconds(0))) == "not_understood");
  CHECK(error_of(again(days(15))) == "not_understood");
  REQUIRE(again(hours(2)).status == 200);
  CHECK(staff.list(sam)["requests"][0]["id"] == other);
  CHECK(staff.list(sam)["requests"][1]["id"] == later);
  staff.clock.advance(hours(2));
  CHECK(staff.list(sam)["requests"][0]["id"] == later);
}

TEMPLATE_TEST_CASE("A result is taken only from who has the request, and only once", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam"), kim = staff.join("kim");
  const std::string id = staff.receive(1);
  CHECK(error_of(staff.report(id, 0, "reached", sam)) == "gone");
  staff.open(id, 0, sam);
  CHECK(error_of(staff.report(id, 1, "reached", kim)) == "gone");
  CHECK(error_of(staff.report(id, 1, "something", sam)) == "not_understood");
  CHECK(staff.report(id, 1, "wrong_number", sam).status == 200);
  CHECK(error_of(staff.report(id, 1, "wrong_number", sam)) == "gone");
}

TEMPLATE_TEST_CASE("What a removed caller had open goes back to the list at once", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string admin = staff.join("ada", Role::admin), sam = staff.join("sam");
  const std::string id = staff.receive(1);
  staff.open(id, 0, sam);
  staff.post("people/sam/remove", json::object(), admin);
  CHECK(staff.list(admin)["requests"][0]["holder"] == nullptr);
  CHECK(staff.open(id, 2, admin).status == 200);
}

TEMPLATE_TEST_CASE("A request that the visitor took back is gone, also while it is open", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const std::string id = staff.receive(1);
  staff.open(id, 0, sam);
  const auto header = intake::read_header(staff.store->envelope(id).value().value()).value();
  REQUIRE(staff.store->withdraw(team, header.withdraw, staff.clock.now()));
  CHECK(staff.list(sam)["requests"].empty());
  CHECK(error_of(staff.report(id, 1, "reached", sam)) == "gone");
}

TEMPLATE_TEST_CASE("Erased are what is done after 7 days and all after 30, and counts stay", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const std::string done = staff.receive(1), waits = staff.receive(2);
  staff.open(done, 0, sam);
  staff.report(done, 1, "reached", sam);
  const auto tidy = [&] {
    REQUIRE(staff.inbox.tidy(*staff.store, staff.clock.now()));
    REQUIRE(staff.store->tidy(staff.clock.now()));
  };
  const auto is_erased = [&](const std::string& id) {
    const auto envelope = staff.store->envelope(id).value();
    return !envelope || envelope->empty();
  };
  staff.clock.advance(days(7) - seconds(1));
  tidy();
  CHECK_FALSE(is_erased(done));
  staff.clock.advance(seconds(1));
  tidy();
  CHECK(is_erased(done));
  CHECK_FALSE(is_erased(waits));
  staff.clock.advance(days(23));
  tidy();
  CHECK(is_erased(waits));
  CHECK(staff.store->waiting().value().requests == 0);
  CHECK(staff.list(staff.cookie_of(staff.sign_in("sam", "sam has a passphrase")))["waiting"] == 0);
  // A kiosk that missed its receipt sends it once more: it is known, and does not come back.
  CHECK(staff.store->put(std::vector<NewRequest>{}).ok());
  staff.clock.advance(days(30));
  tidy();
  CHECK(staff.store->envelope(waits).value() == std::nullopt);
}

TEMPLATE_TEST_CASE("An erased request that its kiosk sends again does not come back", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const NewRequest sent = request(1, 0, staff.clock.now());
  put(*staff.store, sent);
  staff.clock.advance(days(31));
  REQUIRE(staff.inbox.tidy(*staff.store, staff.clock.now()));
  CHECK(put(*staff.store, sent) == Kept::same);
  CHECK(staff.store->envelope(sent.id).value() == Bytes{});
}

TEMPLATE_TEST_CASE("Groups below 5 are not told", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  for (unsigned char i = 1; i <= 6; ++i) {
    const std::string id = staff.receive(i);
    if (i > 5) continue;
    staff.clock.advance(minutes(1));
    staff.open(id, 0, sam);
    staff.report(id, 1, i < 5 ? "reached" : "wrong_number", sam);
  }
  const json counts = json::parse(staff.get("counts", sam).body);
  CHECK(counts["asked"] == 6);
  CHECK(counts["reached"] == nullptr);
  CHECK(counts["half_within_s"] == 60);
  const Answer csv = staff.get("counts.csv", sam);
  CHECK(csv.content_type.starts_with("text/csv"));
  CHECK(csv.body ==
        "week,asked,reached,wrong_number,did_not_ask,do_not_call,expired,open\r\n"
        "2026-09-21,6,<5,<5,0,0,0,<5\r\n");
}

TEMPLATE_TEST_CASE("Everything that is opened is written down, and a changed entry shows", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string admin = staff.join("ada", Role::admin);
  const std::string id = staff.receive(1);
  staff.open(id, 0, admin);
  staff.report(id, 1, "no_answer", admin);
  const json entries = json::parse(staff.get("audit", admin).body)["entries"];
  std::vector<std::string> what;
  for (const auto& entry : entries) what.push_back(entry["what"]);
  CHECK(what == std::vector<std::string>{"no_answer", "opened", "joined", "invited"});
  CHECK(entries[1]["about"] == id);
  CHECK(entries[1]["person"] == "ada");
  Sql& sql = staff.store->sql();
  CHECK(check_audit(sql).value().entries == 4);
  CHECK_FALSE(check_audit(sql).value().broken_at);
  // It cannot be changed by a statement alone …
  CHECK_FALSE(sql.write({{"UPDATE audit SET person = 'kim' WHERE number = 3", {}}}));
  CHECK_FALSE(sql.write({{"DELETE FROM audit WHERE number = 3", {}}}));
  // … and whoever takes the lock off it is found.
  const bool sqlite = std::is_same_v<TestType, Sqlite>;
  REQUIRE(sql.write({{sqlite ? "DROP TRIGGER audit_stays" : "DROP TRIGGER audit_is_kept ON audit", {}}}));
  const auto write = [&](const std::string& statement) { REQUIRE(sql.write({{statement, {}}})); };
  const auto was = newest_entries(sql, "", 2).value().back();
  REQUIRE(was.number == 3);
  for (const auto& [field, other, right] :
       {std::array<std::string, 3>{"person", "'kim'", "'" + was.person + "'"},
        {"team", "'st-anne'", "'" + was.team + "'"},
        {"what", "'joined'", "'" + was.what + "'"},
        {"about", "'nothing'", "'" + was.about + "'"},
        {"time", "1", std::to_string(was.time.time_since_epoch().count())}}) {
    INFO(field);
    write("UPDATE audit SET " + field + " = " + other + " WHERE number = 3");
    CHECK(check_audit(sql).value().broken_at == 3);
    write("UPDATE audit SET " + field + " = " + right + " WHERE number = 3");
    CHECK_FALSE(check_audit(sql).value().broken_at);
  }
  if (sqlite) write("DROP TRIGGER audit_is_kept");
  write("DELETE FROM audit WHERE number = 3");
  CHECK(check_audit(sql).value().broken_at == 3);  // where it is missing
}

TEMPLATE_TEST_CASE("What somebody has open is looked at; when their time is over nobody does", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const std::string id = staff.receive(1);
  const auto unattended = [&] { return staff.store->unattended(staff.clock.now()).value().requests; };
  CHECK(unattended() == 1);
  staff.open(id, 0, sam);
  CHECK(unattended() == 0);
  CHECK(staff.store->waiting().value().requests == 1);
  staff.clock.advance(held_for);
  CHECK(unattended() == 1);
  CHECK(staff.store->unattended(staff.clock.now()).value().oldest == staff.start);
  staff.open(id, 1, sam);
  staff.report(id, 2, "no_answer", sam);
  CHECK(unattended() == 0);
}

TEMPLATE_TEST_CASE("The list says where a kiosk stands, and who waits past the promise", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff({.promise = minutes(120)});
  const std::string sam = staff.join("sam");
  staff.receive(1);
  REQUIRE(staff.store->sql().write(
      {{"UPDATE kiosks SET place = 'St. Brendan''s, lobby' WHERE id = 'lobby-1'", {}}}));
  staff.clock.advance(minutes(121));
  const json request = staff.list(sam)["requests"][0];
  CHECK(request["kiosk"] == "St. Brendan's, lobby");
  CHECK(request["past_promise"] == false);  // they want to be called in the evening
  staff.receive(2, team, "lobby-1", intake::WhenToCall::as_soon_as_possible);
  staff.clock.advance(minutes(120));
  CHECK(staff.list(sam)["requests"][1]["past_promise"] == false);
  staff.clock.advance(seconds(1));
  CHECK(staff.list(sam)["requests"][1]["past_promise"] == true);
}

TEMPLATE_TEST_CASE("Somebody of two teams sees the one that they look at, and a removal ends one of them", "",
                   Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string admin = staff.join("ada", Role::admin),
                    sam = staff.join("sam", Role::caller, "elm-street");
  const std::string here = staff.receive(1), there = staff.receive(2, "elm-street");
  const std::string other = "?team=" + team;
  CHECK(error_of(staff.get("requests" + other, sam)) == "not_of_team");
  People people(staff.store->sql());
  CHECK(people.add_to_team({"sam", team, Role::caller}, "(operator)", staff.clock.now()).value());
  CHECK_FALSE(people.add_to_team({"sam", team, Role::caller}, "(operator)", staff.clock.now()).value());
  CHECK_FALSE(people.add_to_team({"nobody", team, Role::caller}, "(operator)", staff.clock.now()).value());
  CHECK(json::parse(staff.get("me", sam).body)["teams"] == json{"elm-street", team});
  CHECK(staff.list(sam)["requests"][0]["id"] == there);
  CHECK(staff.list(sam, other)["requests"][0]["id"] == here);
  CHECK(error_of(staff.get("people" + other, sam)) == "not_admin");
  CHECK(json::parse(staff.get("people", admin).body)["people"].size() == 2);
  CHECK(error_of(staff.open(here, 0, sam)) == "gone");
  REQUIRE(staff.post("requests/" + here + "/open" + other, {{"version", 0}}, sam).status == 200);
  CHECK(staff.post("people/sam/remove", json::object(), admin).status == 200);
  CHECK(staff.list(admin)["requests"][0]["holder"] == nullptr);
  CHECK(error_of(staff.get("requests" + other, sam)) == "not_of_team");
  CHECK(staff.list(sam)["requests"].size() == 1);
}

TEMPLATE_TEST_CASE("Who is on duty is told until then", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam"), kim = staff.join("kim");
  const auto until = (staff.clock.now() + hours(2)).time_since_epoch().count();
  CHECK(staff.post("duty", {{"until", until}}, sam).status == 200);
  CHECK(staff.list(kim)["duty"] == json::array({{{"name", "sam"}, {"until", until}}}));
  CHECK(error_of(staff.post("duty", {{"until", until + 86'400}}, sam)) == "not_understood");
  CHECK(error_of(staff.post("duty", {{"until", "x"}}, sam)) == "not_understood");
  staff.clock.advance(hours(2));
  CHECK(staff.list(kim)["duty"].empty());
  CHECK(staff.post("duty", {{"until", 0}}, sam).status == 200);
}
