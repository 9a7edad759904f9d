// Printer: where finished documents go to become paper, by the name of their queue. The port; cups_printer()
// is the real one. It may take long to answer: never call it on the main thread. Thread: one at a time.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace porchlight::platform {

class Printer {
 public:
  enum class State {
    missing,  // there is no queue of this name, or no printing on this machine
    ready,
    out_of_paper,  // or its lid is open, or paper is stuck: a hand can mend it
    stopped,       // the queue takes nothing, or the device does not answer
  };
  enum class Format {
    raw,  // for the device as it is: ESC/POS through a raw queue
    pdf,
  };

  virtual ~Printer() = default;

  virtual State state(const std::string& queue) = 0;

  // Returns when it is printed. What is not after a minute, or when `hurry` asks, is taken back, so that it
  // does not come out before somebody else. Nothing of it stays in the queue's history. Error: why not, in
  // words for staff.
  virtual Outcome print(const std::string& queue, Format format, const Bytes& document,
                        std::stop_token hurry) = 0;
};

// By CUPS, on this machine.
std::unique_ptr<Printer> cups_printer();

}  // namespace porchlight::platform
