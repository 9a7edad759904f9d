// UsualWait: the measured time until somebody calls, of each team; read from the store once a minute.
// Thread: any.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

#include "collector/writer.h"

namespace porchlight::collector {

class UsualWait {
 public:
  static constexpr seconds believed_for{60};

  UsualWait(Writer& writer, const Clock& clock) : writer_(writer), clock_(clock) {}

  // `then` is called once, at once or later in a writer's thread, and last of all. Nothing: not known; also
  // when the store does not say: a receipt does not wait for a number.
  void of(const std::string& team, std::function<void(std::optional<seconds>)> then);

 private:
  struct Entry {
    std::optional<seconds> wait;
    std::optional<Monotonic> read;
    bool being_read = false;  // meanwhile others take the last one
  };

  Writer& writer_;
  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;  // by team: as many as the operator has
};

}  // namespace porchlight::collector
