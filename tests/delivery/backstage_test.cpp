#include "delivery/backstage.h"

#include <catch2/catch_test_macros.hpp>
#include <condition_variable>

#include "delivery/config_folder.h"
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
  Arrivals arrivals;
  Backstage backstage({config.path, config.folder.state(), clock, random, curl_http()},
                      [&](Backstage::Built built) { arrivals.add(std::move(built)); });
  REQUIRE(arrivals.next().site);

  config.write("meetings.csv", "Name,Day,Time\nSerenity,Tuesday,7:00 PM\nClean on Elm,Friday,8:00 PM\n");
  const Backstage::Built second = arrivals.next();
  REQUIRE(second.site);
  CHECK(second.site->schedule->meetings().size() == 2);
}

TEST_CASE("a Site that is no longer shown is freed behind the stage") {
  const ConfigFolder config;
  const SystemClock clock;
  intake::SodiumRandom random;
  Arrivals arrivals;
  std::weak_ptr<const site::Site> seen;
  {
    Backstage backstage({config.path, config.folder.state(), clock, random, curl_http()},
                        [&](Backstage::Built built) { arrivals.add(std::move(built)); });
    Backstage::Built built = arrivals.next();
    seen = built.site;
    backstage.dispose(std::move(built.site));
  }
  CHECK(seen.expired());
}

}  // namespace
}  // namespace porchlight::delivery
