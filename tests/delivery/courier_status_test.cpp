// What a kiosk tells its collector of itself, what it learns from the answer, and clocks that are wrong.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "delivery/base_store.h"
#include "delivery/courier.h"
#include "delivery/delivering.h"

namespace porchlight::delivery {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

Bytes bytes_of(const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

TEST_CASE(
    "a status comes soon after the start and every 15 minutes, with what PROTOCOL.md lists and no more") {
  Delivering kiosk;
  kiosk.save(1);
  kiosk.courier->set_config_problems(2);
  CHECK(kiosk.until_asked() <= 5s);
  kiosk.honest_for(1h);
  REQUIRE(kiosk.collector.statuses.size() >= 4);
  CHECK(kiosk.collector.statuses.size() <= 5);
  const json status = json::parse(kiosk.collector.statuses.back());
  std::set<std::string> members;
  for (const auto& [name, value] : status.items()) members.insert(name);
  CHECK(members == std::set<std::string>{"version", "waiting", "oldest_hour", "withdrawals", "expired",
                                         "disk_free_mb", "clock_offset_s", "clock_trusted", "config_problems",
                                         "recipients_epoch", "base_number"});
  CHECK(status["waiting"] == 0);
  CHECK(status["oldest_hour"].is_null());
  CHECK(status["config_problems"] == 2);
  CHECK(status["recipients_epoch"] == 3);
  CHECK(status["clock_trusted"] == true);
  CHECK(status["disk_free_mb"] > 0);
}

TEST_CASE("what is due at once is due at once, however long the machine has been up") {
  Delivering kiosk;
  kiosk.clock.advance(std::chrono::days(30));
  kiosk.courier.reset();
  const Courier courier({kiosk.folder.state(), *kiosk.storage, kiosk.collector, kiosk.clock, kiosk.random},
                        {});
  CHECK(courier.next() - kiosk.clock.monotonic() <= 0s);
}

TEST_CASE("the usual wait is the newest that the collector measured, and none while nothing is heard of it") {
  Delivering kiosk;
  kiosk.collector.usual_wait = 1'800s;
  kiosk.past_the_status();
  CHECK(kiosk.state.usual_wait == 1'800s);
  CHECK(kiosk.state.line == DeliveryState::Line::up);
  kiosk.until_asked_for("/status");
  kiosk.collector.fail(HttpTrouble::no_network);
  CHECK_FALSE(kiosk.state.usual_wait);
  CHECK(kiosk.state.line == DeliveryState::Line::down);
  kiosk.collector.usual_wait.reset();
  kiosk.honest_for(1min);
  CHECK_FALSE(kiosk.state.usual_wait);
  CHECK(kiosk.state.line == DeliveryState::Line::up);
}

TEST_CASE("a status answer that makes no sense is not believed") {
  for (const char* body : {"", "{}", "[]", "null", R"({"now":"1"})", R"({"now":-1,"recipients_epoch":0})",
                           R"({"now":1,"recipients_epoch":-1})", R"({"now":1e300,"recipients_epoch":1})",
                           R"({"now":18446744073709551615,"recipients_epoch":1})"}) {
    CAPTURE(body);
    CHECK_FALSE(parse_status_answer(body));
  }
  const auto answer =
      parse_status_answer(R"({"now":1,"recipients_epoch":4294967295,"usual_wait_s":-7,"new":[]})");
  REQUIRE(answer);
  CHECK(answer->recipients_epoch == 4'294'967'295u);
  CHECK_FALSE(answer->usual_wait);
}

TEST_CASE("a collector that does not understand the status still gets the requests") {
  Delivering kiosk;
  kiosk.until_asked_for("/status");
  kiosk.collector.answer(PlayedCollector::said(422, "not_a_status"));
  kiosk.save(1);
  kiosk.settle();
  CHECK(kiosk.state.trouble == Trouble::other_version);
  CHECK(kiosk.state.held == 0);
  kiosk.collector.answer_honestly();
  CHECK(kiosk.counts().waiting == 0);
}

TEST_CASE("newer recipients are fetched, verified, told and kept") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.collector.epoch = 4;
  kiosk.collector.recipients = kiosk.collector.set_of(4);
  kiosk.honest_for(16min);
  REQUIRE(kiosk.known);
  CHECK(kiosk.known->recipient_set()->epoch == 4);
  const auto kept = read_enrolment(kiosk.folder.state());
  REQUIRE(kept);
  CHECK(*kept == kiosk.known);
  CHECK(std::ranges::count(kiosk.collector.log, "GET /v1/recipients") == 1);
  kiosk.honest_for(16min);
  CHECK(json::parse(kiosk.collector.statuses.back())["recipients_epoch"] == 4);
  CHECK(std::ranges::count(kiosk.collector.log, "GET /v1/recipients") == 1);
}

TEST_CASE("a set that our root key did not sign, of another team, or an older one is not taken") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.collector.epoch = 9;
  bool trouble = true;
  SECTION("another root key") {
    kiosk.collector.recipients =
        kiosk.collector.set_signed(9, "st-brendans", kiosk.collector.receipt_key.secret);
  }
  SECTION("another team") {
    kiosk.collector.recipients = kiosk.collector.set_of(9, "st-marys");
  }
  SECTION("a page") {
    kiosk.collector.recipients = "<html>";
  }
  SECTION("an older one") {
    kiosk.collector.recipients = kiosk.collector.set_of(2);
    trouble = false;
  }
  kiosk.until_asked_for("/recipients");
  kiosk.collector.answer_honestly();
  kiosk.settle();
  CHECK(kiosk.known->recipient_set()->epoch == 3);
  CHECK((*read_enrolment(kiosk.folder.state()))->recipient_set()->epoch == 3);
  CHECK(kiosk.state.trouble.has_value() == trouble);
  // Requests go on.
  kiosk.save(1);
  kiosk.settle();
  kiosk.honest_for(1min);
  CHECK(kiosk.counts().waiting == 0);
}

TEST_CASE("files for all kiosks are fetched, verified and kept, and lie below the kiosk's own") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.collector.base_number = 2;
  kiosk.collector.base = kiosk.collector.base_of(2);
  kiosk.honest_for(16min);
  CHECK(kept_base(kiosk.collector.enrolment(), kiosk.folder.state())->number == 2);
  CHECK(with_base({{"kiosk.toml", ""}}, kiosk.folder.state()) ==
        site::Files{{"kiosk.toml", ""}, {"base/services.toml", "# 2\n"}});
  CHECK(std::ranges::count(kiosk.collector.log, "GET /v1/base") == 1);
  kiosk.honest_for(16min);
  CHECK(json::parse(kiosk.collector.statuses.back())["base_number"] == 2);
  CHECK(std::ranges::count(kiosk.collector.log, "GET /v1/base") == 1);
}

TEST_CASE(
    "files for all kiosks that our root key did not sign, of another team, or older ones are not taken") {
  Delivering kiosk;
  kiosk.past_the_status();
  REQUIRE(keep_base(bytes_of(kiosk.collector.base_of(3)), kiosk.folder.state()));
  kiosk.collector.base_number = 9;
  bool trouble = true;
  SECTION("another root key") {
    kiosk.collector.base = kiosk.collector.base_signed(9, "st-brendans", kiosk.collector.receipt_key.secret);
  }
  SECTION("another team") {
    kiosk.collector.base = kiosk.collector.base_of(9, "st-marys");
  }
  SECTION("a page") {
    kiosk.collector.base = "<html>";
  }
  SECTION("an older one") {
    kiosk.collector.base = kiosk.collector.base_of(2);
    trouble = false;
  }
  kiosk.until_asked_for("/base");
  kiosk.collector.answer_honestly();
  kiosk.settle();
  CHECK(kept_base(kiosk.collector.enrolment(), kiosk.folder.state())->number == 3);
  CHECK(kiosk.state.trouble.has_value() == trouble);
  kiosk.save(1);
  kiosk.settle();
  kiosk.honest_for(1min);
  CHECK(kiosk.counts().waiting == 0);
}

TEST_CASE("at another collector, with another root key, the files of the first are not read") {
  Delivering kiosk;
  kiosk.past_the_status();
  REQUIRE(keep_base(bytes_of(kiosk.collector.base_of(3)), kiosk.folder.state()));
  REQUIRE(with_base({}, kiosk.folder.state()).size() == 1);
  Enrolment other = kiosk.collector.enrolment();
  other.root_key = kiosk.collector.receipt_key.key;
  other.recipients.clear();
  REQUIRE(keep_enrolment(other, kiosk.folder.state()));
  CHECK(with_base({}, kiosk.folder.state()).empty());
}

TEST_CASE("a kiosk that is enrolled anew while recipients are fetched keeps what it was told last") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.collector.epoch = 4;
  kiosk.collector.recipients = kiosk.collector.set_of(4);
  kiosk.until_asked_for("/recipients");
  Enrolment other = kiosk.collector.enrolment();
  other.url = "https://other.example.org";
  REQUIRE(keep_enrolment(other, kiosk.folder.state()));
  kiosk.collector.answer_honestly();
  CHECK((*read_enrolment(kiosk.folder.state()))->url == "https://other.example.org");
}

