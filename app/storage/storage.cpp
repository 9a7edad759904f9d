#include "storage/storage.h"

#include "base/log.h"

namespace porchlight::storage {

Storage::Storage(std::string folder, const Clock& clock)
    : folder_(std::move(folder)), clock_(clock), thread_([this] { run(); }) {}

Storage::~Storage() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  posted_.notify_one();
  thread_.join();
}

void Storage::post(std::function<void()> message) {
  {
    const std::lock_guard lock(mutex_);
    messages_.push_back(std::move(message));
  }
  posted_.notify_one();
}

void Storage::run() {
  open();
  for (;;) {
    std::function<void()> message;
    {
      std::unique_lock lock(mutex_);
      posted_.wait(lock, [this] { return stopping_ || !messages_.empty(); });
      if (messages_.empty()) break;
      message = std::move(messages_.front());
      messages_.pop_front();
    }
    message();
  }
  outbox_.reset();
}

bool Storage::open() {
  if (outbox_) return true;
  auto opened = Outbox::open(folder_, clock_);
  if (!opened) {
    why_not_ = opened.error();
    return false;
  }
  outbox_.emplace(std::move(*opened));
  if (const auto& aside = outbox_->set_aside())
    log::write(log::Event::storage_set_aside, aside->damage, aside->saved_requests);
  return true;
}

void Storage::ready(Then<Done> then) {
  ask<Done>([](Outbox&) { return Done{}; }, std::move(then));
}

void Storage::save(std::string id, Bytes bytes, Then<Done> then) {
  post([this, id = std::move(id), bytes = std::move(bytes), then = std::move(then)] {
    auto saved = on_outbox<Done>([&](Outbox& outbox) { return outbox.save(id, bytes); });
    // The answer first: the visitor waits for it, the log does not.
    const bool ok = saved.ok();
    then(std::move(saved));
    if (ok && changed_) changed_();
    const auto counts = ok ? outbox_->counts() : Result<Counts>(Error{});
    if (counts) log::write(log::Event::request_saved, counts->waiting);
    if (!ok) log::write(log::Event::request_not_saved, outbox_ ? outbox_->last_failure() : 0);
  });
}

void Storage::withdraw(const intake::WithdrawHash& hash, Then<Withdrawn> then) {
  post([this, hash, then = std::move(then)] {
    auto withdrawn = on_outbox<Withdrawn>([&](Outbox& outbox) { return outbox.withdraw(hash); });
    const bool ok = withdrawn.ok();
    then(std::move(withdrawn));
    if (!ok) return;
    if (changed_) changed_();
    if (const auto counts = outbox_->counts()) log::write(log::Event::request_withdrawn, counts->waiting);
  });
}

void Storage::counts(Then<Counts> then) {
  ask<Counts>([](Outbox& outbox) { return outbox.counts(); }, std::move(then));
}

void Storage::add(std::vector<PageCount> counts, Then<Done> then) {
  ask<Done>([counts = std::move(counts)](Outbox& outbox) { return outbox.add(counts); }, std::move(then));
}

void Storage::keep_last_good(site::Files files, Then<Done> then) {
  ask<Done>([files = std::move(files)](Outbox& outbox) { return outbox.keep_last_good(files); },
            std::move(then));
}

void Storage::last_good(Then<site::Files> then) {
  ask<site::Files>([](Outbox& outbox) { return outbox.last_good(); }, std::move(then));
}

void Storage::last_seen(Then<std::optional<Instant>> then) {
  ask<std::optional<Instant>>([](Outbox& outbox) { return outbox.last_seen(); }, std::move(then));
}

void Storage::on_change(std::function<void()> changed) {
  post([this, changed = std::move(changed)] { changed_ = changed; });
}

void Storage::hour_passed(Then<int> then) {
  ask<int>(
      [&clock = clock_](Outbox& outbox) -> Result<int> {
        if (clock.trusted())
          if (auto seen = outbox.see(clock.now()); !seen) return seen.error();
        return outbox.expire();
      },
      std::move(then));
}

}  // namespace porchlight::storage
