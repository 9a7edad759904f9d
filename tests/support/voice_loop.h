#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "base/clock.h"

namespace porchlight {

// What the main loop is to a voice.
class VoiceLoop {
 public:
  void post(std::function<void()> message) {
    const std::lock_guard lock(mutex_);
    messages_.push_back(std::move(message));
    posted_.notify_one();
  }
  // Runs what comes until `done`. False: it did not become so in time.
  bool run_until(const std::function<bool()>& done, milliseconds patience = seconds(20)) {
    while (!done()) {
      std::unique_lock lock(mutex_);
      if (!posted_.wait_for(lock, patience, [this] { return !messages_.empty(); })) return false;
      const std::function<void()> message = std::move(messages_.front());
      messages_.pop_front();
      lock.unlock();
      message();
    }
    return true;
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<std::function<void()>> messages_;
};

}  // namespace porchlight
