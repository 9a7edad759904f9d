// Backstage: the one thread that reads kiosk-config/, fetches its feeds, builds Sites of both, and brings
// requests to the collector, so that the screen never waits for any of it. It begins with what is there, then
// follows every change. Thread: its own; each call returns at once, in any thread.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "delivery/courier.h"
#include "delivery/feeds.h"
#include "delivery/http.h"
#include "delivery/site_builder.h"

namespace porchlight::delivery {

class Backstage {
 public:
  using Built = SiteBuilder::Built;

  struct Parts {
    std::string config;        // the folder that staff edit
    std::string state_folder;  // where what was fetched is kept
    const Clock& clock;        // outlives this, as does random
    Random& random;            // asked on the backstage thread
    std::unique_ptr<Http> http;
    storage::Storage& storage;  // outlives this
  };

  // `built` gets what each reading of files and feeds gave, the first one soon after the start, ON THE
  // BACKSTAGE THREAD, as does `news`. Both must be short.
  Backstage(Parts parts, std::function<void(Built)> built, Courier::News news = {});
  ~Backstage();
  Backstage(const Backstage&) = delete;
  Backstage& operator=(const Backstage&) = delete;

  // Reads kiosk-config again, as if it had changed.
  void read_again();

  // Lets go of a Site that is no longer shown: freeing a large one takes longer than a frame may.
  void dispose(std::shared_ptr<const site::Site> site);

 private:
  Courier::News with_base(Courier::News news);
  void run();
  void wait();
  void give(Built built);

  const Clock& clock_;
  const std::unique_ptr<Http> http_;
  const std::function<void(Built)> built_;
  bool base_came_ = false;  // of the backstage thread
  SiteBuilder builder_;
  Feeds feeds_;
  Courier courier_;

  std::mutex mutex_;
  bool stopping_ = false;                                    // guarded by mutex_
  bool read_again_ = false;                                  // guarded by mutex_
  std::vector<std::shared_ptr<const site::Site>> disposed_;  // guarded by mutex_

  std::thread thread_;  // last: everything above is there before it starts
};

}  // namespace porchlight::delivery
