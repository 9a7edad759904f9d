// A request is never lost and never doubled, whatever comes back from the network.
#include "delivery/courier.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "delivery/delivering.h"

namespace porchlight::delivery {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a request goes out as soon as it is saved, and is erased with its receipt, in the same step") {
  Delivering kiosk;
  kiosk.past_the_status();
  const auto sealed = kiosk.save(1);
  kiosk.settle();
  REQUIRE(kiosk.collector.asked.size() == 1);
  CHECK(kiosk.collector.log.back() == "PUT /v1/requests/" + sealed.id);
  CHECK(kiosk.counts().waiting == 1);
  kiosk.collector.usual_wait = 5'400s;
  kiosk.collector.answer_honestly();
  // Nobody had to tick for it.
  CHECK(kiosk.counts().waiting == 0);
  CHECK(kiosk.received == std::vector{sealed.id});
  CHECK(kiosk.collector.stored.at(sealed.id) == as_string(sealed.bytes));
  CHECK(kiosk.state.usual_wait == 5'400s);
  CHECK(kiosk.state.line == DeliveryState::Line::up);
  CHECK_FALSE(any_file_holds(kiosk.folder.state(), as_text(sealed.bytes)));
  // And it is not offered again.
  kiosk.honest_for(20min);
  CHECK(std::ranges::count(kiosk.collector.log, "PUT /v1/requests/" + sealed.id) == 1);
}

TEST_CASE("before its first byte leaves, a request is marked: a withdrawal then travels too") {
  Delivering kiosk;
  kiosk.past_the_status();
  const auto sealed = kiosk.save(1);
  kiosk.settle();
  REQUIRE(kiosk.collector.asked.size() == 1);
  CHECK(kiosk.withdraw(sealed) == storage::Withdrawn::noted);
  kiosk.settle();
  kiosk.honest_for(1min);
  CHECK(kiosk.collector.withdrawn == std::set{to_hex(hash_of(sealed))});
  CHECK(kiosk.counts().withdrawals == 0);
  CHECK(kiosk.counts().waiting == 0);
}

TEST_CASE("a request that is withdrawn before it left is never sent") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.collector.refuses_kiosk = true;
  const auto first = kiosk.save(1);
  kiosk.settle();
  kiosk.collector.answer_honestly();  // the line is closed now
  const auto second = kiosk.save(2);
  CHECK(kiosk.withdraw(second) == storage::Withdrawn::erased);
  kiosk.collector.refuses_kiosk = false;
  kiosk.honest_for(3h);
  CHECK(kiosk.collector.stored.size() == 1);
  CHECK(kiosk.collector.withdrawn.empty());
}

struct Row {
  const char* name;
  std::function<void(Delivering&, const intake::Sealed&)> happens;
  Trouble trouble;
  bool held = false;
};

