// Inbox: how other threads get something done on the one behind the stage. What is posted runs at the next
// deliver(). Shared with whoever posts, so that it outlives the reader: once it is closed, what comes is
// dropped.
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace porchlight::delivery {

class Inbox {
 public:
  // `wake` is called after each post, in the poster's thread, until close().
  explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  // Thread: any.
  void post(std::function<void()> message) {
    const std::lock_guard lock(mutex_);
    if (!wake_) return;
    messages_.push_back(std::move(message));
    wake_();
  }

  // Runs what has come. Thread: the reader's.
  void deliver() {
    std::vector<std::function<void()>> messages;
    {
      const std::lock_guard lock(mutex_);
      messages.swap(messages_);
    }
    for (const auto& message : messages) message();
  }

  // Once this has returned, nothing is posted and nobody is in `wake` any more.
  void close() {
    const std::lock_guard lock(mutex_);
    wake_ = {};
    messages_.clear();
  }

 private:
  std::mutex mutex_;
  std::function<void()> wake_;                   // guarded by mutex_
  std::vector<std::function<void()>> messages_;  // guarded by mutex_
};

}  // namespace porchlight::delivery
