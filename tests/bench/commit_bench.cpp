// How long a visitor waits for "It's saved": a sealed request into the outbox, beside a bare write and fsync
// of the same bytes to the same disk, by turns.   commit_bench FOLDER
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "figures.h"
#include "intake/random.h"
#include "intake/seal.h"
#include "storage/outbox.h"

namespace porchlight::bench {
namespace {

constexpr int requests = 500;

intake::Sealed sealed_request(Random& random, Instant now) {
  static const intake::SealingPair callers = intake::make_sealing_pair(random),
                                   recovery = intake::make_sealing_pair(random);
  static const intake::SigningPair kiosk = intake::make_signing_pair(random);
  static const intake::WithdrawKey withdraw = intake::make_withdraw_key(random);
  static const std::array recipients{intake::Recipient{"Callers", callers.key, false, false},
                                     intake::Recipient{"Safe", recovery.key, true, false}};
  intake::Draft draft;
  draft.name.append("Sam");
  draft.number.append("4155550137");
  draft.when = intake::WhenToCall::evenings;
  return intake::seal(draft, {"lobby", "US", "en", 1, recipients, kiosk.secret, withdraw}, random, now)
      .value();
}

// A file that is only appended to and synced.
class BareFile {
 public:
  explicit BareFile(const std::string& path)
      : descriptor_(::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600)) {}
  ~BareFile() { ::close(descriptor_); }
  BareFile(const BareFile&) = delete;
  BareFile& operator=(const BareFile&) = delete;

  bool append(const Bytes& bytes) {
    return ::write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
           ::fsync(descriptor_) == 0;
  }

 private:
  int descriptor_;
};

int run(const std::string& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const FakeClock clock{Instant(seconds(1'795'574'100))};
  intake::SeededRandom random(1);
  Result<storage::Outbox> outbox = storage::Outbox::open(folder, clock);
  if (!outbox.ok()) return fmt::print(stderr, "commit_bench: {}\n", outbox.error().what), EXIT_FAILURE;
  BareFile file(folder + "/bare");

  Times commits, writes;
  for (int i = 0; i < requests; ++i) {
    const intake::Sealed sealed = sealed_request(random, clock.now());
    bool saved = false, written = false;
    commits.push_back(time_ms([&] { saved = outbox->save(sealed.id, sealed.bytes).ok(); }));
    writes.push_back(time_ms([&] { written = file.append(sealed.bytes); }));
    if (!saved || !written)
      return fmt::print(stderr, "commit_bench: cannot write {}\n", folder), EXIT_FAILURE;
  }
  print_figure("commit_p50", quantile(commits, 0.5), "ms");
  print_figure("commit_p99", quantile(commits, 0.99), "ms",
               "a request, from the bytes to the disk; beside the last line");
  print_figure("write_fsync_p50", quantile(writes, 0.5), "ms");
  print_figure("write_fsync_p99", quantile(writes, 0.99), "ms", "a bare write and fsync of the same bytes");
  std::filesystem::remove_all(folder);
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace porchlight::bench

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "commit_bench FOLDER\n"), EXIT_FAILURE;
  return porchlight::bench::run(argv[1]);
}
