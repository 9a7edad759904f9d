// A store in memory, for tests of what stands in front of one. Several may share one database, as several
// connections do. A test holds it up, lets it fail, and looks at what came.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <tuple>

#include "collector/store.h"

namespace porchlight::collector {

struct MemoryDatabase {
  std::mutex mutex;
  std::map<std::string, NewRequest> requests;
  std::set<std::pair<std::string, intake::WithdrawHash>> withdrawn;
  struct Code {
    std::string kiosk, team;
    Instant expires;
  };
  std::map<intake::Hash, Code> codes;
  std::map<std::string, Kiosk> kiosks;
  std::map<std::string, std::pair<std::uint32_t, Bytes>> recipients, bases;
  std::map<std::string, seconds> waits;
  std::map<std::string, Instant> claims;

  // For the test.
  std::optional<StoreTrouble> trouble;            // every call fails with it
  std::vector<std::vector<std::string>> batches;  // ids, as put() got them
  int lookups = 0, wait_reads = 0, checks = 0;

  // While it is held up, calls of put() wait.
  void hold_up() {
    const std::lock_guard lock(mutex);
    held_up_ = true;
  }
  void let_go() {
    const std::lock_guard lock(mutex);
    held_up_ = false;
    changed_.notify_all();
  }
  // Until so many calls of put() wait.
  void await_putting(int calls) {
    std::unique_lock lock(mutex);
    changed_.wait(lock, [&] { return putting_ >= calls; });
  }

 private:
  friend class MemoryStore;
  std::condition_variable changed_;
  bool held_up_ = false;
  int putting_ = 0;
};

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(MemoryDatabase& database) : data_(database) {}

  Stored<std::vector<Kept>> put(std::span<const NewRequest> requests) override {
    std::unique_lock lock(data_.mutex);
    ++data_.putting_;
    data_.changed_.notify_all();
    data_.changed_.wait(lock, [this] { return !data_.held_up_; });
    --data_.putting_;
    auto& batch = data_.batches.emplace_back();
    for (const NewRequest& request : requests) batch.push_back(request.id);
    if (data_.trouble) return *data_.trouble;
    std::vector<Kept> kept;
    for (const NewRequest& request : requests) kept.push_back(put_one(request));
    return kept;
  }

  Stored<Done> withdraw(const std::string& team, const intake::WithdrawHash& hash, Instant) override {
    const std::lock_guard lock(data_.mutex);
    if (data_.trouble) return *data_.trouble;
    data_.withdrawn.emplace(team, hash);
    std::erase_if(data_.requests, [&](const auto& entry) {
      return entry.second.team == team && entry.second.withdraw == hash;
    });
    return Done{};
  }

  Stored<std::optional<Bytes>> envelope(const std::string& id) override {
    const std::lock_guard lock(data_.mutex);
    const auto found = data_.requests.find(id);
    return found == data_.requests.end() ? std::optional<Bytes>() : std::optional(found->second.envelope);
  }

  Stored<Done> add_code(const intake::Hash& code, const std::string& kiosk, const std::string& team,
                        Instant expires) override {
    const std::lock_guard lock(data_.mutex);
    if (data_.trouble) return *data_.trouble;
    data_.codes[code] = {kiosk, team, expires};
    return Done{};
  }

  Stored<std::optional<Kiosk>> enrol(const intake::Hash& code, const intake::SigningPublic& key,
                                     Instant now) override {
    const std::lock_guard lock(data_.mutex);
    if (data_.trouble) return *data_.trouble;
    const auto found = data_.codes.find(code);
    if (found == data_.codes.end() || found->second.expires <= now) return std::optional<Kiosk>();
    const Kiosk kiosk{.id = found->second.kiosk, .team = found->second.team, .key = key, .enrolled = now};
    data_.codes.erase(found);
    data_.kiosks[kiosk.id] = kiosk;
    return std::optional(kiosk);
  }

  Stored<std::optional<Kiosk>> kiosk(const std::string& id) override {
    const std::lock_guard lock(data_.mutex);
    ++data_.lookups;
    if (data_.trouble) return *data_.trouble;
    const auto found = data_.kiosks.find(id);
    return found == data_.kiosks.end() ? std::optional<Kiosk>() : std::optional(found->second);
  }

