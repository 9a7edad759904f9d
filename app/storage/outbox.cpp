#include "storage/outbox.h"

#include <algorithm>

#include "disk/state_folder.h"
#include "intake/envelope.h"
#include "storage/outbox_file.h"

namespace porchlight::storage {
namespace {

using std::chrono::hours;

Bytes copy_of(std::span<const std::byte> bytes) {
  return {bytes.begin(), bytes.end()};
}

std::span<const std::byte> bytes_in(std::string_view text) {
  return std::as_bytes(std::span(text));
}

disk::Statement& hour_or_null(disk::Statement& statement, std::optional<std::int64_t> hour) {
  return hour ? statement.number(*hour) : statement.null();
}

}  // namespace

Outbox::Outbox(std::string folder, const Clock& clock, disk::Database database)
    : folder_(std::move(folder)), clock_(&clock), database_(std::move(database)), ballast_(folder_) {}

Result<Outbox> Outbox::open(const std::string& folder, const Clock& clock) {
  if (auto prepared = disk::prepare_state_folder(folder); !prepared) return prepared.error();
  auto file = open_outbox_file(folder, clock.now());
  if (!file) return file.error();
  Outbox outbox(folder, clock, std::move(file->database));
  if (file->set_aside) {
    outbox.set_aside_ = SetAside{*file->set_aside, 0, file->damage};
    // From both ends: one damaged page in the middle hides what lies behind it.
    outbox.copy_readable_requests(*file->set_aside, "ASC");
    outbox.copy_readable_requests(*file->set_aside, "DESC");
  }
  // An erasing that was cut short by a power cut is finished now.
  (void)outbox.database_.checkpoint();
  outbox.ballast_.take();
  return outbox;
}

Result<Outbox> Outbox::look(const std::string& folder, const Clock& clock) {
  auto database = look_at_outbox_file(folder);
  if (!database) return database.error();
  return Outbox(folder, clock, std::move(*database));
}

void Outbox::copy_readable_requests(const std::string& damaged, const char* order) {
  auto database = disk::Database::open(damaged, disk::Database::Access::remains);
  if (!database) return;
  disk::Statement row =
      database->prepare(std::string("SELECT id, bytes FROM requests ORDER BY place ") + order);
  for (auto found = row.next(); found && *found; found = row.next()) {
    const std::string id(row.text_at(0));
    const auto known = bytes_of(id);
    if (known && !*known && save(id, row.blob_at(1))) ++set_aside_->saved_requests;
  }
}

template <class Work>
disk::Step Outbox::in_transaction(Work work) {
  disk::Transaction transaction(database_);
  if (!transaction.begun()) return transaction.begun();
  if (disk::Step done = work(); !done) return done;
  return transaction.commit();
}

template <class Work>
disk::Step Outbox::even_when_full(Work work) {
  disk::Step step = in_transaction(work);
  if (!step && step.error().full() && ballast_.release()) step = in_transaction(work);
  return step;
}

// Leaves nothing of what was erased: neither in free pages nor in the log.
template <class Work>
disk::Step Outbox::erasing(Work work) {
  disk::Step step = even_when_full(work);
  if (!step) return step;
  // Held up by a "porchlight outbox" that is counting: the next erasing, or the next start, does it.
  if (const disk::Step done = database_.checkpoint(); !done && done.error().full() && ballast_.release())
    (void)database_.checkpoint();
  ballast_.take();
  return step;
}

Error Outbox::failed(disk::Failure failure) {
  last_failure_ = failure.code;
  damaged_ = damaged_ || failure.corrupt();
  return in_words(failure, folder_);
}

std::int64_t Outbox::this_hour() const {
  return std::chrono::floor<hours>(clock_->now().time_since_epoch()).count();
}

std::optional<std::int64_t> Outbox::hours_from_now(std::chrono::days days) const {
  if (!clock_->trusted()) return std::nullopt;
  return this_hour() + hours(days).count();
}

Outcome Outbox::save(std::string_view id, std::span<const std::byte> bytes) {
  last_failure_ = 0;
  const auto header = intake::read_header(bytes);
  if (!header || header->id != id)
    return Error{"Only a sealed request can be saved. This is a bug: please report it."};
  bool other_bytes = false;
  const disk::Step step = in_transaction([&]() -> disk::Step {
    disk::Statement insert = database_.prepare(
        "INSERT INTO requests(id, bytes, saved_hour, withdraw, language, expires_hour) VALUES(?, ?, ?, ?, ?, "
        "?) "
        "ON CONFLICT(id) DO NOTHING");
    insert.text(id).blob(bytes).number(this_hour()).blob(header->withdraw).text(header->language);
    if (disk::Step done = hour_or_null(insert, hours_from_now(request_expires_after)).run(); !done)
      return done;
    if (database_.changes() > 0) return Done{};
    disk::Statement same = database_.prepare("SELECT 1 FROM requests WHERE id = ? AND bytes = ?");
    const auto found = same.text(id).blob(bytes).next();
    if (!found) return found.error();
    other_bytes = !*found;
    return Done{};
  });
  if (!step) return failed(step.error());
  if (other_bytes)
    return Error{"Another request has this id already. It was kept, and this one was not saved."};
  return Done{};
}

Result<Withdrawn> Outbox::withdraw(const intake::WithdrawHash& hash) {
  Withdrawn result = Withdrawn::noted;
  const disk::Step step = erasing([&]() -> disk::Step {
    disk::Statement look = database_.prepare("SELECT max(offered) FROM requests WHERE withdraw = ?");
    const auto found = look.blob(hash).next();
    if (!found) return found.error();
    const bool only_here = !look.null_at(0) && look.number_at(0) == 0;
    result = only_here ? Withdrawn::erased : Withdrawn::noted;
    disk::Statement erase = database_.prepare("DELETE FROM requests WHERE withdraw = ?");
    if (disk::Step done = erase.blob(hash).run(); !done || only_here) return done;
    disk::Statement queue = database_.prepare(
        "INSERT INTO withdrawals(hash, until_hour) VALUES(?, ?) "
        "ON CONFLICT(hash) DO UPDATE SET until_hour = excluded.until_hour");
    return hour_or_null(queue.blob(hash), hours_from_now(withdrawal_kept_for)).run();
  });
  if (!step) return failed(step.error());
  return result;
}

Result<Counts> Outbox::counts() {
  disk::Statement row = database_.prepare(
      "SELECT (SELECT count(*) FROM requests), (SELECT min(saved_hour) FROM requests),"
      " (SELECT count(*) FROM withdrawals), (SELECT value FROM numbers WHERE name = 'expired')");
  const auto found = row.next();
  if (!found) return failed(found.error());
  Counts counts;
  counts.waiting = static_cast<int>(row.number_at(0));
  if (!row.null_at(1)) counts.oldest = Instant(hours(row.number_at(1)));
  counts.withdrawals = static_cast<int>(row.number_at(2));
  counts.expired = static_cast<int>(row.number_at(3));
  return counts;
}

Result<std::vector<std::string>> Outbox::waiting() {
  std::vector<std::string> ids;
  disk::Statement row = database_.prepare("SELECT id FROM requests ORDER BY place");
  for (;;) {
    const auto found = row.next();
    if (!found) return failed(found.error());
    if (!*found) return ids;
    ids.emplace_back(row.text_at(0));
  }
}

Result<std::optional<Bytes>> Outbox::bytes_of(std::string_view id) {
  disk::Statement row = database_.prepare("SELECT bytes FROM requests WHERE id = ?");
  const auto found = row.text(id).next();
  if (!found) return failed(found.error());
  if (!*found) return std::optional<Bytes>();
  return std::optional<Bytes>(copy_of(row.blob_at(0)));
}

Outcome Outbox::offered(std::string_view id) {
  // On a full disk too: delivering is what makes room.
  const disk::Step step = even_when_full(
      [&] { return database_.prepare("UPDATE requests SET offered = 1 WHERE id = ?").text(id).run(); });
  if (!step) return failed(step.error());
  return Done{};
}

Outcome Outbox::erase(std::string_view id) {
  const disk::Step step =
      erasing([&] { return database_.prepare("DELETE FROM requests WHERE id = ?").text(id).run(); });
  if (!step) return failed(step.error());
  return Done{};
}

Result<std::vector<intake::WithdrawHash>> Outbox::withdrawals() {
  std::vector<intake::WithdrawHash> hashes;
  disk::Statement row = database_.prepare("SELECT hash FROM withdrawals");
  for (;;) {
    const auto found = row.next();
    if (!found) return failed(found.error());
    if (!*found) return hashes;
    const auto bytes = row.blob_at(0);
    if (bytes.size() == sizeof(intake::WithdrawHash)) std::ranges::copy(bytes, hashes.emplace_back().begin());
  }
}

Outcome Outbox::withdrawal_confirmed(const intake::WithdrawHash& hash) {
  const disk::Step step =
      erasing([&] { return database_.prepare("DELETE FROM withdrawals WHERE hash = ?").blob(hash).run(); });
  if (!step) return failed(step.error());
  return Done{};
}

Result<int> Outbox::expire() {
  if (!clock_->trusted()) return 0;
  std::int64_t expired = 0;
  const disk::Step step = erasing([&]() -> disk::Step {
    const auto run = [&](const char* sql, std::int64_t hour) {
      return database_.prepare(sql).number(hour).run();
    };
    const std::int64_t now = this_hour();
    if (disk::Step done = run("UPDATE requests SET expires_hour = ? WHERE expires_hour IS NULL",
                              now + hours(request_expires_after).count());
        !done)
      return done;
    if (disk::Step done = run("UPDATE withdrawals SET until_hour = ? WHERE until_hour IS NULL",
                              now + hours(withdrawal_kept_for).count());
        !done)
      return done;
    if (disk::Step done = run("DELETE FROM withdrawals WHERE until_hour <= ?", now); !done) return done;
    if (disk::Step done = run("DELETE FROM requests WHERE expires_hour <= ?", now); !done) return done;
    expired = database_.changes();
    if (expired == 0) return Done{};
    return run(
        "INSERT INTO numbers(name, value) VALUES('expired', ?) "
        "ON CONFLICT(name) DO UPDATE SET value = value + excluded.value",
        expired);
  });
  if (!step) return failed(step.error());
  return static_cast<int>(expired);
}

Outcome Outbox::keep_last_good(const site::Files& files) {
  // At every start the same files come: a card that wears out by writing is not written for nothing.
  if (const auto kept = last_good(); kept && *kept == files) return Done{};
  const disk::Step step = in_transaction([&]() -> disk::Step {
    if (disk::Step done = database_.run("DELETE FROM last_good"); !done) return done;
    for (const auto& [path, content] : files) {
      disk::Statement insert = database_.prepare("INSERT INTO last_good(path, bytes) VALUES(?, ?)");
      if (disk::Step done = insert.text(path).blob(bytes_in(content)).run(); !done) return done;
    }
    return Done{};
  });
  if (!step) return failed(step.error());
  return Done{};
}

Result<site::Files> Outbox::last_good() {
  site::Files files;
  disk::Statement row = database_.prepare("SELECT path, bytes FROM last_good");
  for (;;) {
    const auto found = row.next();
    if (!found) return failed(found.error());
    if (!*found) return files;
    files.emplace(row.text_at(0), row.text_at(1));
  }
}

Outcome Outbox::see(Instant now) {
  disk::Statement statement = database_.prepare(
      "INSERT INTO numbers(name, value) VALUES('last_seen', ?) "
      "ON CONFLICT(name) DO UPDATE SET value = max(value, excluded.value)");
  const disk::Step step = statement.number(now.time_since_epoch().count()).run();
  if (!step) return failed(step.error());
  return Done{};
}

Outcome Outbox::note(std::string_view name, std::int64_t number) {
  disk::Statement statement = database_.prepare(
      "INSERT INTO numbers(name, value) VALUES('note ' || ?, ?) "
      "ON CONFLICT(name) DO UPDATE SET value = excluded.value");
  const disk::Step step = statement.text(name).number(number).run();
  if (!step) return failed(step.error());
  return Done{};
}

Result<std::optional<std::int64_t>> Outbox::noted(std::string_view name) {
  disk::Statement row = database_.prepare("SELECT value FROM numbers WHERE name = 'note ' || ?");
  row.text(name);
  const auto found = row.next();
  if (!found) return failed(found.error());
  if (!*found) return std::optional<std::int64_t>();
  return std::optional(row.number_at(0));
}

Result<std::optional<Instant>> Outbox::last_seen() {
  disk::Statement row = database_.prepare("SELECT value FROM numbers WHERE name = 'last_seen'");
  const auto found = row.next();
  if (!found) return failed(found.error());
  if (!*found) return std::optional<Instant>();
  return std::optional<Instant>(Instant(seconds(row.number_at(0))));
}

Outcome Outbox::add(std::span<const PageCount> counts) {
  const disk::Step step = in_transaction([&] { return add_page_counts(database_, counts); });
  if (!step) return failed(step.error());
  return Done{};
}

Result<std::vector<PageCount>> Outbox::page_counts() {
  auto counts = read_page_counts(database_);
  if (!counts) return failed(counts.error());
  return std::move(*counts);
}

}  // namespace porchlight::storage
