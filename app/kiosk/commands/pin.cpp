// porchlight pin: sets the PIN of the staff panel.
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <string>

#include "disk/pin_file.h"
#include "intake/pin.h"
#include "intake/secret.h"
#include "kiosk/commands/commands.h"

namespace porchlight::kiosk {
namespace {

// What is typed is not shown, where there is a terminal.
class NoEcho {
 public:
  NoEcho() : terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!terminal_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~NoEcho() {
    if (terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  bool terminal_;
};

std::string ask(const char* prompt) {
  fmt::print(stderr, "{}", prompt);
  const NoEcho no_echo;
  std::string line;
  std::getline(std::cin, line);
  fmt::print(stderr, "\n");
  return line;
}

int failed(const std::string& what) {
  fmt::print(stderr, "porchlight: {}\n", what);
  return exit_failed;
}

}  // namespace

int set_pin(const std::string& state) {
  std::string pin = ask("New PIN for staff: "), again = ask("The same again: ");
  const bool same = pin == again;
  const auto hash = intake::hash_pin(pin);
  intake::wipe(pin);
  intake::wipe(again);
  if (!same) return failed("The two are not the same. Nothing was changed.");
  if (!hash) return failed(hash.error().what);
  if (const Outcome kept = disk::keep_pin_hash(state, *hash); !kept.ok()) return failed(kept.error().what);
  fmt::print(
      stderr,
      "porchlight: the PIN is set. At the screen, hold the facility’s name for five seconds and type it.\n");
  return exit_ok;
}

}  // namespace porchlight::kiosk
