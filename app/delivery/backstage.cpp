#include "delivery/backstage.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>

namespace porchlight::delivery {

Backstage::Backstage(std::string config, const Clock& clock, std::function<void(Built)> built)
    : clock_(clock),
      built_(std::move(built)),
      builder_(std::move(config), clock),
      wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      thread_([this] { run(); }) {}

Backstage::~Backstage() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake();
  thread_.join();
}

void Backstage::dispose(std::shared_ptr<const site::Site> site) {
  {
    const std::lock_guard lock(mutex_);
    disposed_.push_back(std::move(site));
  }
  wake();
}

void Backstage::run() {
  built_(builder_.build());
  for (;;) {
    wait();
    std::vector<std::shared_ptr<const site::Site>> disposed;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      disposed.swap(disposed_);
    }
    disposed.clear();
    if (auto built = builder_.poll()) built_(std::move(*built));
  }
}

void Backstage::wait() {
  const auto left = std::chrono::ceil<milliseconds>(builder_.next() - clock_.monotonic());
  std::array<pollfd, 2> waited{pollfd{wake_.number(), POLLIN, 0}, pollfd{builder_.descriptor(), POLLIN, 0}};
  // An interrupted wait only looks once more than it need.
  (void)::poll(waited.data(), waited.size(), static_cast<int>(std::max<std::int64_t>(0, left.count())));
  std::uint64_t count = 0;
  (void)!::read(wake_.number(), &count, sizeof count);
}

void Backstage::wake() {
  const std::uint64_t one = 1;
  (void)!::write(wake_.number(), &one, sizeof one);
}

}  // namespace porchlight::delivery
