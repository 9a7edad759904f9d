// KioskDirectory: the enrolled kiosks, read from the store when they speak and believed for a few seconds, so
// that revoking works soon. Thread: any.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "collector/writer.h"

namespace porchlight::collector {

class KioskDirectory {
 public:
  static constexpr seconds believed_for{5};
  static constexpr std::size_t most_kept = 4'096;

  // Null: there is no such kiosk.
  using Found = Stored<std::shared_ptr<const Kiosk>>;

  KioskDirectory(Writer& writer, const Clock& clock) : writer_(writer), clock_(clock) {}

  // `then` is called once, at once or later in a writer's thread, and last of all.
  void find(const std::string& id, std::function<void(Found)> then);

  // It was enrolled again: it has another key.
  void forget(const std::string& id);

 private:
  struct Entry {
    std::shared_ptr<const Kiosk> kiosk;
    Monotonic read;
  };
  std::shared_ptr<const Kiosk> kept(const std::string& id);
  void keep(std::shared_ptr<const Kiosk> kiosk);

  Writer& writer_;
  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace porchlight::collector