TEST_CASE(
    "an answer of the collector from before is no answer of the one that the kiosk is enrolled at now") {
  Delivering kiosk;
  kiosk.past_the_status();
  const auto sealed = kiosk.save(1);
  kiosk.settle();
  PlayedCollector::Asked before = kiosk.collector.take();
  Enrolment other = kiosk.collector.enrolment();
  other.receipt_key = kiosk.collector.root_key.key;
  REQUIRE(keep_enrolment(other, kiosk.folder.state()));
  kiosk.until_asked_for("/requests/");
  const HttpAnswer late = kiosk.collector.receipt_for(sealed.id, as_text(sealed.bytes));
  before.then(&late, nullptr);
  kiosk.settle();
  CHECK(kiosk.counts().waiting == 1);
  CHECK(kiosk.state.trouble == std::nullopt);
}

TEST_CASE("a clock that shows 1970 or 2038 holds nothing up: it is signed with the collector's time") {
  for (const Instant shown : {Instant(5s), Instant(seconds(std::int64_t{1} << 31) + 7s)}) {
    Delivering kiosk;
    kiosk.past_the_status();
    kiosk.clock.set(shown);
    kiosk.clock.set_trusted(shown > intake::test_now);
    const auto sealed = kiosk.save(1);
    kiosk.settle();
    // No wait between the refusal and the second signature.
    kiosk.collector.answer_honestly();
    CHECK(kiosk.counts().waiting == 1);
    kiosk.settle();
    REQUIRE(kiosk.collector.asked.size() == 1);
    kiosk.collector.answer_honestly();
    CHECK(kiosk.counts().waiting == 0);
    CHECK(kiosk.received == std::vector{sealed.id});
    CHECK(kiosk.state.trouble == std::nullopt);
    CHECK(std::chrono::abs(kiosk.state.clock_offset - (kiosk.collector.now - kiosk.clock.now())) <= 1s);
    kiosk.honest_for(16min);
    const json status = json::parse(kiosk.collector.statuses.back());
    CHECK(std::abs(status["clock_offset_s"].get<std::int64_t>() -
                   (kiosk.collector.now - kiosk.clock.now()).count()) <= 1);
    CHECK(status["clock_trusted"] == (shown > intake::test_now));
  }
}

