#include "delivery/backstage.h"

#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <future>

#include "base/log.h"
#include "delivery/base_store.h"
#include "delivery/collector_played.h"
#include "delivery/config_folder.h"
#include "delivery/loopback_server.h"
#include "disk/key_files.h"
#include "intake/random.h"

namespace porchlight::delivery {
namespace {

// What comes from the backstage thread, for a test that waits for it.
class Arrivals {
 public:
  void add(Backstage::Built built) {
    const std::lock_guard lock(mutex_);
    all_.push_back(std::move(built));
    arrived_.notify_one();
  }
  Backstage::Built next() {
    std::unique_lock lock(mutex_);
    REQUIRE(arrived_.wait_for(lock, std::chrono::seconds(20), [this] { return !all_.empty(); }));
    Backstage::Built first = std::move(all_.front());
    all_.erase(all_.begin());
    return first;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Backstage::Built> all_;
};

TEST_CASE("the thread behind the stage reads the files at once, and again when they are saved") {
  const ConfigFolder config;
  const SystemClock clock;
  intake::SodiumRandom random;
  storage::Storage storage(config.folder.state(), clock);
  Arrivals arrivals;
  Backstage backstage({config.path, config.folder.state(), clock, random, curl_http(), storage},
                      [&](Backstage::Built built) { arrivals.add(std::move(built)); });
  REQUIRE(arrivals.next().site);

  config.write("meetings.csv", "Name,Day,Time\nSerenity,Tuesday,7:00 PM\nClean on Elm,Friday,8:00 PM\n");
  const Backstage::Built second = arrivals.next();
  REQUIRE(second.site);
  CHECK(second.site->schedule->meetings().size() == 2);
}

TEST_CASE("files that the collector gave are shown with the next reading") {
  const ConfigFolder config;
  const SystemClock clock;
  intake::SodiumRandom random;
  storage::Storage storage(config.folder.state(), clock);
  PlayedCollector collector;
  REQUIRE(keep_enrolment(collector.enrolment(), config.folder.state()));
  const std::string base =
      as_string(*intake::sign(intake::BaseConfig{"st-brendans",
                                                 1,
                                                 {{"pages/en/step-01.md",
                                                   "---\ntitle: Of all\nsummary: Common\nreviewed: "
                                                   "2026-11-25\nwords: ours\nshelf: steps\n---\nText.\n"}}},
                              collector.root_key.secret));
  REQUIRE(keep_base(std::as_bytes(std::span(base)), config.folder.state()));
  Arrivals arrivals;
  Backstage backstage({config.path, config.folder.state(), clock, random, curl_http(), storage},
                      [&](Backstage::Built built) { arrivals.add(std::move(built)); });
  const Backstage::Built built = arrivals.next();
  REQUIRE(built.site);
  CHECK(std::ranges::count(built.site->pages.at("en"), "Of all", &guide::Page::title) == 1);
  // Kept with the others as last good.
  CHECK(built.files.contains("base/pages/en/step-01.md"));
}

TEST_CASE("a Site that is no longer shown is freed behind the stage") {
  const ConfigFolder config;
  const SystemClock clock;
  intake::SodiumRandom random;
  storage::Storage storage(config.folder.state(), clock);
  Arrivals arrivals;
  std::weak_ptr<const site::Site> seen;
  {
    Backstage backstage({config.path, config.folder.state(), clock, random, curl_http(), storage},
                        [&](Backstage::Built built) { arrivals.add(std::move(built)); });
    Backstage::Built built = arrivals.next();
    seen = built.site;
    backstage.dispose(std::move(built.site));
  }
  CHECK(seen.expired());
}

TEST_CASE("a request that is saved leaves by the thread behind the stage, and its receipt is told") {
  log::silence();
  const ConfigFolder config;
  const std::string state = config.folder.state();
  const SystemClock clock;
  intake::SodiumRandom random;
  const PlayedCollector collector;
  const auto sealed = sealed_request(1);
  const HttpAnswer receipt = collector.receipt_for(sealed.id, as_text(sealed.bytes), 201);
  // The status gets one as well, and it is tried again.
  const LoopbackServer server(std::vector<std::string>(
      20, "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 136\r\n\r\n" + receipt.body));
  Enrolment enrolment = collector.enrolment();
  enrolment.url = server.url().substr(0, server.url().rfind('/'));
  REQUIRE(keep_enrolment(enrolment, state));
  REQUIRE(disk::write_secret_file(state + "/" + disk::kiosk_key_name,
                                  intake::to_text(collector.facility.kiosk.secret)));
  storage::Storage storage(state, clock);
  std::promise<std::string> received;
  std::atomic<bool> told{false};
  {
    Backstage backstage({config.path, state, clock, random, curl_http(), storage},
                        [](const Backstage::Built&) {}, {.received = [&](const std::string& id) {
                          if (!told.exchange(true)) received.set_value(id);
                        }});
    storage.save(sealed.id, sealed.bytes, [](const Result<Done>&) {});
    auto id = received.get_future();
    REQUIRE(id.wait_for(std::chrono::seconds(20)) == std::future_status::ready);
    CHECK(id.get() == sealed.id);
  }
  std::promise<int> waiting;
  storage.counts([&](const Result<storage::Counts>& counts) { waiting.set_value(counts->waiting); });
  CHECK(waiting.get_future().get() == 0);
}

}  // namespace
}  // namespace porchlight::delivery
