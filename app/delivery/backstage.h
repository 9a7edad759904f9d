// Backstage: the one thread that reads kiosk-config/ and builds Sites from it, so that the screen never waits
// for either. It begins with the files as they are, then follows every change. Thread: its own; each call
// returns at once, in any thread.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "delivery/site_builder.h"

namespace porchlight::delivery {

class Backstage {
 public:
  using Built = SiteBuilder::Built;

  // `built` gets what each reading of the files gave, the first one soon after the start, ON THE BACKSTAGE
  // THREAD. It must be short. `clock` outlives this.
  Backstage(std::string config, const Clock& clock, std::function<void(Built)> built);
  ~Backstage();
  Backstage(const Backstage&) = delete;
  Backstage& operator=(const Backstage&) = delete;

  // Lets go of a Site that is no longer shown: freeing a large one takes longer than a frame may.
  void dispose(std::shared_ptr<const site::Site> site);

 private:
  void run();
  void wait();
  void wake();

  const Clock& clock_;
  const std::function<void(Built)> built_;
  SiteBuilder builder_;
  storage::Descriptor wake_;

  std::mutex mutex_;
  bool stopping_ = false;                                    // guarded by mutex_
  std::vector<std::shared_ptr<const site::Site>> disposed_;  // guarded by mutex_

  std::thread thread_;  // last: everything above is there before it starts
};

}  // namespace porchlight::delivery
