#include "platform/stop_signal.h"

#include <atomic>

namespace porchlight::platform {
namespace {

std::atomic<bool> was_raised{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may write nothing else");

void on_signal(int) {
  was_raised = true;
}

}  // namespace

StopSignal::StopSignal() {
  was_raised = false;
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGTERM, &action, &old_term_);
  sigaction(SIGINT, &action, &old_int_);
}

StopSignal::~StopSignal() {
  sigaction(SIGTERM, &old_term_, nullptr);
  sigaction(SIGINT, &old_int_, nullptr);
}

bool StopSignal::raised() const {
  return was_raised;
}

}  // namespace porchlight::platform
