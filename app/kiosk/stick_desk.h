// StickDesk: looks whether somebody put a USB stick in, and writes onto it, on a thread of its own: a stick
// answers when it likes. Thread: main; answers come on the main thread too, through the mailbox.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "kiosk/mailbox.h"
#include "kiosk/stick.h"

namespace porchlight::kiosk {

class StickDesk {
 public:
  StickDesk(std::unique_ptr<Stick> stick, Mailbox& mailbox);
  // Waits for what is being written. No answer comes any more.
  ~StickDesk();

  // Whether one is there, whenever that is another than before. At first there is none.
  void on_change(std::function<void(bool there)> changed) { changed_ = std::move(changed); }

  // One after the other. Error: why it is not on the stick, in words for staff.
  void put(std::string name, std::string bytes, std::function<void(const Outcome&)> then);

 private:
  struct Job {
    std::string name, bytes;
    std::function<void(const Outcome&)> then;
  };

  void run(const std::stop_token& stop);
  void look();

  const std::unique_ptr<Stick> stick_;
  Mailbox& mailbox_;
  std::function<void(bool)> changed_;
  bool there_ = false;  // of the stick's thread
  std::mutex mutex_;
  std::condition_variable_any posted_;
  std::deque<Job> jobs_;  // guarded by mutex_
  std::jthread thread_;
};

}  // namespace porchlight::kiosk
