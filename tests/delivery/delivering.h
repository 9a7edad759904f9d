// A kiosk that is enrolled, with a real outbox, a clock moved by hand and a collector that the test plays.
#pragma once

#include <future>
#include <memory>

#include "base/log.h"
#include "delivery/collector_played.h"
#include "delivery/courier.h"
#include "disk/key_files.h"
#include "support/temporary_folder.h"

namespace porchlight::delivery {

struct Delivering {
  TemporaryFolder folder{in_memory()};
  FakeClock clock{intake::test_now};
  intake::SeededRandom random{5};
  PlayedCollector collector;
  std::optional<storage::Storage> storage;
  std::unique_ptr<Courier> courier;
  std::vector<std::string> received;
  DeliveryState state;
  std::optional<Enrolment> known;  // as the courier told it last

  explicit Delivering(bool enrolled = true) {
    log::silence();
    storage.emplace(folder.state(), clock);
    flush();
    REQUIRE(disk::write_secret_file(folder.state() + "/" + disk::kiosk_key_name,
                                    intake::to_text(collector.facility.kiosk.secret)));
    if (enrolled) REQUIRE(keep_enrolment(collector.enrolment(), folder.state()));
    start();
  }

  void start() {
    courier = std::make_unique<Courier>(
        Courier::Parts{folder.state(), *storage, collector, clock, random},
        Courier::News{.received = [this](const std::string& id) { received.push_back(id); },
                      .state = [this](const DeliveryState& now) { state = now; },
                      .enrolment = [this](const auto& enrolment) { known = enrolment; }});
    settle();
  }
  // The power goes: what is on its way is lost.
  void restart() {
    courier.reset();
    collector.asked.clear();
    storage.reset();
    storage.emplace(folder.state(), clock);
    start();
  }

  template <class T, class Call>
  Result<T> wait_for(Call call) {
    std::promise<Result<T>> promise;
    call([&](Result<T> result) { promise.set_value(std::move(result)); });
    return promise.get_future().get();
  }
  // All that was asked of the storage thread has been done.
  void flush() {
    REQUIRE(wait_for<Done>([&](auto then) { storage->ready(then); }));
  }
  // Nothing more happens unless somebody answers or time passes.
  void settle() {
    for (int i = 0; i < 6; ++i) {
      flush();
      courier->tick();
    }
  }
  // Sleeps until there is something to do.
  void sleep() {
    const auto left = std::chrono::ceil<milliseconds>(courier->next() - clock.monotonic());
    const Instant before = clock.now();
    clock.advance(std::max(left, milliseconds(1)));
    collector.now += clock.now() - before;
    settle();
  }
  // Until something is asked. How long that took.
  milliseconds until_asked() {
    const Monotonic began = clock.monotonic();
    while (collector.asked.empty()) {
      REQUIRE(clock.monotonic() - began < std::chrono::hours(3));
      sleep();
    }
    return std::chrono::duration_cast<milliseconds>(clock.monotonic() - began);
  }
  // Until the call with this in its path is the next to be answered; what comes before is answered honestly.
  void until_asked_for(const std::string& path) {
    for (int i = 0; i < 1'000; ++i) {
      until_asked();
      if (PlayedCollector::path_of(collector.asked.front().request).find(path) != std::string::npos) return;
      collector.answer_honestly();
      settle();
    }
    FAIL("it is never asked for " + path);
  }
  // Answers the first status, so that only what a test is about is asked.
  void past_the_status() {
    until_asked_for("/status");
    collector.answer_honestly();
    settle();
    REQUIRE(collector.asked.empty());
  }
  // Whatever is asked in this time is answered honestly.
  void honest_for(milliseconds time) {
    const Monotonic end = clock.monotonic() + time;
    while (clock.monotonic() < end) {
      while (!collector.asked.empty()) {
        collector.answer_honestly();
        settle();
      }
      sleep();
    }
  }

  intake::Sealed save(std::uint64_t seed) {
    auto sealed = sealed_request(seed);
    REQUIRE(wait_for<Done>([&](auto then) { storage->save(sealed.id, sealed.bytes, then); }));
    return sealed;
  }
  storage::Withdrawn withdraw(const intake::Sealed& sealed) {
    return *wait_for<storage::Withdrawn>([&](auto then) { storage->withdraw(hash_of(sealed), then); });
  }
  storage::Counts counts() {
    return *wait_for<storage::Counts>([&](auto then) { storage->counts(then); });
  }
};

}  // namespace porchlight::delivery
