#include "collector/usual_wait.h"

namespace porchlight::collector {

void UsualWait::of(const std::string& team, std::function<void(std::optional<seconds>)> then) {
  std::optional<seconds> last;
  {
    const std::lock_guard lock(mutex_);
    Entry& entry = entries_[team];
    const bool fresh = entry.read && clock_.monotonic() - *entry.read < believed_for;
    last = entry.wait;
    if (!fresh && !entry.being_read) {
      entry.being_read = writer_.ask([this, team, then](Store& store) {
        const auto read = store.usual_wait(team, clock_.now());
        const std::optional<seconds> wait = read ? read.value() : std::nullopt;
        {
          const std::lock_guard again(mutex_);
          entries_[team] = {wait, clock_.monotonic(), false};
        }
        then(wait);
      });
      if (entry.being_read) return;
    }
  }
  then(last);
}

}  // namespace porchlight::collector
