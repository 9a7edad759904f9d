// Log: one line of JSON for each call, for the operator. It takes numbers, words of its own and kiosks that
// the store knows; no string. So nothing that came in with a call has a way into it: no body, no address, no
// header. Thread: any. Where it goes: standard error, which the service manager keeps.
#pragma once

#include <cstdint>

#include "base/clock.h"
#include "collector/call.h"

namespace porchlight::collector {

class Log {
 public:
  enum class Event {
    started,        // number: the port
    stopping,       // number: connections that are open
    stopped,        // number: connections that had to be cut
    turned_away,    // too many connections; number: since the last line of this kind
    no_descriptor,  // the system gives no more open files: connections wait
    tidied,         // number: 1 done, 0 not
    store_mended,   // a damaged file was set aside; number: requests that could be read of it
    store_lost,     // and those that could not, as far as they are known
    mail_refused,   // the notice was not sent; it is tried again
  };

  struct Answered {
    Address address = Address::unknown;
    unsigned status = 0;
    milliseconds took{0};                            // from the last byte of the call to its answer
    std::size_t received_bytes = 0, sent_bytes = 0;  // of the bodies
    const Kiosk* kiosk = nullptr;                    // who signed it, as the store has it
    std::optional<StoreTrouble::Kind> trouble;
  };

  // `descriptor` is borrowed; 2 is standard error.
  explicit Log(const Clock& clock, int descriptor = 2) : clock_(clock), descriptor_(descriptor) {}

  // Never throw; a log that cannot be written is not worth a request.
  void answered(const Answered& answered) noexcept;
  void event(Event event, std::int64_t number = 0) noexcept;

 private:
  const Clock& clock_;
  const int descriptor_;
};

}  // namespace porchlight::collector