TEST_CASE("a time that the collector does not believe a second time is trouble, not a circle") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.save(1);
  kiosk.settle();
  int asked = 0;
  while (!kiosk.collector.asked.empty()) {
    kiosk.collector.answer(PlayedCollector::said(401, "clock", ",\"now\":1000000"));
    kiosk.settle();
    REQUIRE(++asked < 10);
  }
  CHECK(asked == 2);
  CHECK(kiosk.state.trouble == Trouble::wrong_clock);
  CHECK(kiosk.counts().waiting == 1);
  kiosk.honest_for(1min);
  CHECK(kiosk.counts().waiting == 0);
}

TEST_CASE("with a wrong clock no certificate is valid: staff read that it is the clock") {
  struct Case {
    Instant shown;
    bool trusted;
    Trouble trouble;
  };
  for (const Case& one : {Case{intake::test_now, true, Trouble::wrong_certificate},
                          {Instant(5s), false, Trouble::wrong_clock},
                          {Instant(seconds(std::int64_t{1} << 31)), true, Trouble::wrong_clock}}) {
    Delivering kiosk;
    kiosk.clock.set(one.shown);
    kiosk.clock.set_trusted(one.trusted);
    kiosk.until_asked();
    kiosk.collector.fail(HttpTrouble::not_secure);
    kiosk.settle();
    CHECK(kiosk.state.trouble == one.trouble);
  }
}

}  // namespace
}  // namespace porchlight::delivery
