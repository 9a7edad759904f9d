// RestartLadder: what becomes of a kiosk that keeps failing. The service manager starts it again whenever it
// ends; this counts, boot by boot, how often that was not on purpose:
//   three failures in a row  -> safe mode: the built-in help lines, and no file of staff or of the kiosk's
//   own safe mode fails too      -> the computer starts again, at most twice an hour that is used up -> safe
//   mode, for as long as it takes
// A kiosk that held for an hour begins at the bottom again. Pure but for its port. Thread: main.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace porchlight::kiosk {

enum class Step { normal, safe_mode, reboot };

// Where it is written down; the texts are the ladder's affair. An empty text: nothing is kept, or it cannot
// be read.
class LadderNotes {
 public:
  virtual ~LadderNotes() = default;
  // Of this boot; may be gone after it, and should be writable when the disk is not.
  virtual std::string starts() = 0;
  virtual Outcome keep_starts(const std::string& text) = 0;
  // Must survive a boot, synced.
  virtual std::string reboots() = 0;
  virtual Outcome keep_reboots(const std::string& text) = 0;
};

class RestartLadder {
 public:
  static constexpr int failures_until_safe_mode = 3;
  static constexpr int reboots_in_an_hour = 2;
  // Who held for so long did not fail at its start.
  static constexpr std::chrono::hours held{1};

  // `boot`: another text after each boot. `clock` and `notes` outlive this.
  RestartLadder(const Clock& clock, LadderNotes& notes, std::string boot)
      : clock_(clock), notes_(notes), boot_(std::move(boot)) {}

  // The program begins: what it is to do. Call it once, before anything that may fail.
  Step start();

  // It was told to end, by the service manager or by staff.
  void ends_on_purpose();

 private:
  bool may_reboot();

  const Clock& clock_;
  LadderNotes& notes_;
  std::string boot_;
};

// Notes in files: of this boot in `run_folder` (the service's RuntimeDirectory, kept in memory), of reboots
// in the state folder.
std::unique_ptr<LadderNotes> ladder_notes(const std::string& run_folder, const std::string& state_folder);

// The kernel's name for this boot; empty: unknown.
std::string boot_id();

// Tells packaging/after-stop, which runs as root when the service has ended, to start the computer again.
Outcome ask_for_reboot(const std::string& run_folder);

}  // namespace porchlight::kiosk
