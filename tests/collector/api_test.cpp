#include "collector/api.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include "collector/office.h"
#include "collector/status.h"
#include "intake/base_config.h"
#include "intake/receipt.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

// The word of an error, which every refusal has, with a message.
std::string error_of(const Answer& answer) {
  const auto json = nlohmann::json::parse(answer.body, nullptr, false);
  if (!json.is_object() || !json.contains("error") || !json.contains("message")) return "no error";
  if (answer.content_type != "application/json") return "no JSON";
  return json["error"];
}

nlohmann::json json_of(const Answer& answer) {
  return nlohmann::json::parse(answer.body, nullptr, false);
}

intake::Receipt receipt_of(const Office& office, const Answer& answer) {
  REQUIRE(answer.body.size() == intake::receipt_size);
  const auto receipt = intake::verify_receipt(bytes_of(answer.body), office.receipts.key);
  REQUIRE(receipt);
  return receipt.value();
}

bool has(Office& office, const std::string& id) {
  const std::lock_guard lock(office.database.mutex);
  return office.database.requests.contains(id);
}

// Code and key of a kiosk that is to be enrolled.
Call enrolment(std::string_view code, const std::string& key) {
  return {.method = "POST",
          .target = "/v1/enrollments",
          .body = bytes_of(nlohmann::json{{"code", code}, {"key", key}}.dump())};
}

void add_code(Office& office, std::string_view code, const std::string& kiosk, Instant expires) {
  MemoryStore(office.database).add_code(code_hash(code).value(), kiosk, "st-brendans", expires).value();
}

constexpr const char* some_code = "7K2M-9XQR-4HTW";

}  // namespace

TEST_CASE("A request is answered by a receipt for exactly its bytes; again by another one") {
  Office office;
  const Answer first = office.ask(office.put(office.envelope));
  CHECK(first.status == 201);
  CHECK(first.content_type == "application/octet-stream");
  const auto receipt = receipt_of(office, first);
  CHECK(receipt.of == intake::Receipt::Of::request);
  CHECK(intake::is_for(receipt, Office::id, office.envelope));
  CHECK(receipt.received == Office::start);
  CHECK_FALSE(receipt.wait);

  office.clock.advance(seconds(30));
  const Answer second = office.ask(office.put(office.envelope));
  CHECK(second.status == 200);
  CHECK(intake::is_for(receipt_of(office, second), Office::id, office.envelope));
  CHECK(office.database.requests.size() == 1);
  const NewRequest& kept = office.database.requests.at(Office::id);
  CHECK(kept.envelope == office.envelope);
  CHECK(kept.kiosk == "lobby-1");
  CHECK(kept.team == "st-brendans");
  CHECK(to_hex(kept.hash) == intake::documented("envelope-v1-hash"));
  CHECK(to_hex(kept.withdraw) == office.withdraw_hash());
}

TEST_CASE("The documented signature is taken as it stands in PROTOCOL.md") {
  Office office;
  Call call{.method = "PUT", .target = std::string("/v1/requests/") + Office::id, .body = office.envelope};
  call.headers["porchlight-kiosk"] = "lobby-1";
  call.headers["webhook-id"] = std::string("request:") + Office::id;
  call.headers["webhook-timestamp"] = "1790000030";
  call.headers["webhook-signature"] = intake::documented("webhook-signature-v1", "app/collector/PROTOCOL.md");
  CHECK(office.ask(call).status == 201);
}

TEST_CASE("A replay changes nothing, and is refused once it is old") {
  Office office;
  const Call call = office.put(office.envelope);
  REQUIRE(office.ask(call).status == 201);
  for (int i = 0; i < 3; ++i) CHECK(office.ask(call).status == 200);
  CHECK(office.database.requests.size() == 1);

  // What was withdrawn does not come back by a replay.
  REQUIRE(office.ask(office.withdrawal(office.withdraw_hash())).status == 200);
  CHECK(office.ask(call).status == 200);
  CHECK_FALSE(has(office, Office::id));

  office.clock.advance(seconds(301));
  CHECK(error_of(office.ask(call)) == "clock");
}

