#include "kiosk/stick_desk.h"

#include <utility>

namespace porchlight::kiosk {
namespace {

using screens::StickReport;
using State = StickReport::State;

// As many as somebody reads standing at a screen.
constexpr std::size_t most_lines = 12;
constexpr const char* may_be_removed = "You may remove the stick.";

}  // namespace

StickDesk::StickDesk(Parts parts)
    : parts_(std::move(parts)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

StickDesk::~StickDesk() {
  *here_ = false;
}

void StickDesk::take() {
  const std::lock_guard lock(mutex_);
  take_ = true;
  asked_.notify_one();
}

void StickDesk::put(std::string name, std::string bytes, std::function<void(const Outcome&)> then) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back({std::move(name), std::move(bytes), std::move(then)});
  asked_.notify_one();
}

void StickDesk::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    look();
    bool asked = false;
    std::deque<Job> jobs;
    {
      std::unique_lock lock(mutex_);
      asked_.wait_for(lock, stop, parts_.look_every, [this] { return take_ || !jobs_.empty(); });
      asked = std::exchange(take_, false);
      jobs.swap(jobs_);
    }
    if (asked) take_offered();
    for (const Job& job : jobs) write(job);
  }
}

void StickDesk::write(const Job& job) {
  Outcome written = folder_.empty() ? Outcome(Error{"There is no stick."})
                                    : disk::put_on_stick(folder_, job.name, job.bytes);
  if (written.ok()) written = parts_.stick->sync(folder_);
  parts_.mailbox.post([here = here_, then = job.then, written] {
    if (*here) then(written);
  });
}

void StickDesk::look() {
  const std::vector<std::string> folders = parts_.stick->folders();
  const std::string folder = folders.empty() ? std::string() : folders.front();
  if (folder == folder_) return;
  folder_ = folder;
  offer_.reset();
  if (folder.empty()) return tell({});
  const auto now = parts_.clock.trusted() ? std::optional(parts_.clock.now()) : std::nullopt;
  auto offer = delivery::look_at_stick(folder, parts_.config, parts_.state_folder, now);
  if (!offer) return tell({State::refused, {offer.error().what, may_be_removed}});
  if (!*offer) return tell({State::nothing_new, {may_be_removed}});
  offer_ = std::move(**offer);
  // A stick that is write-protected is no reason not to show it here.
  (void)delivery::write_problems(*offer_, folder);
  if (offer_->can_be_shown && offer_->signed_by_trusted) return take_offered();
  std::vector<std::string> words = offer_->words(most_lines);
  const Outcome synced = parts_.stick->sync(folder);
  if (!offer_->can_be_shown) {
    words.push_back(synced.ok() ? may_be_removed : synced.error().what);
    offer_.reset();
    return tell({State::refused, std::move(words)});
  }
  tell({State::offered, std::move(words)});
}

void StickDesk::take_offered() {
  if (!offer_) return;
  const delivery::StickOffer offer = std::move(*std::exchange(offer_, std::nullopt));
  if (const Outcome taken = delivery::take_over(offer, parts_.config, parts_.state_folder); !taken)
    return tell({State::failed, {taken.error().what}});
  std::vector<std::string> words = offer.words(most_lines);
  // Only now: the page of problems was written on it.
  const Outcome synced = parts_.stick->sync(folder_);
  words.push_back(synced.ok() ? may_be_removed : synced.error().what);
  tell({State::taken, std::move(words)});
}

void StickDesk::tell(StickReport report) {
  parts_.mailbox.post([here = here_, changed = parts_.changed, report = std::move(report)] {
    if (*here) changed(report);
  });
}

}  // namespace porchlight::kiosk
