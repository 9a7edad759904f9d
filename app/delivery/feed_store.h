// FeedStore: what was fetched, kept in the state folder for when there is no network and for after a restart.
// Each feed is two files, the list and what is known of it, each put in place whole and synced. Nothing of a
// visitor is in them. Thread: one; all of it waits for the disk.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "site/feed.h"

namespace porchlight::delivery {

// What is kept beside what site knows of a feed: for asking whether there is a newer one.
struct KeptFeed {
  site::FeedState state;
  std::string etag, last_modified;          // of what is shown
  std::shared_ptr<const std::string> held;  // the newer one that is held back; its bytes
};

class FeedStore {
 public:
  // `folder`: state/feeds; made when something is kept first.
  explicit FeedStore(std::string folder) : folder_(std::move(folder)) {}

  // Never fails: what is not there, or cannot be read, was never fetched.
  KeptFeed load(const std::string& url) const;

  // Everything that is kept, by url.
  std::map<std::string, KeptFeed> all() const;

  Outcome keep(const std::string& url, const KeptFeed& feed) const;
  void forget(const std::string& url) const;

 private:
  std::string path(const std::string& url, const char* ending) const;

  const std::string folder_;
};

// What the kiosk with this state folder knows of its feeds: for the commands.
site::FeedStates kept_feeds(const std::string& state_folder);
std::string feed_folder(const std::string& state_folder);

}  // namespace porchlight::delivery