std::vector<Row> rows() {
  const auto says = [](long status, const char* error) {
    return [=](Delivering& kiosk, const intake::Sealed&) {
      kiosk.collector.answer(PlayedCollector::said(status, error));
    };
  };
  const auto fails = [](HttpTrouble trouble) {
    return [=](Delivering& kiosk, const intake::Sealed&) { kiosk.collector.fail(trouble); };
  };
  const auto is = [](long status, std::string body) {
    return [=](Delivering& kiosk, const intake::Sealed&) { kiosk.collector.answer({status, body, {}}); };
  };
  const std::string page = "<!DOCTYPE html><html>Please log in</html>";
  return {
      // The table of PROTOCOL.md, row by row.
      {"400", says(400, "not_http"), Trouble::changed_on_the_way},
      {"401 signature", says(401, "signature"), Trouble::signature},
      {"403 unknown_kiosk", says(403, "unknown_kiosk"), Trouble::unknown_kiosk},
      {"403 revoked", says(403, "revoked"), Trouble::revoked},
      {"404", says(404, "no_such_address"), Trouble::not_a_collector},
      {"405", says(405, "method"), Trouble::not_a_collector},
      {"409", says(409, "other_bytes"), Trouble::refused, true},
      {"422", says(422, "not_an_envelope"), Trouble::refused, true},
      {"413", says(413, "too_large"), Trouble::too_large, true},
      {"431", says(431, "too_large"), Trouble::too_large, true},
      {"408", says(408, "slow"), Trouble::busy},
      {"429", says(429, "too_many"), Trouble::busy},
      {"503", says(503, "busy"), Trouble::busy},
      {"507", says(507, "full"), Trouble::full},
      // Without a collector's words.
      {"no network", fails(HttpTrouble::no_network), Trouble::no_network},
      {"timeout", fails(HttpTrouble::timeout), Trouble::timeout},
      {"certificate", fails(HttpTrouble::not_secure), Trouble::wrong_certificate},
      {"redirected elsewhere", fails(HttpTrouble::redirected_elsewhere), Trouble::login_page},
      {"endless page", fails(HttpTrouble::too_large), Trouble::login_page},
      {"portal 200", is(200, page), Trouble::login_page},
      {"portal 302", is(302, ""), Trouble::login_page},
      {"portal 511", is(511, page), Trouble::login_page},
      {"proxy 407", is(407, page), Trouble::login_page},
      {"empty 200", is(200, ""), Trouble::login_page},
      {"empty 201", is(201, ""), Trouble::login_page},
      {"json 200", is(200, R"({"ok":true})"), Trouble::login_page},
      {"other page 404", is(404, page), Trouble::not_a_collector},
      {"page 422", is(422, page), Trouble::not_a_collector},
      {"gateway 502", is(502, page), Trouble::busy},
      {"words and status do not fit", says(404, "other_bytes"), Trouble::not_a_collector},
      // Receipts that are none of this one.
      {"another request",
       [](Delivering& kiosk, const intake::Sealed& sealed) {
         kiosk.collector.answer(kiosk.collector.receipt_for(std::string(32, '0'), as_text(sealed.bytes)));
       },
       Trouble::another_request},
      {"a withdrawal",
       [](Delivering& kiosk, const intake::Sealed& sealed) {
         kiosk.collector.answer(kiosk.collector.receipt(intake::Receipt::Of::withdrawal, {},
                                                        intake::envelope_hash(sealed.bytes)));
       },
       Trouble::another_request},
      {"other bytes",
       [](Delivering& kiosk, const intake::Sealed& sealed) {
         kiosk.collector.answer(kiosk.collector.receipt_for(sealed.id, "something else"));
       },
       Trouble::changed_on_the_way},
      {"another collector",
       [](Delivering& kiosk, const intake::Sealed& sealed) {
         const intake::Receipt receipt{intake::Receipt::Of::request,
                                       sealed.id,
                                       intake::envelope_hash(sealed.bytes),
                                       intake::test_now,
                                       {}};
         kiosk.collector.answer({201, as_string(intake::sign(receipt, kiosk.collector.root_key.secret)), {}});
       },
       Trouble::changed_on_the_way},
      {"a receipt cut short",
       [](Delivering& kiosk, const intake::Sealed& sealed) {
         HttpAnswer answer = kiosk.collector.receipt_for(sealed.id, as_text(sealed.bytes));
         answer.body.pop_back();
         kiosk.collector.answer(answer);
       },
       Trouble::login_page},
  };
}

TEST_CASE("whatever comes back that is no receipt, the request stays, staff read why, and it arrives later") {
  for (const Row& row : rows()) {
    CAPTURE(row.name);
    Delivering kiosk;
    kiosk.past_the_status();
    const auto sealed = kiosk.save(1);
    kiosk.settle();
    REQUIRE(kiosk.collector.asked.size() == 1);
    row.happens(kiosk, sealed);
    kiosk.settle();
    CHECK(kiosk.counts().waiting == 1);
    CHECK(kiosk.received.empty());
    CHECK(kiosk.state.trouble == row.trouble);
    CHECK(kiosk.state.held == (row.held ? 1 : 0));
    CHECK((kiosk.state.line == DeliveryState::Line::up) == row.held);
    CHECK(read_report(kiosk.folder.state()).trouble == row.trouble);
    kiosk.honest_for(1h + 1min);
    CHECK(kiosk.counts().waiting == 0);
    CHECK(kiosk.received == std::vector{sealed.id});
    CHECK(kiosk.state.trouble == std::nullopt);
    CHECK(kiosk.state.held == 0);
  }
}