TEST_CASE("Another envelope with the same id is refused, and the first one stays") {
  Office office;
  REQUIRE(office.ask(office.put(office.envelope)).status == 201);
  // The same nonce, and so the same id, of another visitor.
  intake::Counting counting;
  const auto other =
      intake::seal(intake::draft("Ana", "4155550138"), office.facility.context(), counting, intake::test_now);
  REQUIRE(other);
  REQUIRE(other.value().id == Office::id);
  const Answer answer = office.ask(office.put(other.value().bytes));
  CHECK(answer.status == 409);
  CHECK(error_of(answer) == "other_bytes");
  CHECK(office.database.requests.at(Office::id).envelope == office.envelope);
}

TEST_CASE("What is no envelope of this kiosk under this id is refused and not stored") {
  Office office;
  const auto refused = [&](Call call) {
    const Answer answer = office.ask(std::move(call));
    CHECK(answer.status == 422);
    CHECK(error_of(answer) == "not_an_envelope");
    CHECK(office.database.requests.empty());
  };
  SECTION("no envelope") {
    refused(office.put(bytes_of("hello")));
    refused(office.put({}));
  }
  SECTION("one byte is missing, or changed") {
    Bytes bytes = office.envelope;
    bytes.pop_back();
    refused(office.put(bytes));
    for (const std::size_t place :
         {std::size_t{9}, std::size_t{130}, std::size_t{500}, office.envelope.size() - 1}) {
      bytes = office.envelope;
      bytes[place] ^= std::byte{1};
      refused(office.put(bytes));
    }
  }
  SECTION("another id in the address") {
    refused(office.put(office.envelope, "ff0102030405060708090a0b0c0d0e0f"));
  }
  SECTION("the envelope of another kiosk, which this one signs for") {
    const auto other = signing_pair(0x77);
    office.enrol("lobby-2", other.key);
    refused(office.signed_call("PUT", std::string("/v1/requests/") + Office::id,
                               std::string("request:") + Office::id, office.envelope, "lobby-2",
                               other.secret));
  }
  SECTION("an envelope that names this kiosk, which another key signed") {
    const auto other = signing_pair(0x77);
    office.enrol("lobby-1", other.key);
    refused(office.signed_call("PUT", std::string("/v1/requests/") + Office::id,
                               std::string("request:") + Office::id, office.envelope, "lobby-1",
                               other.secret));
  }
}

TEST_CASE("A withdrawal erases the request, whether it came before or comes after") {
  Office office;
  const std::string hash = office.withdraw_hash();
  const auto withdrawn = [&] {
    const Answer answer = office.ask(office.withdrawal(hash));
    CHECK(answer.status == 200);
    const auto receipt = receipt_of(office, answer);
    CHECK(receipt.of == intake::Receipt::Of::withdrawal);
    CHECK(to_hex(receipt.hash) == hash);
  };
  SECTION("before") {
    REQUIRE(office.ask(office.put(office.envelope)).status == 201);
    withdrawn();
    CHECK_FALSE(has(office, Office::id));
    withdrawn();
  }
  SECTION("after") {
    withdrawn();
    const Answer late = office.ask(office.put(office.envelope));
    CHECK(late.status == 200);
    CHECK(intake::is_for(receipt_of(office, late), Office::id, office.envelope));
    CHECK_FALSE(has(office, Office::id));
  }
}

TEST_CASE("A call that is not signed by an enrolled kiosk is refused") {
  Office office;
  Call call = office.put(office.envelope);
  const auto refused = [&](unsigned status, std::string_view error) {
    const Answer answer = office.ask(call);
    CHECK(answer.status == status);
    CHECK(error_of(answer) == error);
    CHECK(office.database.requests.empty());
    CHECK_FALSE(answer.kiosk);
  };
  SECTION("a header is missing") {
    const char* name = GENERATE("porchlight-kiosk", "webhook-id", "webhook-timestamp", "webhook-signature");
    call.headers.erase(name);
    refused(401, "signature");
  }
  SECTION("a timestamp that is none") {
    call.headers["webhook-timestamp"] =
        GENERATE("", "-1790000030", "1790000030 ", "17e9", "1790000030000000");
    refused(401, "signature");
  }
  SECTION("the body was changed") {
    call.body.back() ^= std::byte{1};
    refused(401, "signature");
  }
  SECTION("the timestamp was changed") {
    call.headers["webhook-timestamp"] = "1790000031";
    refused(401, "signature");
  }
  SECTION("the signature of another call") {
    call.headers["webhook-id"] = "request:ff0102030405060708090a0b0c0d0e0f";
    refused(401, "signature");
    call.headers["webhook-id"] = "status:lobby-1";
    refused(401, "signature");
  }
  SECTION("a call of another kind, well signed") {
    call = office.signed_call("PUT", std::string("/v1/requests/") + Office::id, "status:lobby-1",
                              office.envelope);
    refused(401, "signature");
  }
  SECTION("more signatures than anybody needs") {
    call.headers["webhook-signature"] = std::string(600, 'a') + " " + call.headers["webhook-signature"];
    refused(401, "signature");
  }
  SECTION("a kiosk that nobody enrolled") {
    call = office.signed_call("PUT", std::string("/v1/requests/") + Office::id,
                              std::string("request:") + Office::id, office.envelope, "lobby-9",
                              office.facility.kiosk.secret);
    refused(403, "unknown_kiosk");
  }
  SECTION("a kiosk that was revoked") {
    office.enrol("lobby-1", office.facility.kiosk.key, true);
    refused(403, "revoked");
    // Who cannot prove that it is this kiosk does not learn it.
    call.body.back() ^= std::byte{1};
    refused(401, "signature");
  }
  SECTION("another kiosk's name") {
    office.enrol("lobby-2", signing_pair(0x77).key);
    call.headers["porchlight-kiosk"] = "lobby-2";
    refused(401, "signature");
  }
}

