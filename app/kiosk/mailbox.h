// Mailbox: how another thread gets something done on the main one. What is posted runs in the next frame;
// `wake` ends the main loop's sleep.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace porchlight::kiosk {

class Mailbox {
 public:
  using Message = std::function<void()>;

  // Called after each post, in the poster's thread; must be short. Once this has returned, nobody is still in
  // the one before. Thread: main.
  void on_post(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
  }

  // Thread: any.
  void post(Message message) {
    const std::lock_guard lock(mutex_);
    messages_.push_back(std::move(message));
    posted_.notify_one();
    if (wake_) wake_();
  }

  // Runs what has come. Thread: main.
  void deliver() {
    std::vector<Message> messages;
    {
      const std::lock_guard lock(mutex_);
      messages.swap(messages_);
    }
    for (Message& message : messages) message();
  }

  // Waits until something has come, for what has no loop: the tour and the tests. False: nothing came in
  // time.
  bool wait(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    return posted_.wait_for(lock, at_most, [this] { return !messages_.empty(); });
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::vector<Message> messages_;  // guarded by mutex_
  std::function<void()> wake_;     // guarded by mutex_
};

}  // namespace porchlight::kiosk