TEST_CASE("a receipt counts, not a status") {
  Delivering kiosk;
  kiosk.past_the_status();
  const auto sealed = kiosk.save(1);
  kiosk.settle();
  kiosk.collector.answer(kiosk.collector.receipt_for(sealed.id, as_text(sealed.bytes), 500));
  CHECK(kiosk.counts().waiting == 0);
}

TEST_CASE("nothing but a verified receipt for exactly these bytes ever erases a request") {
  Delivering kiosk;
  intake::SeededRandom dice(17);
  const auto roll = [&dice](std::size_t sides) {
    std::array<std::byte, 4> bytes{};
    dice.fill(bytes);
    std::size_t number = 0;
    for (const std::byte byte : bytes) number = number << 8 | std::to_integer<std::size_t>(byte);
    return number % sides;
  };
  std::vector<intake::Sealed> waiting;
  for (std::uint64_t i = 0; i < 5; ++i) waiting.push_back(kiosk.save(i));
  kiosk.settle();
  const long statuses[] = {200, 201, 204, 301, 400, 401, 403, 404, 409, 413, 422, 500, 503, 507};
  int answered = 0;
  while (answered < 400) {
    kiosk.until_asked();
    const HttpRequest request = kiosk.collector.asked.front().request;
    const std::string path = PlayedCollector::path_of(request);
    if (!path.starts_with("/v1/requests/")) {
      kiosk.collector.answer_honestly();
      kiosk.settle();
      continue;
    }
    const std::string id = path.substr(13);
    HttpAnswer answer = kiosk.collector.receipt_for(id, request.body);
    // One thing is wrong with it, at least.
    switch (roll(6)) {
      case 0:
        answer.body[roll(answer.body.size())] ^= static_cast<char>(1 << roll(7));
        break;
      case 1:
        answer.body.resize(roll(answer.body.size()));
        break;
      case 2:
        answer.body += static_cast<char>(roll(256));
        break;
      case 3: {
        const intake::Sealed& other = waiting[roll(waiting.size())];
        answer = kiosk.collector.receipt_for(other.id, other.id == id ? "other bytes" : as_text(other.bytes));
        break;
      }
      case 4:
        answer.body.assign(roll(400), static_cast<char>(roll(256)));
        break;
      case 5:
        answer = PlayedCollector::said(409, roll(2) ? "other_bytes" : "busy");
        break;
    }
    answer.status = statuses[roll(std::size(statuses))];
    kiosk.collector.answer(answer);
    if (roll(8) == 0) kiosk.restart();
    kiosk.settle();
    ++answered;
    REQUIRE(kiosk.counts().waiting == 5);
  }
  CHECK(kiosk.received.empty());
  kiosk.honest_for(3h);
  CHECK(kiosk.counts().waiting == 0);
  for (const auto& sealed : waiting) CHECK(kiosk.collector.stored.at(sealed.id) == as_string(sealed.bytes));
}

TEST_CASE("one that the collector refuses does not hold up the others") {
  Delivering kiosk;
  const auto refused = kiosk.save(1);
  kiosk.collector.stored[refused.id] = "other bytes";
  std::vector<intake::Sealed> others;
  for (std::uint64_t i = 2; i < 12; ++i) others.push_back(kiosk.save(i));
  kiosk.settle();
  kiosk.honest_for(10s);
  CHECK(kiosk.counts().waiting == 1);
  CHECK(kiosk.received.size() == others.size());
  CHECK(kiosk.state.held == 1);
  CHECK(kiosk.state.trouble == Trouble::refused);
  const auto tries = [&] {
    return std::ranges::count(kiosk.collector.log, "PUT /v1/requests/" + refused.id);
  };
  CHECK(tries() == 1);
  kiosk.honest_for(10h);
  CHECK(tries() >= 10);
  CHECK(tries() <= 12);
}