  Stored<std::vector<Kiosk>> kiosks() override {
    const std::lock_guard lock(data_.mutex);
    std::vector<Kiosk> all;
    for (const auto& [_, kiosk] : data_.kiosks) all.push_back(kiosk);
    return all;
  }

  Stored<bool> revoke(const std::string& kiosk) override {
    const std::lock_guard lock(data_.mutex);
    const auto found = data_.kiosks.find(kiosk);
    if (found == data_.kiosks.end()) return false;
    found->second.revoked = true;
    return true;
  }

  Stored<Done> save_status(const std::string& kiosk, const std::string& json, Instant now) override {
    const std::lock_guard lock(data_.mutex);
    if (data_.trouble) return *data_.trouble;
    data_.kiosks[kiosk].status = json;
    data_.kiosks[kiosk].last_seen = now;
    return Done{};
  }

  Stored<bool> publish(const std::string& team, std::uint32_t epoch,
                       std::span<const std::byte> set) override {
    const std::lock_guard lock(data_.mutex);
    const auto found = data_.recipients.find(team);
    if (found != data_.recipients.end() && found->second.first >= epoch) return false;
    data_.recipients[team] = {epoch, Bytes(set.begin(), set.end())};
    return true;
  }

  Stored<std::optional<Bytes>> recipients(const std::string& team) override {
    const std::lock_guard lock(data_.mutex);
    if (data_.trouble) return *data_.trouble;
    const auto found = data_.recipients.find(team);
    return found == data_.recipients.end() ? std::optional<Bytes>() : std::optional(found->second.second);
  }

  Stored<bool> publish_base(const std::string& team, std::uint32_t number,
                            std::span<const std::byte> base_config) override {
    const std::lock_guard lock(data_.mutex);
    data_.bases[team] = {number, Bytes(base_config.begin(), base_config.end())};
    return true;
  }

  Stored<std::optional<Bytes>> base(const std::string& team) override {
    const std::lock_guard lock(data_.mutex);
    if (data_.trouble) return *data_.trouble;
    const auto found = data_.bases.find(team);
    return found == data_.bases.end() ? std::optional<Bytes>() : std::optional(found->second.second);
  }

  Stored<Done> called(const std::string&, Instant) override { return Done{}; }

  Stored<std::optional<seconds>> usual_wait(const std::string& team, Instant) override {
    const std::lock_guard lock(data_.mutex);
    ++data_.wait_reads;
    if (data_.trouble) return *data_.trouble;
    const auto found = data_.waits.find(team);
    return found == data_.waits.end() ? std::optional<seconds>() : std::optional(found->second);
  }

  Stored<bool> claim(const std::string& what, Instant now, Instant until) override {
    const std::lock_guard lock(data_.mutex);
    if (data_.trouble) return *data_.trouble;
    Instant& taken_until = data_.claims[what];
    if (taken_until > now) return false;
    taken_until = until;
    return true;
  }

  // Nobody opens one here.
  Stored<Waiting> unattended(Instant) override { return waiting(); }
  Stored<Waiting> waiting() override {
    const std::lock_guard lock(data_.mutex);
    Waiting waiting{static_cast<std::int64_t>(data_.requests.size()), std::nullopt};
    for (const auto& [_, request] : data_.requests)
      if (!waiting.oldest || request.received < *waiting.oldest) waiting.oldest = request.received;
    return waiting;
  }

  Stored<Done> check() override {
    const std::lock_guard lock(data_.mutex);
    ++data_.checks;
    if (data_.trouble) return *data_.trouble;
    return Done{};
  }

  Stored<Done> tidy(Instant) override { return Done{}; }

  // The inbox is tested on the real ones.
  Sql& sql() override { std::abort(); }

 private:
  Kept put_one(const NewRequest& request) {
    if (data_.withdrawn.contains({request.team, request.withdraw})) return Kept::withdrawn;
    const auto [there, is_new] = data_.requests.emplace(request.id, request);
    if (is_new) return Kept::is_new;
    return there->second.hash == request.hash ? Kept::same : Kept::other_bytes;
  }

  MemoryDatabase& data_;
};

inline std::vector<std::unique_ptr<Store>> memory_stores(MemoryDatabase& database, int count = 1) {
  std::vector<std::unique_ptr<Store>> stores;
  for (int i = 0; i < count; ++i) stores.push_back(std::make_unique<MemoryStore>(database));
  return stores;
}

}  // namespace porchlight::collector
