#include "collector/api.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "collector/office.h"
#include "collector/read_answers.h"
#include "collector/status.h"
#include "intake/receipt.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

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

TEST_CASE("What is too large is refused before it is read") {
  Office office;
  CHECK(error_of(office.ask(office.put(Bytes(max_body_bytes + 1)))) == "too_large");
  const Answer answer = office.ask(office.status("{\"x\": \"" + std::string(max_status_bytes, 'x') + "\"}"));
  CHECK(answer.status == 413);
  CHECK(error_of(answer) == "too_large");
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