TEST_CASE("one whose answers never come does not hold up the others for long") {
  Delivering kiosk;
  kiosk.past_the_status();
  const auto stuck = kiosk.save(1);
  for (std::uint64_t i = 2; i < 32; ++i) kiosk.save(i);
  kiosk.settle();
  const Monotonic began = kiosk.clock.monotonic();
  while (kiosk.counts().waiting > 1 && kiosk.clock.monotonic() - began < 1h) {
    kiosk.until_asked();
    if (PlayedCollector::path_of(kiosk.collector.asked.front().request).ends_with(stuck.id))
      kiosk.collector.answer({500, "", {}});
    else
      kiosk.collector.answer_honestly();
    kiosk.settle();
  }
  CHECK(kiosk.clock.monotonic() - began < 1min);
}

TEST_CASE("the same answer twice is as good as once") {
  Delivering kiosk;
  kiosk.past_the_status();
  const auto sealed = kiosk.save(1);
  kiosk.settle();
  PlayedCollector::Asked asked = kiosk.collector.take();
  const HttpAnswer answer = kiosk.collector.honest(asked.request);
  asked.then(&answer, nullptr);
  asked.then(&answer, nullptr);
  kiosk.settle();
  asked.then(&answer, nullptr);
  kiosk.settle();
  CHECK(kiosk.counts().waiting == 0);
  CHECK(kiosk.state.trouble == std::nullopt);
  kiosk.honest_for(1h);
}

TEST_CASE("a restart in the middle loses nothing, and what had arrived is not stored twice") {
  Delivering kiosk;
  for (std::uint64_t i = 0; i < 6; ++i) kiosk.save(i);
  kiosk.settle();
  for (int i = 0; i < 12; ++i) {
    kiosk.until_asked_for("/requests/");
    // It is stored; the receipt never comes.
    (void)kiosk.collector.honest(kiosk.collector.asked.front().request);
    kiosk.restart();
    CHECK(kiosk.counts().waiting == 6);
  }
  kiosk.honest_for(1min);
  CHECK(kiosk.counts().waiting == 0);
  CHECK(kiosk.collector.stored.size() == 6);
}

TEST_CASE("a withdrawal stays until the collector has signed that it is done") {
  Delivering kiosk;
  kiosk.past_the_status();
  const auto sealed = kiosk.save(1);
  kiosk.settle();
  kiosk.collector.answer_honestly();
  kiosk.flush();
  CHECK(kiosk.withdraw(sealed) == storage::Withdrawn::noted);
  kiosk.settle();
  REQUIRE(kiosk.collector.asked.size() == 1);
  CHECK(kiosk.collector.log.back() == "DELETE /v1/withdrawals/" + to_hex(hash_of(sealed)));
  SECTION("not by a page") {
    kiosk.collector.answer({200, "gone", {}});
  }
  SECTION("not by a receipt of a request") {
    kiosk.collector.answer(kiosk.collector.receipt(intake::Receipt::Of::request, sealed.id, hash_of(sealed)));
  }
  SECTION("not by that of another withdrawal") {
    kiosk.collector.answer(kiosk.collector.receipt(intake::Receipt::Of::withdrawal, {}, intake::Hash{}));
  }
  kiosk.settle();
  CHECK(kiosk.counts().withdrawals == 1);
  CHECK(kiosk.state.trouble.has_value());
  kiosk.honest_for(1min);
  CHECK(kiosk.counts().withdrawals == 0);
  CHECK(kiosk.collector.withdrawn.size() == 1);
}

TEST_CASE("every trouble has words for staff, and a name that leads back to it") {
  for (int i = 0; i <= static_cast<int>(Trouble::no_key); ++i) {
    const auto trouble = static_cast<Trouble>(i);
    CHECK(trouble_named(name_of(trouble)) == trouble);
    const TroubleWords words = words_for(trouble);
    for (const std::string_view sentence : {words.what, words.to_do, words.meanwhile}) {
      CHECK(sentence.size() > 12);
      CHECK(sentence.back() == '.');
    }
  }
  CHECK(trouble_named("") == std::nullopt);
}

}  // namespace
}  // namespace porchlight::delivery
