// What `porchlight COMMAND` does, one function each; main.cpp reads the command line. Results go to standard
// output, what went wrong to standard error; each returns the exit code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/tour.h"
#include "platform/gui.h"

namespace porchlight::kiosk {

// The exit codes of every command.
enum ExitCode {
  exit_ok = 0,
  exit_problems = 1,  // check: shown, with problems
  exit_failed = 2,    // it could not be done; standard error says why
};

struct RunOptions {
  std::string config, state;
  std::optional<platform::PixelSize> window;  // nothing: full screen
  std::optional<std::string> at;
};
// begin_again: staff asked for a new start; whoever called does the same once more in a fresh process.
inline constexpr int begin_again = -1;
int run(const RunOptions& options);

int tour_command(const TourOptions& options);

struct ScheduleOptions {
  std::string config, state;
  std::optional<std::string> at;
  int days = 7;
  bool json = false;
};
int schedule_command(const ScheduleOptions& options);

int check(const std::string& config, const std::string& state, bool json);

// What the files of a stick, or one file, would change: before visitors see it.
struct PreviewOptions {
  std::string brought;  // a folder or a file
  std::string config, state;
  std::optional<std::string> at;
  int days = 7;
  bool take = false;  // into kiosk-config/, keeping what was there
  bool json = false;
};
int preview(const PreviewOptions& options);

// Puts back what the last preview with `take` replaced.
int restore(const std::string& config, const std::string& state);

// "Still right": kiosk.toml says that the schedule was checked today.
struct ConfirmOptions {
  std::string config, state;
  std::optional<std::string> by, at;
};
int confirm(const ConfirmOptions& options);

// Says what is in lists of meetings, and writes them as meetings.csv.
struct ImportOptions {
  std::vector<std::string> files;
  std::optional<std::string> format;  // nothing: recognised
  std::optional<std::string> out;     // where meetings.csv goes; nothing: nowhere
  std::optional<std::string> config;  // read as the kiosk of this folder would
  bool json = false;
};
int import_lists(const ImportOptions& options);

// Makes a pair of keys: for somebody who calls back, or the operator's root key. The private one goes into
// `path`, the public one beside it and is printed.
int keygen(const std::string& path, bool root);
// The same for the recovery key: prints the private one as well, as words and as a QR code, for the safe.
int recovery_keygen(const std::string& path);
// Makes the files again from the words, on standard input.
int key_from_words(const std::string& path);

// Signs who can open the requests of a team (ENVELOPE.md, "Recipient set").
struct RecipientOptions {
  std::string out;   // the file to write
  std::string root;  // the root key's file
  std::string team;
  unsigned epoch = 1;                          // higher than that of the set before
  int days = 365;                              // until it expires
  std::vector<std::string> callers, recovery;  // NAME=FILE.pub
};
int recipients(const RecipientOptions& options);

// The caller's side: opens sealed requests with a private key. `files`: envelopes, or an outbox.db's folder.
int open_requests(const std::string& key_file, const std::vector<std::string>& files, bool json);

// Exchanges a code for what the kiosk must know of its collector, and keeps it in the state folder.
int enroll(const std::string& url, const std::string& code, const std::string& state);

// How many requests wait, and since when; whether and where they can go; never what is in them.
int outbox(const std::string& state, bool json);

// By USB stick: all that waits into `file`; receipts out of `file`, each of which erases what it is for.
int outbox_export(const std::string& state, const std::string& file);
int outbox_import(const std::string& state, const std::string& file);

// What `run` and `tour` say where the theme's font is missing; the screen goes on with another one.
inline constexpr const char* font_missing_text =
    "The font Inter is not installed, so another one is used, which may be wider. Install the package "
    "fonts-inter.";

// What `run`, `enroll` and `outbox` say of a set whose time is over.
inline constexpr const char* recipients_expired_text =
    "The set of recipients has expired. It goes on being used; ask who runs the collector for a new one.";

// $XDG_STATE_HOME/porchlight, or ~/.local/state/porchlight.
std::string default_state_folder();

struct BaseOptions {
  std::string folder, out;  // the files that kiosks have in common; what to write
  std::string root;         // the root key's file
  std::string team;
  unsigned number = 1;  // higher than that of the one before
};
// Checks and signs them, for porchlight-collector base.
int base(const BaseOptions& options);

// Signs the kiosk-config in `folder`, such as a stick, so that kiosks which trust the key take it over.
int sign_config(const std::string& folder, const std::string& key_file);

// From now on this kiosk takes over what is signed with this public key.
int trust(const std::string& key_file, const std::string& state);

// Sets the PIN of the staff panel; asks for it twice.
int set_pin(const std::string& state);

// How often each page was come to, by day and language, as CSV: to standard output, or into a file such as
// one on a stick. Numbers below 5 are not told.
int counts(const std::string& state, const std::optional<std::string>& csv_file);

}  // namespace porchlight::kiosk
