// porchlight-voice: speaks for the kiosk through a speech-dispatcher of its own. See PROTOCOL.md. It ends at
// the first thing that goes wrong: whoever started it starts it again.
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <sstream>

#include "voice/private_dispatcher.h"

namespace {

using namespace porchlight::voice;

void tell(const std::string& line) {
  const std::string whole = line + "\n";
  // A line is shorter than what a socket takes at once. Nobody there any more: the end of the input says so.
  [[maybe_unused]] const ssize_t written = ::write(STDOUT_FILENO, whole.data(), whole.size());
}

// With all that it has started: they are one process group.
[[noreturn]] void end_all(const std::string& folder) {
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  ::kill(0, SIGKILL);
  ::_exit(0);
}

struct Order {
  std::string word, id, language;
  int rate = 0, percent = 0;
  std::size_t bytes = 0;
};

Order parse(const std::string& line) {
  Order order;
  std::istringstream in(line);
  in >> order.word >> order.id >> order.rate >> order.percent >> order.language >> order.bytes;
  return order;
}

class Voice {
 public:
  explicit Voice(PrivateDispatcher& dispatcher) : dispatcher_(dispatcher) {}

  // False: the input has ended.
  bool take_orders() {
    char some[4096];
    const ssize_t count = ::read(STDIN_FILENO, some, sizeof some);
    if (count <= 0) return false;
    input_.append(some, static_cast<std::size_t>(count));
    ::explicit_bzero(some, sizeof some);
    while (take_order()) {
    }
    return true;
  }

  void ended(int message) {
    if (message != message_) return;
    message_ = none;
    tell("ended " + id_);
  }

 private:
  static constexpr int none = -1;

  bool take_order() {
    const auto end = input_.find('\n');
    if (end == std::string::npos) return false;
    const Order order = parse(input_.substr(0, end));
    if (input_.size() < end + 1 + order.bytes) return false;
    const std::string text = input_.substr(end + 1, order.bytes);
    input_.erase(0, end + 1 + order.bytes);
    carry_out(order, text);
    return true;
  }

  void carry_out(const Order& order, const std::string& text) {
    if (message_ != none) dispatcher_.cancel();
    message_ = none;
    if (order.word == "voices") {
      std::string line = "voices";
      for (const std::string& language : dispatcher_.languages()) line += " " + language;
      tell(line);
    } else if (order.word == "say") {
      id_ = order.id;
      message_ = dispatcher_.say(text, order.language, order.rate, order.percent);
    }
  }

  PrivateDispatcher& dispatcher_;
  std::string input_;
  std::string id_;
  int message_ = none;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  ::signal(SIGPIPE, SIG_IGN);
  const std::string folder = argv[1];
  const bool silent = argc > 2 && std::string(argv[2]) == "--silent";
  PrivateDispatcher dispatcher(folder, silent);
  if (const char* trouble = dispatcher.start()) {
    tell(std::string("trouble ") + trouble);
    end_all(folder);
  }
  tell("ready");
  Voice voice(dispatcher);
  for (;;) {
    pollfd waiting[] = {
        {STDIN_FILENO, POLLIN, 0}, {dispatcher.events(), POLLIN, 0}, {dispatcher.process(), POLLIN, 0}};
    if (::poll(waiting, 3, -1) < 0) continue;
    if (waiting[1].revents != 0) voice.ended(dispatcher.take_ended());
    if (waiting[2].revents != 0) end_all(folder);
    if (waiting[0].revents != 0 && !voice.take_orders()) end_all(folder);
  }
}
