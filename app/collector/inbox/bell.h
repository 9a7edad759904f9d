// Bell: who waits to hear that something of their team's requests changed. Each waits for one answer in the
// form of server-sent events (HTML Standard, section 9.2); the browser then asks again by itself, so that a
// connection never owes an answer for long. The store is asked, since another collector may have changed it.
// Thread: any.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/clock.h"
#include "collector/call.h"
#include "collector/writer.h"

namespace porchlight::collector {

class Bell {
 public:
  using Then = std::function<void(Answer)>;

  // Proxies and browsers give up after half a minute or more.
  static constexpr seconds longest_wait{25};
  static constexpr std::size_t most_waiting = 1'024;
  static constexpr milliseconds looks_every{1'000};

  // Borrowed.
  Bell(Writer& writer, const Clock& clock);
  ~Bell();

  // `mark`: what they know (Work::mark). Answered when it is another.
  void wait(const std::string& team, const std::string& mark, Then then);

  // Asks the store once, and answers those for whom it is time.
  void look();
  // Looks again and again, in a thread of its own.
  void begin();
  // Answers all; from now on nobody waits.
  void end();

 private:
  struct Waiters;
  // Also held by what a writer still has to do.
  const std::shared_ptr<Waiters> waiters_;
  Writer& writer_;
  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace porchlight::collector
