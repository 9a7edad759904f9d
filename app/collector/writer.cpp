#include "collector/writer.h"

#include <algorithm>

namespace porchlight::collector {

Writer::Writer(std::vector<std::unique_ptr<Store>> stores) : stores_(std::move(stores)) {
  for (const auto& store : stores_) threads_.emplace_back([this, &store] { work(*store); });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  something_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Writer::put(NewRequest request, std::function<void(Stored<Kept>)> then) {
  {
    const std::lock_guard lock(mutex_);
    if (requests_.size() >= most_waiting) return false;
    requests_.emplace_back(std::move(request), std::move(then));
  }
  something_.notify_one();
  return true;
}

bool Writer::ask(std::function<void(Store&)> what) {
  {
    const std::lock_guard lock(mutex_);
    if (questions_.size() >= most_waiting) return false;
    questions_.push_back(std::move(what));
  }
  something_.notify_one();
  return true;
}

void Writer::work(Store& store) {
  // Requests and questions take turns: neither waits for all of the other.
  bool question_is_next = false;
  std::unique_lock lock(mutex_);
  for (;;) {
    something_.wait(lock, [this] { return ending_ || !requests_.empty() || !questions_.empty(); });
    if (requests_.empty() && questions_.empty()) return;
    if (requests_.empty() || (question_is_next && !questions_.empty())) {
      const auto question = std::move(questions_.front());
      questions_.pop_front();
      lock.unlock();
      question(store);
      question_is_next = false;
    } else {
      const Batch batch = take_batch();
      lock.unlock();
      commit(store, batch);
      question_is_next = true;
    }
    lock.lock();
  }
}

Writer::Batch Writer::take_batch() {
  Batch batch;
  const std::size_t size = std::min(requests_.size(), most_at_once);
  batch.requests.reserve(size);
  batch.thens.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    batch.requests.push_back(std::move(requests_.front().first));
    batch.thens.push_back(std::move(requests_.front().second));
    requests_.pop_front();
  }
  return batch;
}

void Writer::commit(Store& store, const Batch& batch) {
  const auto kept = store.put(batch.requests);
  for (std::size_t i = 0; i < batch.thens.size(); ++i)
    batch.thens[i](kept ? Stored<Kept>(kept.value()[i]) : Stored<Kept>(kept.error()));
}

}  // namespace porchlight::collector
