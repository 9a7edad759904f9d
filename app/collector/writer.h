// Writer: the threads that hold the stores. Requests that come while one is committing are committed together
// by the next: one sync to the disk for many receipts. Thread: any; `then` is called in a writer's thread,
// and is short.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "collector/store.h"

namespace porchlight::collector {

class Writer {
 public:
  // Of requests that wait to be committed, and of what else is asked; more are refused, so that memory and
  // waiting have an end.
  static constexpr std::size_t most_waiting = 4'096;
  static constexpr std::size_t most_at_once = 256;  // in one transaction

  // One thread for each store. All stores are of the same database.
  explicit Writer(std::vector<std::unique_ptr<Store>> stores);
  // Does what was asked before, and ends the threads.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // False: too many wait; `then` is not called.
  bool put(NewRequest request, std::function<void(Stored<Kept>)> then);

  // Anything else, in a writer's thread. False as above.
  bool ask(std::function<void(Store&)> what);

 private:
  using Then = std::function<void(Stored<Kept>)>;
  struct Batch {
    std::vector<NewRequest> requests;
    std::vector<Then> thens;
  };

  void work(Store& store);
  Batch take_batch();  // the mutex is held
  static void commit(Store& store, const Batch& batch);

  std::vector<std::unique_ptr<Store>> stores_;
  std::mutex mutex_;
  std::condition_variable something_;
  std::deque<std::pair<NewRequest, Then>> requests_;
  std::deque<std::function<void(Store&)>> questions_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace porchlight::collector
