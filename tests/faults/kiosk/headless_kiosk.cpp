// A kiosk without a screen, for rigs that kill it: seals and saves requests one after the other, says which
// ones are saved, and delivers what waits. Its timers run fast, so that waiting for a better hour takes no
// hour.
//   headless_kiosk STATE COUNT    COUNT: of requests to save; then it goes on until nothing waits any more.
// Prints: saved ID HASH | received ID | empty.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "delivery/courier.h"
#include "disk/key_files.h"
#include "intake/random.h"
#include "intake/seal.h"

namespace porchlight::faults {
namespace {

// 200 seconds of waiting in one.
class HurriedClock final : public Clock {
 public:
  static constexpr int speed = 200;
  Instant now() const override { return system_.now(); }
  Monotonic monotonic() const override { return began_ + (system_.monotonic() - began_) * speed; }
  bool trusted() const override { return true; }

 private:
  SystemClock system_;
  Monotonic began_ = system_.monotonic();
};

// Whole lines from two threads; what was printed is read even if the next instant kills us.
void say(const std::string& line) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::puts(line.c_str());
  std::fflush(stdout);
}

intake::Draft draft() {
  intake::Draft draft;
  draft.name.append("Canary Quetzal");
  draft.number.append("4155550199");
  draft.when = intake::WhenToCall::evenings;
  return draft;
}

// More than any facility has waiting, and few enough that a long run is not spent on going through a long
// queue: those of earlier lives of this kiosk count as well.
constexpr std::int64_t most_waiting = 50;

int run(const std::string& state, int count) {
  const HurriedClock clock;
  intake::SodiumRandom random;
  const auto enrolment = delivery::read_enrolment(state);
  if (!enrolment || !*enrolment) return std::fputs("not enrolled\n", stderr), EXIT_FAILURE;
  const auto set = (*enrolment)->recipient_set();
  const auto kiosk_key = disk::kiosk_key(state, random);
  const auto withdraw_key = disk::withdraw_key(state, random);
  if (!set || !kiosk_key || !withdraw_key) return std::fputs("no keys\n", stderr), EXIT_FAILURE;
  const intake::SealContext context{(*enrolment)->kiosk_id, "US",         "en", 1, set->recipients,
                                    kiosk_key->secret,      *withdraw_key};

  storage::Storage storage(state, clock);
  const auto http = delivery::curl_http();
  std::atomic<std::int64_t> received = 0, left_from_before = most_waiting;
  storage.counts([&left_from_before](const Result<storage::Counts>& counts) {
    if (counts) left_from_before = counts->waiting;
  });
  delivery::Courier courier({state, storage, *http, clock, random}, {.received = [&](const std::string& id) {
                              ++received;
                              say("received " + id);
                            }});
  std::atomic<bool> empty = false;
  intake::SodiumRandom visitors_random;
  std::thread visitors([&] {
    std::atomic<int> unanswered = 0;
    for (int i = 0; i < count; ++i) {
      const auto sealed = intake::seal(draft(), context, visitors_random, clock.now());
      if (!sealed) std::abort();
      const std::string line = "saved " + sealed->id + ' ' + to_hex(intake::envelope_hash(sealed->bytes));
      ++unanswered;
      storage.save(sealed->id, sealed->bytes, [&unanswered, line](const Result<Done>& saved) {
        if (saved) say(line);
        --unanswered;
      });
      // A commit takes milliseconds; more of them waiting would only be lost together.
      while (unanswered > 3 || left_from_before + i - received >= most_waiting)
        std::this_thread::sleep_for(milliseconds(1));
    }
    while (!empty) {
      storage.counts([&empty](const Result<storage::Counts>& counts) {
        if (counts && counts->waiting == 0) empty = true;
      });
      std::this_thread::sleep_for(milliseconds(20));
    }
  });
  while (!empty) {
    courier.tick();
    const auto wait =
        std::chrono::duration_cast<milliseconds>(courier.next() - clock.monotonic()) / clock.speed;
    http->wait(-1, std::clamp(wait, milliseconds(1), milliseconds(50)));
  }
  visitors.join();
  say("empty");
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace porchlight::faults

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("headless_kiosk STATE COUNT\n", stderr), EXIT_FAILURE;
  return porchlight::faults::run(argv[1], std::atoi(argv[2]));
}
