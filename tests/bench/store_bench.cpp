// How many requests a second a collector's Writer commits when 32 wait at a time, each followed by the next
// as soon as it is durable: what the store can do, without HTTP and signatures. Beside it, for SQLite, a bare
// loop of the same inserts into the same table, 32 in a transaction.
//   store_bench STORE [BARE]      STORE: as porchlight-collector --store; BARE: path of a SQLite file for the
//   bare loop
// Prints: requests a second, and those of the bare loop (0 without BARE).
#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <semaphore>

#include "base/bytes.h"
#include "collector/writer.h"
#include "disk/database.h"
#include "figures.h"
#include "intake/random.h"

namespace porchlight::bench {
namespace {

constexpr int requests = 30'000, waiting = 32;
constexpr std::size_t envelope_bytes = 704;  // of a request sealed for two recipients
constexpr int postgres_connections = 4;      // as porchlight-collector opens

[[noreturn]] void fail(std::string_view why) {
  fmt::print(stderr, "store_bench: {}\n", why);
  std::exit(EXIT_FAILURE);
}

std::vector<collector::NewRequest> make_requests() {
  intake::SodiumRandom random;
  std::vector<collector::NewRequest> all(requests);
  for (collector::NewRequest& request : all) {
    std::array<std::byte, 16> id;
    random.fill(id);
    request = {.id = to_hex(id),
               .kiosk = "lobby",
               .team = "st-brendans",
               .received = Instant(seconds(1'795'574'100))};
    request.envelope.resize(envelope_bytes);
    random.fill(request.hash);
    random.fill(request.withdraw);
    random.fill(request.envelope);
  }
  return all;
}

double per_second(int count, double ms) {
  return count / ms * 1000;
}

double by_the_writer(const std::string& url, std::vector<collector::NewRequest> all) {
  std::vector<std::unique_ptr<collector::Store>> stores;
  for (int i = 0; i < (url.starts_with("sqlite:") ? 1 : postgres_connections); ++i) {
    auto store = collector::open_store(url);
    if (!store) fail(store.error().what);
    stores.push_back(std::move(store.value()));
  }
  std::atomic<int> next = 0, done = 0;
  std::binary_semaphore over{0};
  std::function<void()> put_next;  // outlives the writer, whose threads call it
  collector::Writer writer(std::move(stores));
  put_next = [&] {
    const int i = next++;
    if (i >= requests) return;
    writer.put(std::move(all[static_cast<std::size_t>(i)]), [&](collector::Stored<collector::Kept> kept) {
      if (!kept || *kept != collector::Kept::is_new) fail("a request was not stored");
      if (++done == requests) over.release();
      put_next();
    });
  };
  return per_second(requests, time_ms([&] {
                      for (int i = 0; i < waiting; ++i) put_next();
                      over.acquire();
                    }));
}

double by_a_bare_loop(const std::string& path, const std::vector<collector::NewRequest>& all) {
  if (const auto made = collector::open_store("sqlite:" + path); !made)
    fail(made.error().what);  // the same table
  auto opened = disk::Database::open(path, disk::Database::Access::read_and_write);
  if (!opened || !opened->run("PRAGMA synchronous=FULL")) fail("cannot open the bare file");
  disk::Database& database = opened.value();
  disk::Statement insert = database.prepare(
      "INSERT INTO requests(id, kiosk, team, hash, withdraw, received, envelope) VALUES(?1, ?2, ?3, ?4, ?5, "
      "?6, ?7)");
  return per_second(requests, time_ms([&] {
                      for (std::size_t i = 0; i < all.size();) {
                        disk::Transaction transaction(database);
                        for (int n = 0; n < waiting && i < all.size(); ++n, ++i) {
                          const collector::NewRequest& request = all[i];
                          if (!insert.again()
                                   .text(request.id)
                                   .text(request.kiosk)
                                   .text(request.team)
                                   .blob(request.hash)
                                   .blob(request.withdraw)
                                   .number(request.received.time_since_epoch().count())
                                   .blob(request.envelope)
                                   .run())
                            fail("the bare loop cannot write");
                        }
                        if (!transaction.commit()) fail("the bare loop cannot commit");
                      }
                    }));
}

}  // namespace
}  // namespace porchlight::bench

int main(int argc, char** argv) {
  if (argc < 2) return fmt::print(stderr, "store_bench STORE [BARE]\n"), EXIT_FAILURE;
  using namespace porchlight::bench;
  const double bare = argc > 2 ? by_a_bare_loop(argv[2], make_requests()) : 0;
  fmt::print("{:.0f} {:.0f}\n", by_the_writer(argv[1], make_requests()), bare);
}
