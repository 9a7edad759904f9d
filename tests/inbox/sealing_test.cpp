// Who joined later opens what waits, by a seal that another browser made; who left has none.
#include "collector/inbox/sealing.h"

#include <set>

#include "inbox/staff.h"
#include "intake/recipient_set.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

// The team's set: these people, by the root key.
template <class Place>
void publish(Staff<Place>& staff, const std::vector<intake::Recipient>& recipients, std::uint32_t epoch = 1) {
  const auto set = intake::sign({.team = team,
                                 .epoch = epoch,
                                 .issued = staff.clock.now(),
                                 .expires = staff.clock.now() + std::chrono::days(30),
                                 .recipients = recipients},
                                staff.root.secret);
  REQUIRE(set);
  REQUIRE(staff.store->publish(team, epoch, *set).value());
}

intake::SealingPair sealing_pair(unsigned char seed) {
  intake::Repeated repeated(seed);
  return intake::make_sealing_pair(repeated);
}

template <class Place>
std::string join_with_key(Staff<Place>& staff, const std::string& name, const intake::SealingKey& key) {
  const Answer joined = staff.post("join", {{"code", staff.invite(name)},
                                            {"salt", staff.base64("0123456789abcdef")},
                                            {"passes", 3},
                                            {"memory_kib", 65536},
                                            {"half", staff.half_of(name)},
                                            {"key", to_base64(key.bytes)},
                                            {"wrapped", staff.base64("closed")}});
  REQUIRE(joined.status == 200);
  return staff.cookie_of(joined);
}

const std::string a_seal = to_base64(Bytes(resealed_bytes, std::byte{7}));

template <class Place>
json lacking(Staff<Place>& staff, const std::string& cookie, const std::string& query = "") {
  const Answer answer = staff.get("lacking" + query, cookie);
  REQUIRE(answer.status == 200);
  return json::parse(answer.body);
}

}  // namespace

TEMPLATE_TEST_CASE("Who joined later is sealed to by a caller's browser, and opens what waits", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");  // with the key that the kiosk sealed to
  const std::string id = staff.receive(1);
  const auto pair = sealing_pair(0x77);
  const std::string kim = join_with_key(staff, "kim", pair.key);
  // Not before the root key has signed hers.
  CHECK(lacking(staff, sam)["requests"].empty());
  publish(staff,
          {staff.facility.recipients[0], staff.facility.recipients[1], {.name = "kim", .key = pair.key}});
  const json page = lacking(staff, sam);
  REQUIRE(page["requests"].size() == 1);
  CHECK(page["requests"][0]["id"] == id);
  CHECK(page["requests"][0]["for"] == json{"kim"});
  CHECK(page["keys"]["kim"] == to_base64(pair.key.bytes));
  CHECK(page["next"] == "");
  // Header and seal, and not the body.
  CHECK(from_base64(page["requests"][0]["header"].template get<std::string>())->size() == 128);
  CHECK(from_base64(page["requests"][0]["seal"].template get<std::string>())->size() == resealed_bytes);
  // Who cannot open it is asked for nothing.
  CHECK(lacking(staff, kim)["requests"].empty());

  CHECK(staff.post("people/kim/seals", {{id, a_seal}}, sam).status == 200);
  CHECK(lacking(staff, sam)["requests"].empty());
  CHECK(json::parse(staff.open(id, 0, kim).body)["seal"] == a_seal);
  // The first one stays.
  CHECK(staff.post("people/kim/seals", {{id, to_base64(Bytes(resealed_bytes))}}, sam).status == 200);
  CHECK(json::parse(staff.open(id, 1, kim).body)["seal"] == a_seal);
}

TEMPLATE_TEST_CASE("What is sealed again is written down, and who left has no seal any more", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string admin = staff.join("ada", Role::admin);
  const std::string id = staff.receive(1);
  const auto pair = sealing_pair(0x77);
  join_with_key(staff, "kim", pair.key);
  staff.post("people/kim/seals", {{id, a_seal}}, admin);
  const json entry = json::parse(staff.get("audit", admin).body)["entries"][0];
  CHECK(entry["what"] == "sealed");
  CHECK(entry["about"] == "kim");
  CHECK(entry["person"] == "ada");
  CHECK(staff.post("people/kim/remove", json::object(), admin).status == 200);
  CHECK(staff.store->sql().read({"SELECT count(*) FROM wraps", {}}).value().number(0, 0) == 0);
  CHECK(error_of(staff.post("people/kim/seals", {{id, a_seal}}, admin)) == "nobody");
}

TEMPLATE_TEST_CASE("Seals are for one's own team, for open requests, and of the right size", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam"), bo = staff.join("bo", Role::caller, "elm-street");
  const std::string id = staff.receive(1);
  CHECK(error_of(staff.post("people/sam/seals", {{id, a_seal}}, bo)) == "nobody");
  CHECK(error_of(staff.post("people/sam/seals", {{id, staff.base64("short")}}, sam)) == "not_understood");
  CHECK(error_of(staff.post("people/sam/seals", {{"not-an-id", a_seal}}, sam)) == "not_understood");
  CHECK(error_of(staff.post("people/sam/seals", json::object(), sam)) == "not_understood");
  CHECK(error_of(staff.get("lacking?after=x", sam)) == "not_understood");
  CHECK(error_of(staff.get("lacking?as=12", sam)) == "not_understood");
  staff.post("people/bo/seals", {{id, a_seal}}, bo);  // of another team's request
  staff.open(id, 0, sam);
  staff.report(id, 1, "reached", sam);
  staff.post("people/sam/seals", {{id, a_seal}}, sam);
  CHECK(staff.store->sql().read({"SELECT count(*) FROM wraps", {}}).value().number(0, 0) == 0);
}

TEMPLATE_TEST_CASE("With the recovery key the one who sits there is sealed to, signed or not", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  const std::string id = staff.receive(1);
  const std::string kim = join_with_key(staff, "kim", sealing_pair(0x77).key);
  const std::string as = "?as=" + to_hex(intake::recipient_id(staff.facility.recipients[1].key));
  const json page = lacking(staff, kim, as);
  REQUIRE(page["requests"].size() == 1);
  CHECK(page["requests"][0]["for"] == json{"kim"});
  CHECK(lacking(staff, kim)["requests"].empty());
}

TEMPLATE_TEST_CASE("Of many that lack a seal each is told once, a page at a time", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const auto pair = sealing_pair(0x77);
  join_with_key(staff, "kim", pair.key);
  publish(staff,
          {staff.facility.recipients[0], staff.facility.recipients[1], {.name = "kim", .key = pair.key}});
  for (unsigned char i = 1; i <= 70; ++i) staff.receive(i);
  std::set<std::string> told;
  std::string after;
  int pages = 0;
  do {
    const json page = lacking(staff, sam, "?after=" + after);
    CHECK(page["requests"].size() <= LackingPage::most_seals);
    for (const auto& request : page["requests"]) CHECK(told.insert(request["id"]).second);
    after = page["next"];
    ++pages;
  } while (!after.empty());
  CHECK(told.size() == 70);
  CHECK(pages == 3);
}

TEMPLATE_TEST_CASE("The bell rings when somebody joins and when a set is published", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  const auto marks = [&] { return std::pair(staff.list(sam)["mark"], staff.list(sam)["sealing"]); };
  const auto before = marks();
  staff.clock.advance(seconds(1));
  staff.join("kim");
  const auto joined = marks();
  CHECK(joined.first != before.first);
  CHECK(joined.second != before.second);
  publish(staff, {staff.facility.recipients[0], staff.facility.recipients[1]});
  CHECK(marks().second != joined.second);
}
