// Ladder: the restart ladder of `porchlight run`, where it applies, and what it says in the journal. Thread:
// main.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "kiosk/restart_ladder.h"

namespace porchlight::kiosk {

// The ladder of a kiosk that somebody starts again whenever it ends: systemd, which names a folder for it.
class Ladder {
 public:
  Ladder(const Clock& clock, const std::string& state_folder) {
    const char* folder = std::getenv("RUNTIME_DIRECTORY");
    if (folder == nullptr) return;
    run_folder_ = folder;
    notes_ = ladder_notes(run_folder_, state_folder);
    ladder_ = std::make_unique<RestartLadder>(clock, *notes_, boot_id());
  }

  // Says in words, for the journal, when it is not the usual start.
  Step start() {
    const Step step = ladder_ ? ladder_->start() : Step::normal;
    if (step == Step::safe_mode)
      fmt::print(stderr, "porchlight: it failed three times in a row, and goes on in safe mode.\n");
    if (step == Step::reboot) {
      fmt::print(stderr, "porchlight: safe mode failed too. The computer starts again.\n");
      if (const Outcome asked = ask_for_reboot(run_folder_); !asked)
        fmt::print(stderr, "porchlight: {}\n", asked.error().what);
    }
    return step;
  }
  void ends_on_purpose() {
    if (ladder_) ladder_->ends_on_purpose();
  }

 private:
  std::string run_folder_;
  std::unique_ptr<LadderNotes> notes_;
  std::unique_ptr<RestartLadder> ladder_;
};

}  // namespace porchlight::kiosk
