#include "collector/kiosk_directory.h"

namespace porchlight::collector {

void KioskDirectory::find(const std::string& id, std::function<void(Found)> then) {
  if (auto kiosk = kept(id)) return then(std::move(kiosk));
  const bool asked = writer_.ask([this, id, then](Store& store) {
    auto kiosk = store.kiosk(id);
    if (!kiosk) return then(kiosk.error());
    // One that is not there is not remembered: it may be enrolled in the next moment.
    if (!*kiosk) return then(std::shared_ptr<const Kiosk>());
    auto found = std::make_shared<const Kiosk>(std::move(**kiosk));
    keep(found);
    then(std::move(found));
  });
  if (!asked) then(StoreTrouble{StoreTrouble::Kind::unavailable, "Too many calls wait."});
}

void KioskDirectory::forget(const std::string& id) {
  const std::lock_guard lock(mutex_);
  entries_.erase(id);
}

std::shared_ptr<const Kiosk> KioskDirectory::kept(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end() || clock_.monotonic() - found->second.read >= believed_for) return nullptr;
  return found->second.kiosk;
}

void KioskDirectory::keep(std::shared_ptr<const Kiosk> kiosk) {
  const Monotonic now = clock_.monotonic();
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= most_kept)
    std::erase_if(entries_, [&](const auto& entry) { return now - entry.second.read >= believed_for; });
  if (entries_.size() >= most_kept) return;
  const std::string id = kiosk->id;
  entries_[id] = {std::move(kiosk), now};
}

}  // namespace porchlight::collector
