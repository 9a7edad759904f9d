#include "kiosk/restart_ladder.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

#include "disk/state_folder.h"

namespace porchlight::kiosk {
namespace {

// What is written down of the starts of one boot.
struct Starts {
  std::string boot;
  int failures = 0;          // in a row
  bool running = false;      // began, and was not told to end
  std::int64_t began_s = 0;  // the last one, on the monotonic clock, which all starts of a boot share
};

Starts read_starts(const std::string& text) {
  Starts starts;
  std::istringstream in(text);
  if (!(in >> starts.boot >> starts.failures >> starts.running >> starts.began_s)) return {};
  return starts;
}

std::string to_text(const Starts& starts) {
  std::ostringstream out;
  out << starts.boot << ' ' << starts.failures << ' ' << starts.running << ' ' << starts.began_s << '\n';
  return out.str();
}

std::int64_t since_boot_s(const Clock& clock) {
  return std::chrono::floor<seconds>(clock.monotonic().time_since_epoch()).count();
}

}  // namespace

Step RestartLadder::start() {
  Starts starts = read_starts(notes_.starts());
  const std::int64_t now_s = since_boot_s(clock_);
  if (starts.boot != boot_)
    starts = {.boot = boot_};
  else if (starts.running)
    starts.failures = now_s - starts.began_s >= seconds(held).count() ? 1 : starts.failures + 1;
  Step step = Step::normal;
  if (starts.failures >= failures_until_safe_mode) step = Step::safe_mode;
  if (starts.failures > failures_until_safe_mode && may_reboot()) step = Step::reboot;
  // If the computer does not start again after all, the ladder begins at its foot.
  if (step == Step::reboot) starts = {.boot = boot_};
  starts.running = step != Step::reboot;
  starts.began_s = now_s;
  // Where not even this can be written nothing is counted: better a kiosk that tries than one that gives up.
  (void)notes_.keep_starts(to_text(starts));
  return step;
}

// A reboot that cannot be written down might be the third of this hour.
bool RestartLadder::may_reboot() {
  const std::int64_t now_s = clock_.now().time_since_epoch().count();
  std::vector<std::int64_t> recent;
  std::istringstream in(notes_.reboots());
  // One in the future: the clock was wrong then, or is now.
  for (std::int64_t when_s = 0; in >> when_s;)
    if (now_s - when_s < seconds(std::chrono::hours(1)).count()) recent.push_back(when_s);
  if (std::ssize(recent) >= reboots_in_an_hour) return false;
  recent.push_back(now_s);
  std::ostringstream out;
  for (const std::int64_t when_s : recent) out << when_s << '\n';
  return notes_.keep_reboots(out.str()).ok();
}

void RestartLadder::ends_on_purpose() {
  (void)notes_.keep_starts(to_text({.boot = boot_}));
}

// --- In files ---

namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Files final : public LadderNotes {
 public:
  Files(std::string run_folder, std::string state_folder)
      : run_folder_(std::move(run_folder)), state_folder_(std::move(state_folder)) {}

  std::string starts() override { return text_of(run_folder_ + "/starts"); }
  Outcome keep_starts(const std::string& text) override {
    return disk::write_whole_file(run_folder_ + "/starts", text);
  }
  std::string reboots() override { return text_of(state_folder_ + "/reboots"); }
  Outcome keep_reboots(const std::string& text) override {
    if (Outcome made = disk::prepare_state_folder(state_folder_); !made.ok()) return made;
    if (Outcome written = disk::write_whole_file(state_folder_ + "/reboots", text); !written.ok())
      return written;
    return disk::sync_folder(state_folder_);
  }

 private:
  const std::string run_folder_, state_folder_;
};

}  // namespace

std::unique_ptr<LadderNotes> ladder_notes(const std::string& run_folder, const std::string& state_folder) {
  return std::make_unique<Files>(run_folder, state_folder);
}

std::string boot_id() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  file >> id;
  return id;
}

Outcome ask_for_reboot(const std::string& run_folder) {
  return disk::write_whole_file(run_folder + "/reboot", "");
}

}  // namespace porchlight::kiosk
