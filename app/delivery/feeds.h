// Feeds: fetches the lists that kiosk.toml names by address, judges them, and keeps the good ones. What is
// not better than what is kept is not taken: a web page, a list that nothing can be read of, one that lost
// half of its meetings. Asks whether there is a newer one (ETag, Last-Modified) before it fetches it again.
// Thread: one.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "delivery/feed_store.h"
#include "delivery/http.h"

namespace porchlight::delivery {

// A list of 150,000 meetings has about 100 MB.
inline constexpr std::size_t largest_feed_bytes = std::size_t{192} << 20;
inline constexpr seconds feed_within{180};
// After a failure: a random part of this, twice as long each time, up to an hour.
inline constexpr seconds first_retry_within{60}, last_retry_within{3600};

class Feeds {
 public:
  // Knows at once what was kept. All but `store` are borrowed.
  Feeds(FeedStore store, Http& http, const Clock& clock, Random& random);
  Feeds(const Feeds&) = delete;  // answers on their way come to this one
  Feeds& operator=(const Feeds&) = delete;

  // From now on these, of the newest kiosk.toml; those without a url are left aside. What was kept of others
  // is erased.
  void follow(const std::vector<site::Feed>& feeds);

  const site::FeedStates& states() const { return states_; }
  // Whether states() is another since this was asked last.
  bool take_changed() { return std::exchange(changed_, false); }

  // Asks for those whose time has come. Answers come in Http::wait().
  void tick();
  Monotonic next() const;

 private:
  struct Followed {
    site::Feed feed;
    KeptFeed kept;
    Monotonic due;
    bool asked = false;
    int failures = 0;
  };

  void answered(const std::string& url, const HttpAnswer* answer, const Http::Failed* failed);
  void judge(Followed& followed, const HttpAnswer& answer);
  void fail(Followed& followed, site::FeedTrouble trouble, std::string detail = {});
  void keep(Followed& followed);
  void take_held(Followed& followed);
  seconds until_first(const Followed& followed);
  seconds random_part(seconds of);

  FeedStore store_;
  Http& http_;
  const Clock& clock_;
  Random& random_;
  std::map<std::string, Followed> followed_;  // by url
  site::FeedStates states_;
  bool changed_ = false;
};

}  // namespace porchlight::delivery
