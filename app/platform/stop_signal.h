// StopSignal: turns SIGTERM and SIGINT into a question the frame loop asks. While it lives the signals do not
// kill the process; afterwards they do what they did before. At most one at a time.
#pragma once

#include <csignal>

namespace porchlight::platform {

class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  bool raised() const;

 private:
  struct sigaction old_term_ {};
  struct sigaction old_int_ {};
};

}  // namespace porchlight::platform
