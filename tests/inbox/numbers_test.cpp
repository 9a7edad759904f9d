// Numbers that asked for no more calls, or often: as hashes, and for longer than the requests.
#include "collector/inbox/numbers.h"

#include "inbox/staff.h"

using namespace porchlight;
using namespace porchlight::collector;
using std::chrono::days;

namespace {

const std::string a_number = to_base64(hash_of("keyed hash of a number"));
const std::string another = to_base64(hash_of("of another"));
const std::string a_seal = to_base64(Bytes(sealed_list_key_bytes, std::byte{3}));

template <class Place>
json known(Staff<Place>& staff, const std::string& id, const std::string& number, const std::string& cookie) {
  const Answer answer = staff.post("requests/" + id + "/number", {{"number", number}}, cookie);
  REQUIRE(answer.status == 200);
  return json::parse(answer.body);
}

template <class Place>
Answer never_again(Staff<Place>& staff, const std::string& id, int version, const std::string& cookie) {
  return staff.post("requests/" + id + "/result",
                    {{"version", version}, {"result", "do_not_call"}, {"number", a_number}}, cookie);
}

}  // namespace

TEMPLATE_TEST_CASE("How often a number asked in a week is known from what was opened, each request once", "",
                   Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  std::vector<std::string> ids;
  for (unsigned char i = 1; i <= 4; ++i) ids.push_back(staff.receive(i));
  for (const auto& id : ids) REQUIRE(staff.open(id, 0, sam).status == 200);
  CHECK(known(staff, ids[0], a_number, sam)["times"] == 1);
  CHECK(known(staff, ids[1], a_number, sam)["times"] == 2);
  CHECK(known(staff, ids[1], a_number, sam)["times"] == 2);
  CHECK(known(staff, ids[2], another, sam)["times"] == 1);
  CHECK(known(staff, ids[3], a_number, sam)["times"] == 3);
  CHECK(known(staff, ids[3], a_number, sam)["do_not_call"] == nullptr);
  staff.clock.advance(days(7));
  REQUIRE(staff.inbox.tidy(*staff.store, staff.clock.now()));
  CHECK(staff.store->sql().read({"SELECT count(*) FROM numbers", {}}).value().number(0, 0) == 0);
}

TEMPLATE_TEST_CASE("Who asked for no more calls is known when all of the request is long erased", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  std::string sam = staff.join("sam");
  const std::string id = staff.receive(1);
  staff.open(id, 0, sam);
  REQUIRE(never_again(staff, id, 1, sam).status == 200);
  const Instant then = staff.clock.now();
  for (int months = 0; months < 3; ++months) {
    staff.clock.advance(days(31));
    REQUIRE(staff.inbox.tidy(*staff.store, staff.clock.now()));
  }
  CHECK(staff.store->envelope(id).value() == std::nullopt);
  sam = staff.cookie_of(staff.sign_in("sam", "sam has a passphrase"));
  const std::string next = staff.receive(2);
  staff.open(next, 0, sam);
  CHECK(known(staff, next, a_number, sam)["do_not_call"] == then.time_since_epoch().count());
  CHECK(known(staff, next, another, sam)["do_not_call"] == nullptr);
  // They asked again, and said so.
  CHECK(staff.post("requests/" + next + "/may-call", {{"number", a_number}}, sam).status == 200);
  CHECK(known(staff, next, a_number, sam)["do_not_call"] == nullptr);
}

TEMPLATE_TEST_CASE("Only who has a request open learns anything, and only of their own team", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam"), kim = staff.join("kim"),
                    bo = staff.join("bo", Role::caller, "elm-street");
  const std::string id = staff.receive(1), other = staff.receive(2, "elm-street");
  const auto ask = [&](const std::string& about, const std::string& cookie, const char* what) {
    return error_of(staff.post("requests/" + about + what, {{"number", a_number}}, cookie));
  };
  CHECK(ask(id, sam, "/number") == "gone");
  staff.open(id, 0, sam);
  CHECK(ask(id, kim, "/number") == "gone");
  CHECK(ask(id, kim, "/may-call") == "gone");
  CHECK(error_of(never_again(staff, id, 1, kim)) == "gone");
  CHECK(error_of(staff.post("requests/" + id + "/number", {{"number", "+14155550199"}}, sam)) ==
        "not_understood");
  REQUIRE(never_again(staff, id, 1, sam).status == 200);
  staff.open(other, 0, bo);
  CHECK(known(staff, other, a_number, bo)["do_not_call"] == nullptr);
}

TEMPLATE_TEST_CASE("A request that is taken back takes its hash along", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const std::string id = staff.receive(1);
  staff.open(id, 0, sam);
  known(staff, id, a_number, sam);
  const auto header = intake::read_header(staff.store->envelope(id).value().value()).value();
  REQUIRE(staff.store->withdraw(team, header.withdraw, staff.clock.now()));
  CHECK(staff.store->sql().read({"SELECT count(*) FROM numbers", {}}).value().number(0, 0) == 0);
}

TEMPLATE_TEST_CASE("The key of the list is made once for a team, and is given on; a leaver's seal goes", "",
                   Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string admin = staff.join("ada", Role::admin), bo = staff.join("bo", Role::caller, "elm-street");
  const std::string own = to_hex(intake::recipient_id(staff.facility.recipients[0].key));
  const auto seals = [&](const std::string& cookie) {
    return json::parse(staff.get("list-keys", cookie).body)["seals"];
  };
  CHECK(seals(admin).empty());
  CHECK(error_of(staff.post("list-keys", {{"0011223344556677", a_seal}}, admin)) == "not_understood");
  CHECK(error_of(staff.post("list-keys", {{own, staff.base64("short")}}, admin)) == "not_understood");
  CHECK(staff.post("list-keys", {{own, a_seal}}, admin).status == 200);
  const std::string later = to_base64(Bytes(sealed_list_key_bytes, std::byte{9}));
  CHECK(staff.post("list-keys", {{own, later}, {"0011223344556677", later}}, admin).status == 200);
  CHECK(seals(admin)[own] == a_seal);  // the first one stays
  CHECK(seals(admin).size() == 2);
  CHECK(seals(bo).empty());
  const auto recipient = intake::recipient_id(staff.facility.recipients[0].key);
  REQUIRE(staff.join("kim") != "");  // with the same key in this test
  CHECK(staff.post("people/kim/remove", json::object(), admin).status == 200);
  CHECK_FALSE(seals(admin).contains(to_hex(recipient)));
}
