// Storage: the one thread that touches the disk for the kiosk, with the outbox on it. Everything is a
// message: each call returns at once, in any thread; the work is done in the order of the calls; then `then`
// gets the result, ON THE STORAGE THREAD. It must be short: put the result where the main loop finds it, and
// wake the window.
//
// A folder that cannot be written is no end: the calls answer with the reason, and every new call tries
// again.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "storage/outbox.h"

namespace porchlight::storage {

class Storage {
 public:
  template <class T>
  using Then = std::function<void(Result<T>)>;

  // Starts the thread, which opens the outbox. `clock` must outlive this, and may be asked from that thread.
  Storage(std::string folder, const Clock& clock);
  // Does what was asked before, calls its `then`s, and ends the thread.
  ~Storage();
  Storage(const Storage&) = delete;
  Storage& operator=(const Storage&) = delete;

  // Whether the outbox could be opened.
  void ready(Then<Done> then);

  void save(std::string id, Bytes bytes, Then<Done> then);
  void withdraw(const intake::WithdrawHash& hash, Then<Withdrawn> then);
  void counts(Then<Counts> then);

  void add(std::vector<PageCount> counts, Then<Done> then);

  void keep_last_good(site::Files files, Then<Done> then);
  void last_good(Then<site::Files> then);
  void last_seen(Then<std::optional<Instant>> then);

  // `changed` is called after each request that was saved and each withdrawal, ON THE STORAGE THREAD: there
  // is something to deliver. In the place of what was given before.
  void on_change(std::function<void()> changed);

  // Call it about once an hour: remembers the time, and erases what has waited too long. Gives the number of
  // requests.
  void hour_passed(Then<int> then);

  // Anything else that an Outbox can do: for delivery.
  template <class T>
  void ask(std::function<Result<T>(Outbox&)> what, Then<T> then) {
    post([this, what = std::move(what), then = std::move(then)] { then(on_outbox<T>(what)); });
  }

 private:
  template <class T>
  Result<T> on_outbox(const std::function<Result<T>(Outbox&)>& what) {
    if (!open()) return why_not_;
    Result<T> result = what(*outbox_);
    if (!outbox_->damaged()) return result;
    // Found out just now: once more on a new file, the damaged one set aside.
    outbox_.reset();
    if (!open()) return why_not_;
    return what(*outbox_);
  }

  void post(std::function<void()> message);
  void run();
  bool open();

  const std::string folder_;
  const Clock& clock_;

  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<std::function<void()>> messages_;  // guarded by mutex_
  bool stopping_ = false;                       // guarded by mutex_

  // Of the storage thread alone.
  std::optional<Outbox> outbox_;
  Error why_not_;
  std::function<void()> changed_;

  std::thread thread_;  // last: everything above is there before it starts
};

}  // namespace porchlight::storage
