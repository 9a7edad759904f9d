// SiteBuilder: builds a new Site whenever the files of kiosk-config/ have changed and come to rest. It waits
// until nobody has written for a moment, so that a file that is saved in several steps is read once; what
// changed while it was being read is read again. Thread: one; building takes up to seconds.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "delivery/folder_watch.h"
#include "site/load.h"

namespace porchlight::delivery {

// After the last change, until the files are read; and how long at most after the first: with half of it to
// spare, an edit is on the screen within a second.
inline constexpr milliseconds settles_after{150}, settles_at_most{450};

class SiteBuilder {
 public:
  // `state_folder`: where the base configuration is kept. `clock` outlives this.
  SiteBuilder(std::string config, std::string state_folder, const Clock& clock);

  struct Built {
    site::Files files;                       // what it was built from
    std::shared_ptr<const site::Site> site;  // nothing: it cannot be shown
    std::vector<site::Problem> problems;
    std::vector<site::Feed> feeds;  // that kiosk.toml names
  };

  // Reads the files as they are now. The first call, or when something else than the files has changed.
  Built build(const site::FeedStates& fetched);

  // What the files give, when they have changed since they were read last and have come to rest. Cheap when
  // nothing happened.
  std::optional<Built> poll(const site::FeedStates& fetched);

  // When poll() has something to do, unless descriptor() becomes readable before.
  Monotonic next() const;
  int descriptor() const { return watch_.descriptor(); }

 private:
  const std::string config_, state_folder_;
  const Clock& clock_;
  FolderWatch watch_;
  std::optional<site::FileStamps> read_;  // as they were when they were read last; nothing: unreadable
  std::optional<Monotonic> first_change_, last_change_;  // not read yet
  Monotonic next_look_;
};

}  // namespace porchlight::delivery
