// Notice: a mail that something waits: soon after the first request, then again while nobody has called. Of
// several collectors on one database one sends it. Says how many wait and since when, and nothing else.
// Thread: one.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "collector/mail.h"
#include "collector/store.h"

namespace porchlight::collector {

// Several requests of one evening are one mail.
inline constexpr minutes notice_every{15};
// When nobody has called until then, the same is said again.
inline constexpr minutes notice_again_after{240};

class Notice {
 public:
  // `inbox`: where callers look, for the text; may be empty. `mail` and `clock` are borrowed.
  Notice(Mail& mail, const Clock& clock, std::string inbox);

  // Looks what waits and sends a mail if it is time. About once a minute. Error: the mail was not sent; it is
  // tried again.
  Outcome look(Store& store);

 private:
  Mail& mail_;
  const Clock& clock_;
  const std::string inbox_;
  Waiting told_;  // what the last mail was about
  std::optional<Monotonic> sent_;
  Instant claimed_until_{};
};

}  // namespace porchlight::collector
