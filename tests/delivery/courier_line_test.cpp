// When the courier asks and how often, while the line is down, with a kiosk that is not known, and anew.
#include <catch2/catch_test_macros.hpp>

#include "delivery/courier.h"
#include "delivery/delivering.h"

namespace porchlight::delivery {
namespace {

using namespace std::chrono_literals;

TEST_CASE("who has waited longest goes first") {
  Delivering kiosk;
  kiosk.past_the_status();
  std::vector<std::string> saved;
  for (std::uint64_t i = 0; i < 20; ++i) saved.push_back("PUT /v1/requests/" + kiosk.save(i).id);
  REQUIRE_FALSE(std::ranges::is_sorted(saved));
  kiosk.collector.log.clear();
  kiosk.honest_for(1min);
  CHECK(kiosk.counts().waiting == 0);
  CHECK(kiosk.collector.log == saved);
}

TEST_CASE("no more than four are on their way at once, and while the line is down one tries it") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.collector.most_at_once = 0;
  for (std::uint64_t i = 0; i < 20; ++i) kiosk.save(i);
  kiosk.settle();
  CHECK(kiosk.collector.asked.size() == 4);
  while (!kiosk.collector.asked.empty()) kiosk.collector.fail(HttpTrouble::no_network);
  kiosk.collector.most_at_once = 0;
  for (int i = 0; i < 5; ++i) {
    kiosk.until_asked();
    kiosk.collector.fail(HttpTrouble::no_network);
  }
  CHECK(kiosk.collector.most_at_once == 1);
  CHECK(kiosk.state.line == DeliveryState::Line::down);
  kiosk.honest_for(30min);
  CHECK(kiosk.counts().waiting == 0);
  CHECK(kiosk.collector.most_at_once == 4);
}

TEST_CASE(
    "without a network it is tried after 15 minutes at most, after a day every hour, and never given up") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.save(1);
  kiosk.settle();
  const Monotonic began = kiosk.clock.monotonic();
  int in_first_hour = 0, in_second_day = 0;
  while (kiosk.clock.monotonic() - began < 48h) {
    const milliseconds waited = kiosk.until_asked();
    const auto since = kiosk.clock.monotonic() - began;
    if (since < 24h)
      CHECK(waited <= 15min + 1s);
    else if (since > 25h)
      CHECK((waited >= 54min - 1s && waited <= 1h + 1s));
    in_first_hour += since < 1h ? 1 : 0;
    in_second_day += since > 25h ? 1 : 0;
    kiosk.collector.fail(HttpTrouble::no_network);
    kiosk.settle();
  }
  CHECK(in_first_hour >= 8);
  CHECK(in_first_hour <= 60);
  CHECK(in_second_day >= 22);
  CHECK(kiosk.counts().waiting == 1);
  kiosk.honest_for(1h + 1min);
  CHECK(kiosk.counts().waiting == 0);
}

TEST_CASE("a request that is saved while the line is down tries it at once") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.save(1);
  kiosk.settle();
  for (int i = 0; i < 12; ++i) {
    kiosk.until_asked();
    kiosk.collector.fail(HttpTrouble::no_network);
    kiosk.settle();
  }
  const auto second = kiosk.save(2);
  kiosk.settle();
  REQUIRE(kiosk.collector.asked.size() == 1);
  kiosk.honest_for(10s);
  CHECK(kiosk.counts().waiting == 0);
}

TEST_CASE(
    "a server that says when to come back is not asked sooner, whoever asks for a call; nor much later") {
  for (const auto& [text, least, most] : {std::tuple{"120", milliseconds(119s), milliseconds(130s)},
                                          {"999999999", milliseconds(59min), milliseconds(61min)},
                                          {"99999999999999999999", milliseconds(59min), milliseconds(61min)},
                                          {"soon", milliseconds(0), milliseconds(6s)},
                                          {"-5", milliseconds(0), milliseconds(6s)}}) {
    CAPTURE(text);
    Delivering kiosk;
    kiosk.past_the_status();
    kiosk.save(1);
    kiosk.settle();
    HttpAnswer answer = PlayedCollector::said(503, "busy");
    answer.headers["retry-after"] = text;
    kiosk.collector.answer(answer);
    kiosk.save(2);
    kiosk.settle();
    if (least > 0s) CHECK(kiosk.collector.asked.empty());
    const milliseconds waited = kiosk.until_asked();
    CHECK(waited >= least);
    CHECK(waited <= most);
  }
}

TEST_CASE("a kiosk that the collector has revoked asks about every hour") {
  Delivering kiosk;
  kiosk.past_the_status();
  kiosk.collector.refuses_kiosk = true;
  kiosk.save(1);
  kiosk.settle();
  kiosk.collector.answer_honestly();
  for (int i = 0; i < 3; ++i) {
    CHECK(kiosk.until_asked() >= 54min - 1s);
    kiosk.collector.answer_honestly();
    kiosk.settle();
  }
  CHECK(kiosk.state.trouble == Trouble::revoked);
}

TEST_CASE("a kiosk that does not know its key says so, and one that is not enrolled asks nobody") {
  Delivering kiosk(false);
  kiosk.save(1);
  for (int i = 0; i < 50; ++i) kiosk.sleep();
  CHECK(kiosk.collector.log.empty());
  CHECK_FALSE(kiosk.state.enrolled);
  CHECK(kiosk.state.line == DeliveryState::Line::unknown);

  const std::string key = kiosk.folder.state() + "/" + disk::kiosk_key_name;
  std::filesystem::rename(key, key + ".aside");
  REQUIRE(keep_enrolment(kiosk.collector.enrolment(), kiosk.folder.state()));
  for (int i = 0; i < 5; ++i) kiosk.sleep();
  CHECK(kiosk.collector.log.empty());
  CHECK(kiosk.state.trouble == Trouble::no_key);
  // As soon as it is there again, it is used.
  std::filesystem::rename(key + ".aside", key);
  kiosk.honest_for(10s);
  CHECK(kiosk.counts().waiting == 0);
  CHECK(kiosk.state.trouble == std::nullopt);
}

TEST_CASE("a kiosk that is enrolled while it runs delivers within seconds") {
  Delivering kiosk(false);
  kiosk.save(1);
  kiosk.settle();
  REQUIRE(keep_enrolment(kiosk.collector.enrolment(), kiosk.folder.state()));
  CHECK(kiosk.until_asked() <= 6s);
  CHECK(kiosk.known == kiosk.collector.enrolment());
  kiosk.honest_for(10s);
  CHECK(kiosk.counts().waiting == 0);
}

}  // namespace
}  // namespace porchlight::delivery
