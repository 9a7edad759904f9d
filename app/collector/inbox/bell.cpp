#include "collector/inbox/bell.h"

#include <fmt/format.h>

#include <list>
#include <set>

#include "collector/answers.h"
#include "collector/inbox/work.h"

namespace porchlight::collector {
namespace {

// How soon a browser asks again, ms.
constexpr int ask_again_after_ms = 300;

Answer events(const std::string& lines) {
  return {.status = 200,
          .content_type = "text/event-stream",
          .body = fmt::format("retry: {}\n{}\n\n", ask_again_after_ms, lines)};
}

Answer changed(const std::string& mark) {
  return events(fmt::format("id: {0}\nevent: changed\ndata: {0}", mark));
}

Answer nothing_new() {
  return events(": nothing new");
}

struct Waiter {
  std::string team, mark;
  Monotonic since;
  Bell::Then then;
};

}  // namespace

struct Bell::Waiters {
  std::mutex mutex;
  std::list<Waiter> all;
  bool ended = false;

  // The mutex is not held while somebody is answered.
  template <class Due>
  std::list<Waiter> take(Due due) {
    const std::lock_guard lock(mutex);
    std::list<Waiter> taken;
    for (auto waiter = all.begin(); waiter != all.end();) {
      const auto next = std::next(waiter);
      if (due(*waiter)) taken.splice(taken.end(), all, waiter);
      waiter = next;
    }
    return taken;
  }
  std::set<std::string> teams() {
    const std::lock_guard lock(mutex);
    std::set<std::string> teams;
    for (const Waiter& waiter : all) teams.insert(waiter.team);
    return teams;
  }
};

Bell::Bell(Writer& writer, const Clock& clock)
    : waiters_(std::make_shared<Waiters>()), writer_(writer), clock_(clock) {}

Bell::~Bell() {
  end();
}

void Bell::wait(const std::string& team, const std::string& mark, Then then) {
  {
    const std::lock_guard lock(waiters_->mutex);
    if (!waiters_->ended && waiters_->all.size() < most_waiting) {
      waiters_->all.push_back({team, mark, clock_.monotonic(), std::move(then)});
      return;
    }
  }
  then(busy());
}

void Bell::look() {
  const Monotonic now = clock_.monotonic();
  for (const auto& waiter :
       waiters_->take([&](const Waiter& each) { return now - each.since >= longest_wait; }))
    waiter.then(nothing_new());
  for (const std::string& team : waiters_->teams())
    // A store that does not answer is asked again the next time.
    (void)writer_.ask([waiters = waiters_, team](Store& store) {
      const auto mark = Work(store.sql()).mark(team);
      if (!mark) return;
      for (const auto& waiter :
           waiters->take([&](const Waiter& each) { return each.team == team && each.mark != mark->all; }))
        waiter.then(changed(mark->all));
    });
}

void Bell::begin() {
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, looks_every, [this] { return ending_; })) {
      lock.unlock();
      look();
      lock.lock();
    }
  });
}

void Bell::end() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
  {
    const std::lock_guard lock(waiters_->mutex);
    waiters_->ended = true;
  }
  for (const auto& waiter : waiters_->take([](const Waiter&) { return true; })) waiter.then(nothing_new());
}

}  // namespace porchlight::collector
