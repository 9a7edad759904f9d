// Outbox: the sealed requests that wait on this kiosk, the withdrawals that must reach the collector, and the
// few other things that outlive a restart: the last good kiosk-config, the last time that was seen, and how
// often each page was come to. One SQLite file, outbox.db in the state folder.
//
// A request is saved when save() says so, and not before: the bytes are synced to the disk (WAL with
// synchronous=FULL). It goes when a receipt has come, when it is withdrawn, or when it expires; then its
// bytes are overwritten.
//
// Thread: one, the same for its whole life: see Storage. Every call may wait for the disk.
// Errors: in words for staff; they hold nothing of a request.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "disk/database.h"
#include "intake/withdraw.h"
#include "site/load.h"
#include "storage/ballast.h"
#include "storage/page_counts.h"

namespace porchlight::storage {

// Offered to the collector for so long, then erased, counted and reported.
inline constexpr std::chrono::days request_expires_after{14};
// The hash outlives the request, so that a copy that arrives late is erased too.
inline constexpr std::chrono::days withdrawal_kept_for{30};

struct Counts {
  int waiting = 0;                // requests
  std::optional<Instant> oldest;  // the hour in which the longest waiting one was saved
  int withdrawals = 0;            // that the collector has not confirmed
  int expired = 0;                // requests that were never fetched, since the state folder was made
};

enum class Withdrawn {
  erased,  // it was here and had never left: nothing of it exists any more
  noted,   // it is not here, or may be elsewhere too: the collector is told when it can be reached
};

class Outbox {
 public:
  // Makes the folder and the file if need be, checks the file, and brings an older one up to date. A damaged
  // file is moved to outbox-corrupt-<date>.db and never deleted; a new one takes its place, with every
  // request that can still be read: see set_aside(). `clock` must outlive the outbox.
  static Result<Outbox> open(const std::string& folder, const Clock& clock);

  // For counting beside a running kiosk ("porchlight outbox"): changes nothing.
  static Result<Outbox> look(const std::string& folder, const Clock& clock);

  // When open() found a damaged file: where it is now, and how many requests could be copied out of it.
  struct SetAside {
    std::string path;
    int saved_requests = 0;
    int damage = 0;  // SQLite's code
  };
  const std::optional<SetAside>& set_aside() const { return set_aside_; }

  // `id` and `bytes` as intake::seal() gave them. Saving the same bytes again is fine. Error: other bytes
  // have this id; they are no envelope; or the disk refuses: then nothing was saved, and what waits is still
  // there.
  Outcome save(std::string_view id, std::span<const std::byte> bytes);

  // Erases the waiting request with this hash. What may be elsewhere is queued for the collector.
  Result<Withdrawn> withdraw(const intake::WithdrawHash& hash);

  Result<Counts> counts();

  // For delivery: the ids of all that wait, oldest first; their bytes; `offered` before the first byte leaves
  // the kiosk; `erase` when a receipt for exactly these bytes was verified.
  Result<std::vector<std::string>> waiting();
  Result<std::optional<Bytes>> bytes_of(std::string_view id);
  Outcome offered(std::string_view id);
  Outcome erase(std::string_view id);

  Result<std::vector<intake::WithdrawHash>> withdrawals();
  Outcome withdrawal_confirmed(const intake::WithdrawHash& hash);

  // Erases what has waited too long, and says how many requests. Does nothing while the clock is not trusted;
  // what was saved in such a time is counted from the first trusted hour on.
  Result<int> expire();

  // The files of the last kiosk-config that could be shown; empty: none yet.
  Outcome keep_last_good(const site::Files& files);
  Result<site::Files> last_good();

  // The latest time ever seen: a clock that shows less is wrong. see() never goes back.
  Outcome see(Instant now);
  Result<std::optional<Instant>> last_seen();

  // Numbers that staff may ask for again, by a name: when a self-test was made. The last one stays.
  Outcome note(std::string_view name, std::int64_t number);
  Result<std::optional<std::int64_t>> noted(std::string_view name);

  // How often each page was come to.
  Outcome add(std::span<const PageCount> counts);
  Result<std::vector<PageCount>> page_counts();

  // Whether the file turned out to be damaged: open() again sets it aside.
  bool damaged() const { return damaged_; }
  // SQLite's code of the last failure, for the log; 0: none.
  int last_failure() const { return last_failure_; }

 private:
  Outbox(std::string folder, const Clock& clock, disk::Database database);

  template <class Work>
  disk::Step in_transaction(Work work);
  template <class Work>
  disk::Step even_when_full(Work work);
  template <class Work>
  disk::Step erasing(Work work);
  Error failed(disk::Failure failure);
  void copy_readable_requests(const std::string& damaged, const char* order);
  std::int64_t this_hour() const;
  std::optional<std::int64_t> hours_from_now(std::chrono::days days) const;

  std::string folder_;
  const Clock* clock_;
  disk::Database database_;
  Ballast ballast_;
  std::optional<SetAside> set_aside_;
  bool damaged_ = false;
  int last_failure_ = 0;
};

}  // namespace porchlight::storage
