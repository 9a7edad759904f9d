// StickDesk: watches for USB sticks. One that is signed by the trusted key is taken over at once; any other
// one waits until staff, behind their PIN, say so; a broken one is refused in words. The kiosk sees what was
// taken as any other edit of kiosk-config. And what staff want to carry away is written onto one. All of it
// on a thread of its own. Thread: main; what changed comes on the main thread too, through the mailbox.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "delivery/stick_offer.h"
#include "disk/stick.h"
#include "kiosk/mailbox.h"
#include "screens/staff.h"

namespace porchlight::kiosk {

class StickDesk {
 public:
  struct Parts {
    std::unique_ptr<disk::Stick> stick;
    std::string config, state_folder;
    const Clock& clock;  // outlives this, as does mailbox
    Mailbox& mailbox;
    std::function<void(screens::StickReport)> changed;
    // Looking costs a glance into one folder in memory.
    milliseconds look_every{2000};
  };
  explicit StickDesk(Parts parts);
  // No report comes any more.
  ~StickDesk();

  // Staff say so: what was offered last is taken over. Nothing was: nothing happens.
  void take();

  // Onto the stick, whole; one after the other. Called back when it may be removed. Error: why it is not on
  // the stick, in words for staff.
  void put(std::string name, std::string bytes, std::function<void(const Outcome&)> then);

 private:
  struct Job {
    std::string name, bytes;
    std::function<void(const Outcome&)> then;
  };

  void run(const std::stop_token& stop);
  void look();
  void take_offered();
  void write(const Job& job);
  void tell(screens::StickReport report);

  const Parts parts_;
  // Of the thread.
  std::string folder_;  // the stick that was looked at; empty: none
  std::optional<delivery::StickOffer> offer_;

  std::shared_ptr<bool> here_ = std::make_shared<bool>(true);
  std::mutex mutex_;
  std::condition_variable_any asked_;
  bool take_ = false;     // guarded by mutex_
  std::deque<Job> jobs_;  // as well
  std::jthread thread_;   // last
};

}  // namespace porchlight::kiosk
