// Notice: a mail that somebody waits and nobody looks: when the first has waited for 15 minutes, an hour,
// four hours, and again every four hours. Of several collectors on one database one sends it. Says how many
// wait and since when, and nothing else. Thread: one.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "collector/mail.h"
#include "collector/store.h"

namespace porchlight::collector {

inline constexpr std::array notice_after{minutes(15), minutes(60), minutes(240)};
// After the last of them, the same is said again.
inline constexpr minutes notice_again_after = notice_after.back();
// When another is the first that waits: several requests of one evening are not as many mails.
inline constexpr minutes notice_every{15};

class Notice {
 public:
  // `inbox`: where callers look, for the text; may be empty. `mail` and `clock` are borrowed.
  Notice(Mail& mail, const Clock& clock, std::string inbox);

  // Looks what waits that nobody has open, and sends a mail if it is time. About once a minute. Error: the
  // mail was not sent; it is tried again.
  Outcome look(Store& store);

 private:
  struct Told {
    std::optional<Instant> oldest;
    std::int64_t mails = 0;  // about this one
  };

  Mail& mail_;
  const Clock& clock_;
  const std::string inbox_;
  Told told_;
  std::optional<Monotonic> sent_;
  Instant claimed_until_{};
};

}  // namespace porchlight::collector
