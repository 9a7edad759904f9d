#include "kiosk/stick_desk.h"

namespace porchlight::kiosk {
namespace {

// Who puts a stick in looks up at the screen and expects something there.
constexpr std::chrono::seconds look_every{2};

}  // namespace

StickDesk::StickDesk(std::unique_ptr<Stick> stick, Mailbox& mailbox)
    : stick_(std::move(stick)),
      mailbox_(mailbox),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

StickDesk::~StickDesk() = default;

void StickDesk::put(std::string name, std::string bytes, std::function<void(const Outcome&)> then) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back({std::move(name), std::move(bytes), std::move(then)});
  }
  posted_.notify_one();
}

void StickDesk::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    look();
    std::unique_lock lock(mutex_);
    posted_.wait_for(lock, stop, look_every, [this] { return !jobs_.empty(); });
    if (stop.stop_requested() || jobs_.empty()) continue;
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    mailbox_.post([then = job.then, written = stick_->put(job.name, job.bytes)] { then(written); });
  }
}

void StickDesk::look() {
  const bool there = stick_->is_there();
  if (there == there_) return;
  there_ = there;
  mailbox_.post([this, there] {
    if (changed_) changed_(there);
  });
}

}  // namespace porchlight::kiosk