TEST_CASE("A kiosk whose clock is off is told the time, and may sign with it") {
  Office office;
  const seconds off = GENERATE(seconds(-1'790'000'000), seconds(-301), seconds(301), seconds(400'000'000));
  office.clock.set(Office::start + off);
  Call call = office.put(office.envelope);
  office.clock.set(Office::start);
  const Answer answer = office.ask(call);
  CHECK(answer.status == 401);
  CHECK(error_of(answer) == "clock");
  REQUIRE(json_of(answer)["now"] == 1'790'000'030);
  CHECK(office.ask(office.put(office.envelope)).status == 201);
}

TEST_CASE("A clock that is off by no more than 300 s is good enough") {
  Office office;
  for (const seconds off : {seconds(-300), seconds(300)}) {
    office.clock.set(Office::start + off);
    const Call call = office.put(office.envelope);
    office.clock.set(Office::start);
    CHECK(office.ask(call).status < 300);
  }
}

TEST_CASE("What is revoked is refused within seconds, and kiosks are not read at every call") {
  Office office;
  for (int i = 0; i < 10; ++i) REQUIRE(office.ask(office.put(office.envelope)).status < 300);
  CHECK(office.database.lookups == 1);
  MemoryStore(office.database).revoke("lobby-1").value();
  office.clock.advance(KioskDirectory::believed_for);
  CHECK(error_of(office.ask(office.put(office.envelope))) == "revoked");
}

TEST_CASE("The usual wait is that of the store, read once a minute") {
  Office office;
  office.database.waits["st-brendans"] = seconds(5'400);
  CHECK(receipt_of(office, office.ask(office.put(office.envelope))).wait == seconds(5'400));
  office.database.waits["st-brendans"] = seconds(60);
  CHECK(receipt_of(office, office.ask(office.put(office.envelope))).wait == seconds(5'400));
  CHECK(office.database.wait_reads == 1);
  office.clock.advance(UsualWait::believed_for);
  CHECK(receipt_of(office, office.ask(office.withdrawal(office.withdraw_hash()))).wait == seconds(60));
}

TEST_CASE("A store that is full, out of reach or damaged is said so, and nothing is acknowledged") {
  Office office;
  REQUIRE(office.ask(office.recipients()).status == 404);  // the kiosk is known meanwhile
  const auto [kind, status, error] = GENERATE(
      table<StoreTrouble::Kind, unsigned, std::string>({{StoreTrouble::Kind::full, 507, "full"},
                                                        {StoreTrouble::Kind::unavailable, 503, "busy"},
                                                        {StoreTrouble::Kind::damaged, 503, "busy"}}));
  office.database.trouble = StoreTrouble{kind, "password=hunter2"};
  for (const Call& call :
       {office.put(office.envelope), office.withdrawal(office.withdraw_hash()), office.status("{}"),
        office.recipients(), enrolment(some_code, intake::to_text(office.facility.kiosk.key))}) {
    const Answer answer = office.ask(call);
    INFO(call.target);
    CHECK(answer.status == status);
    CHECK(error_of(answer) == error);
    REQUIRE(answer.retry_after);
    CHECK(*answer.retry_after >= seconds(1));
    CHECK(answer.trouble == kind);
    CHECK(answer.body.find("hunter2") == std::string::npos);
  }
  // A kiosk that is not known yet cannot be looked up.
  office.clock.advance(KioskDirectory::believed_for);
  CHECK(office.ask(office.put(office.envelope)).status == status);
}

TEST_CASE("When too many wait, more are told to come back") {
  Office office;
  REQUIRE(office.ask(office.recipients()).status == 404);
  office.database.hold_up();
  std::atomic<int> answered = 0, busy = 0;
  const auto all = std::make_shared<std::promise<void>>();
  // One batch is being committed, and one more than wait then is too many.
  constexpr int asked = int(Writer::most_waiting + Writer::most_at_once) + 2;
  const Call call = office.put(office.envelope);
  for (int i = 0; i < asked; ++i)
    office.api.handle(call, [&, all](const Answer& answer) {
      if (answer.status == 503 && answer.retry_after) ++busy;
      if (++answered == asked) all->set_value();
    });
  CHECK(busy > 0);
  office.database.let_go();
  all->get_future().wait();
  CHECK(busy < asked);
}

TEST_CASE("A status is kept by its known members alone, and answered with the time") {
  Office office;
  const Answer answer = office.ask(office.status(R"({"version": "0.1.0", "waiting": 2, "oldest_hour": 497222,
      "withdrawals": 0, "expired": 0, "disk_free_mb": 5120, "clock_offset_s": -3, "clock_trusted": true,
      "config_problems": 1, "recipients_epoch": 3, "base_number": 2, "name": "Zoe", "more": {"number": "4155550137"}})"));
  CHECK(answer.status == 200);
  CHECK(json_of(answer) ==
        nlohmann::json::parse(
            R"({"now": 1790000030, "recipients_epoch": 0, "base_number": 0, "usual_wait_s": null})"));
  const Kiosk& kiosk = office.database.kiosks["lobby-1"];
  CHECK(kiosk.last_seen == Office::start);
  CHECK(nlohmann::json::parse(kiosk.status) ==
        nlohmann::json::parse(R"({"version": "0.1.0", "waiting": 2, "oldest_hour": 497222, "withdrawals": 0,
            "expired": 0, "disk_free_mb": 5120, "clock_offset_s": -3, "clock_trusted": true,
            "config_problems": 1, "recipients_epoch": 3, "base_number": 2})"));
}

TEST_CASE("The answer to a status says the epoch of the set and the usual wait") {
  Office office;
  MemoryStore(office.database).publish("st-brendans", 7, office.recipient_set(7)).value();
  office.database.waits["st-brendans"] = seconds(5'400);
  const auto json = json_of(office.ask(office.status("{}")));
  CHECK(json["recipients_epoch"] == 7);
  CHECK(json["usual_wait_s"] == 5'400);
  CHECK(office.database.kiosks["lobby-1"].status == "{}");
}

TEST_CASE("What is no status is refused") {
  Office office;
  const char* text = GENERATE(
      "", "[]", "null", "{", R"({"waiting": "2"})", R"({"waiting": 2.5})", R"({"waiting": -1})",
      R"({"waiting": 1e400})", R"({"waiting": 18446744073709551615})", R"({"clock_trusted": 1})",
      R"({"version": "Zoe 415 555 0137"})", R"({"version": "415-555-0137-415-555-0137-415-555-0137"})",
      R"({"version": 1})", R"({"clock_offset_s": {}})");
  INFO(text);
  const Answer answer = office.ask(office.status(text));
  CHECK(answer.status == 422);
  CHECK(error_of(answer) == "not_a_status");
  CHECK(office.database.kiosks["lobby-1"].status.empty());
}

TEST_CASE("What is too large is refused before it is read") {
  Office office;
  CHECK(error_of(office.ask(office.put(Bytes(max_body_bytes + 1)))) == "too_large");
  const Answer answer = office.ask(office.status("{\"x\": \"" + std::string(max_status_bytes, 'x') + "\"}"));
  CHECK(answer.status == 413);
  CHECK(error_of(answer) == "too_large");
}

TEST_CASE("A kiosk says its own status, not another's") {
  Office office;
  office.enrol("lobby-2", signing_pair(0x77).key);
  const Answer answer =
      office.ask(office.signed_call("PUT", "/v1/kiosks/lobby-2/status", "status:lobby-2", bytes_of("{}")));
  CHECK(answer.status == 401);
  CHECK(office.database.kiosks["lobby-2"].status.empty());
}

TEST_CASE("The newest set of recipients is given to the team's kiosks") {
  Office office;
  const Answer none = office.ask(office.recipients());
  CHECK(none.status == 404);
  CHECK(error_of(none) == "no_recipients");
  const Bytes set = office.recipient_set(3);
  MemoryStore(office.database).publish("st-brendans", 3, set).value();
  const Answer answer = office.ask(office.recipients());
  CHECK(answer.status == 200);
  CHECK(answer.content_type == "application/octet-stream");
  CHECK(bytes_of(answer.body) == set);
}

TEST_CASE(
    "The files that kiosks of a team have in common are given to them, and their number with each status") {
  Office office;
  const Answer none = office.ask(office.base());
  CHECK(none.status == 404);
  CHECK(error_of(none) == "no_base");
  const Bytes base =
      intake::sign(intake::BaseConfig{"st-brendans", 5, {{"helplines.toml", "# none\n"}}}, office.root.secret)
          .value();
  MemoryStore(office.database).publish_base("st-brendans", 5, base).value();
  const Answer answer = office.ask(office.base());
  CHECK(answer.status == 200);
  CHECK(answer.content_type == "application/octet-stream");
  CHECK(bytes_of(answer.body) == base);
  CHECK(json_of(office.ask(office.status("{}")))["base_number"] == 5);
  CHECK(office.ask(office.signed_call("GET", "/v1/base", "recipients:lobby-1")).status == 401);
}

TEST_CASE("A code enrolls one kiosk, once, within 15 minutes") {
  Office office;
  const auto kiosk = signing_pair(0x77);
  const std::string key = intake::to_text(kiosk.key);
  add_code(office, some_code, "annex", Office::start + code_works_for);

  SECTION("in time") {
    MemoryStore(office.database).publish("st-brendans", 3, office.recipient_set(3)).value();
    const Answer answer = office.ask(enrolment("7k2m 9xqr4HTW", key));
    CHECK(answer.status == 201);
    const auto json = json_of(answer);
    CHECK(json["kiosk"] == "annex");
    CHECK(json["team"] == "st-brendans");
    CHECK(json["receipt_key"] == intake::to_text(office.receipts.key));
    CHECK(json["root_key"] == intake::to_text(office.root.key));
    // As RFC 4648 section 4 has it: 288 bytes are 384 letters, "porchset" begins with these.
    const std::string recipients = json["recipients"];
    CHECK(recipients.size() == 384);
    CHECK(recipients.starts_with("cG9yY2hzZXQB"));

    CHECK(error_of(office.ask(enrolment(some_code, key))) == "code");
    const Answer spoken = office.ask(
        office.signed_call("GET", "/v1/recipients", "recipients:annex", {}, "annex", kiosk.secret));
    CHECK(spoken.status == 200);
  }
  SECTION("before anybody was named who can open requests") {
    const Answer answer = office.ask(enrolment(some_code, key));
    CHECK(answer.status == 201);
    CHECK(json_of(answer)["recipients"].is_null());
  }
  SECTION("too late") {
    office.clock.advance(code_works_for);
    const Answer answer = office.ask(enrolment(some_code, key));
    CHECK(answer.status == 403);
    CHECK(error_of(answer) == "code");
  }
  SECTION("another code") {
    for (const char* code : {"7K2M-9XQR-4HTX", "7K2M-9XQR-4HT", "", "7K2M-9XQR-4HT0", "7K2M-9XQR-4HTWW"})
      CHECK(error_of(office.ask(enrolment(code, key))) == "code");
  }
  SECTION("no enrollment") {
    for (const char* text : {"", "[]", "{}", R"({"code": "7K2M-9XQR-4HTW"})", R"({"code": 1, "key": 2})",
                             R"({"code": "7K2M-9XQR-4HTW", "key": "porchlight-sign-public:AAAA"})"}) {
      const Answer answer =
          office.ask({.method = "POST", .target = "/v1/enrollments", .body = bytes_of(text)});
      CHECK(answer.status == 422);
      CHECK(error_of(answer) == "not_an_enrollment");
    }
    CHECK(office.database.codes.size() == 1);
  }
}

TEST_CASE("A kiosk that is enrolled again speaks with its new key at once") {
  Office office;
  REQUIRE(office.ask(office.put(office.envelope)).status == 201);
  const auto fresh = signing_pair(0x77);
  add_code(office, some_code, "lobby-1", Office::start + code_works_for);
  REQUIRE(office.ask(enrolment(some_code, intake::to_text(fresh.key))).status == 201);
  CHECK(
      office
          .ask(office.signed_call("GET", "/v1/recipients", "recipients:lobby-1", {}, "lobby-1", fresh.secret))
          .status == 404);
  CHECK(error_of(office.ask(office.recipients())) == "signature");
}

TEST_CASE("Codes cannot be guessed: a few tries a minute, over all callers") {
  Office office;
  const std::string key = intake::to_text(office.facility.kiosk.key);
  add_code(office, some_code, "annex", Office::start + code_works_for);
  for (int i = 0; i < CodeAttempts::most; ++i)
    REQUIRE(error_of(office.ask(enrolment("2222-2222-2222", key))) == "code");
  office.clock.advance(seconds(20));
  const Answer answer = office.ask(enrolment(some_code, key));
  CHECK(answer.status == 429);
  CHECK(error_of(answer) == "too_many");
  CHECK(answer.retry_after == seconds(40));
  office.clock.advance(seconds(40));
  CHECK(office.ask(enrolment(some_code, key)).status == 201);
}

TEST_CASE("A code is 12 letters and digits in three groups, none of which looks like another") {
  intake::SeededRandom random(7);
  std::set<char> seen;
  std::set<std::string> codes;
  for (int i = 0; i < 200; ++i) {
    const std::string code = draw_code(random);
    REQUIRE(code.size() == 14);
    CHECK((code[4] == '-' && code[9] == '-'));
    CHECK(code_hash(code));
    codes.insert(code);
    seen.insert(code.begin(), code.end());
  }
  CHECK(codes.size() == 200);
  CHECK(seen.size() == 31);  // all 30, and the hyphen
  for (const char c : {'0', 'O', '1', 'I', 'L', 'U'}) CHECK_FALSE(seen.contains(c));
}

TEST_CASE("Health says whether a request could be stored now, and asks the store once a second at most") {
  Office office;
  const Call call{.method = "GET", .target = "/healthz"};
  Answer answer = office.ask(call);
  CHECK(answer.status == 200);
  CHECK(answer.body.starts_with("ok"));
  office.database.trouble = StoreTrouble{StoreTrouble::Kind::full, ""};
  CHECK(office.ask(call).status == 200);
  CHECK(office.database.checks == 1);
  office.clock.advance(seconds(1));
  answer = office.ask(call);
  CHECK(answer.status == 503);
  CHECK(error_of(answer) == "full");
}

TEST_CASE("Addresses that there are none of, and methods that they do not have") {
  Office office;
  for (const char* target :
       {"", "/", "*", "/v1", "/v1/requests", "/v1/requests/", "/v1/requests/00", "/v2/recipients",
        "/v1/requests/000102030405060708090A0B0C0D0E0F", "/v1/requests/000102030405060708090a0b0c0d0e0f/",
        "/v1/recipients?x", "/v1/kiosks//status", "/v1/kiosks/a%20b/status", "/v1/kiosks/a/b/status",
        "/v1/kiosks/status", "/healthz/", "http://collector/healthz",
        "/v1/withdrawals/000102030405060708090a0b0c0d0e0f"}) {
    const Answer answer = office.ask({.method = "GET", .target = target});
    INFO(target);
    CHECK(answer.status == 404);
    CHECK(error_of(answer) == "no_such_address");
  }
  const auto refused = [&](const char* method, const std::string& target, const char* allowed) {
    const Answer answer = office.ask({.method = method, .target = target});
    CHECK(answer.status == 405);
    CHECK(error_of(answer) == "method");
    CHECK(std::string_view(answer.allow) == allowed);
  };
  refused("GET", std::string("/v1/requests/") + Office::id, "PUT");
  refused("POST", "/v1/withdrawals/" + std::string(64, 'a'), "DELETE");
  refused("DELETE", "/v1/kiosks/lobby-1/status", "PUT");
  refused("PUT", "/v1/recipients", "GET");
  refused("GET", "/v1/enrollments", "POST");
  refused("HEAD", "/healthz", "GET");
  refused("", "/healthz", "GET");
}
