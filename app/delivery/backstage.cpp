#include "delivery/backstage.h"

#include <algorithm>
#include <utility>

namespace porchlight::delivery {

Backstage::Backstage(Parts parts, std::function<void(Built)> built, Courier::News news)
    : clock_(parts.clock),
      http_(std::move(parts.http)),
      built_(std::move(built)),
      builder_(std::move(parts.config), parts.state_folder, parts.clock),
      feeds_(FeedStore(feed_folder(parts.state_folder)), *http_, parts.clock, parts.random),
      courier_({parts.state_folder, parts.storage, *http_, parts.clock, parts.random},
               with_base(std::move(news))),
      thread_([this] { run(); }) {}

Courier::News Backstage::with_base(Courier::News news) {
  news.base = [this] { base_came_ = true; };
  return news;
}

Backstage::~Backstage() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  http_->wake();
  thread_.join();
}

void Backstage::read_again() {
  {
    const std::lock_guard lock(mutex_);
    read_again_ = true;
  }
  http_->wake();
}

void Backstage::dispose(std::shared_ptr<const site::Site> site) {
  {
    const std::lock_guard lock(mutex_);
    disposed_.push_back(std::move(site));
  }
  http_->wake();
}

void Backstage::run() {
  give(builder_.build(feeds_.states()));
  for (;;) {
    wait();
    std::vector<std::shared_ptr<const site::Site>> disposed;
    bool asked = false;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      disposed.swap(disposed_);
      asked = std::exchange(read_again_, false);
    }
    disposed.clear();
    courier_.tick();
    feeds_.tick();
    const bool base_came = std::exchange(base_came_, false);
    if (feeds_.take_changed() || asked || base_came)
      give(builder_.build(feeds_.states()));
    else if (auto built = builder_.poll(feeds_.states()))
      give(std::move(*built));
  }
}

void Backstage::give(Built built) {
  courier_.set_config_problems(static_cast<int>(std::ranges::count_if(
      built.problems, [](const auto& each) { return each.severity != site::Problem::Severity::notice; })));
  // A kiosk.toml that cannot be read names no feeds; that is no reason to forget them.
  if (built.site) feeds_.follow(built.feeds);
  built_(std::move(built));
}

void Backstage::wait() {
  const Monotonic until = std::min({builder_.next(), feeds_.next(), courier_.next()});
  const auto left = std::chrono::ceil<milliseconds>(until - clock_.monotonic());
  http_->wait(builder_.descriptor(), std::max(left, milliseconds(0)));
}

}  // namespace porchlight::delivery
