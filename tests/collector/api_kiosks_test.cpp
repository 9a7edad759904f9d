// What a kiosk asks for besides handing in requests: to be enrolled, to say how it is, whose keys count.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "collector/api.h"
#include "collector/office.h"
#include "collector/read_answers.h"
#include "collector/status.h"
#include "intake/base_config.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

void add_code(Office& office, std::string_view code, const std::string& kiosk, Instant expires) {
  MemoryStore(office.database).add_code(code_hash(code).value(), kiosk, "st-brendans", expires).value();
}

}  // namespace

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
