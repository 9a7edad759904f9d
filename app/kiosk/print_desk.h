// PrintDesk: makes slips into documents and brings them to the printer, and looks now and then how that is.
// All of it on a thread of its own: a printer answers when it likes. Thread: main; answers come on the main
// thread too, through the mailbox.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "kiosk/mailbox.h"
#include "platform/printer.h"
#include "site/site.h"
#include "text/slip.h"

namespace porchlight::kiosk {

class PrintDesk {
 public:
  using State = platform::Printer::State;
  // `changed`: called with the first state, and with each other one.
  PrintDesk(std::unique_ptr<platform::Printer> printer, Mailbox& mailbox, std::function<void(State)> changed);
  // Takes back what is not printed yet. No answer comes any more.
  ~PrintDesk();

  // From now on that printer, with the paper of that country. Until then there is none.
  void use(const site::PrinterSettings& settings, const std::string& country);

  // One after the other. Error: why it was not printed, in words for staff.
  void print(text::Slip slip, std::function<void(const Outcome&)> then);

 private:
  struct Target {
    site::PrinterSettings settings;
    bool letter_paper = true;
  };
  struct Job {
    text::Slip slip;
    std::function<void(const Outcome&)> then;
  };

  void run(const std::stop_token& stop);
  void look(const Target& target);
  Outcome put_on_paper(const Target& target, const text::Slip& slip, const std::stop_token& stop);

  const std::unique_ptr<platform::Printer> printer_;
  Mailbox& mailbox_;
  const std::function<void(State)> changed_;
  std::optional<State> state_;  // of the print thread
  std::mutex mutex_;
  std::condition_variable_any posted_;
  Target target_;          // guarded by mutex_
  bool look_now_ = false;  // guarded by mutex_
  std::deque<Job> jobs_;   // guarded by mutex_
  std::jthread thread_;
};

// What staff read of a printer that does not print; empty: it does.
std::string words_for(platform::Printer::State state, const std::string& queue);

}  // namespace porchlight::kiosk
