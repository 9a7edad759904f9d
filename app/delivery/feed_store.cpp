#include "delivery/feed_store.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "disk/state_folder.h"

namespace porchlight::delivery {
namespace {

using nlohmann::json;

// FNV-1a: a name for a file, the same at every start. Not a secret.
std::string name_of(const std::string& url) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : url) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

std::shared_ptr<const std::string> read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return nullptr;
  auto bytes =
      std::make_shared<std::string>(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  return file ? bytes : nullptr;
}

std::int64_t seconds_of(Instant instant) {
  return instant.time_since_epoch().count();
}

}  // namespace

std::string FeedStore::path(const std::string& url, const char* ending) const {
  return folder_ + "/" + name_of(url) + ending;
}

KeptFeed FeedStore::load(const std::string& url) const {
  KeptFeed feed;
  const auto about = read(path(url, ".json"));
  const json known = about ? json::parse(*about, nullptr, false) : json();
  if (!known.is_object()) return {};
  try {
    if (known.value("url", "") != url) return {};
    feed.state.fetched = Instant(seconds(known.value("fetched_s", std::int64_t{0})));
    feed.state.meetings = known.value("meetings", 0);
    feed.etag = known.value("etag", "");
    feed.last_modified = known.value("last_modified", "");
    if (known.contains("trouble")) {
      feed.state.trouble = static_cast<site::FeedTrouble>(known.at("trouble").get<int>());
      feed.state.trouble_since = Instant(seconds(known.value("trouble_since_s", std::int64_t{0})));
      feed.state.detail = known.value("detail", "");
    }
    if (known.contains("held_meetings")) {
      feed.state.held_meetings = known.at("held_meetings").get<int>();
      feed.held = read(path(url, ".held"));
      if (!feed.held) feed.state.held_meetings.reset();
    }
  } catch (const json::exception&) {
    return {};
  }
  feed.state.bytes = read(path(url, ".list"));
  if (!feed.state.bytes) feed.etag = feed.last_modified = "";
  return feed;
}

std::map<std::string, KeptFeed> FeedStore::all() const {
  std::map<std::string, KeptFeed> feeds;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    if (entry.path().extension() != ".json") continue;
    const auto about = read(entry.path().string());
    const json known = about ? json::parse(*about, nullptr, false) : json();
    if (!known.is_object() || !known.contains("url") || !known["url"].is_string()) continue;
    const std::string url = known["url"];
    feeds[url] = load(url);
  }
  return feeds;
}

void FeedStore::forget(const std::string& url) const {
  for (const char* ending : {".json", ".list", ".held"}) (void)std::remove(path(url, ending).c_str());
}

Outcome FeedStore::keep(const std::string& url, const KeptFeed& feed) const {
  if (const Outcome made = disk::prepare_state_folder(folder_); !made) return made;
  const KeptFeed old = load(url);
  const auto same = [](const auto& a, const auto& b) { return a == b || (a && b && *a == *b); };
  if (feed.state.bytes && !same(feed.state.bytes, old.state.bytes))
    if (const Outcome written = disk::write_whole_file(path(url, ".list"), *feed.state.bytes); !written)
      return written;
  if (feed.held && !same(feed.held, old.held))
    if (const Outcome written = disk::write_whole_file(path(url, ".held"), *feed.held); !written)
      return written;

  const site::FeedState& state = feed.state;
  json known{{"url", url},
             {"fetched_s", seconds_of(state.fetched)},
             {"meetings", state.meetings},
             {"etag", feed.etag},
             {"last_modified", feed.last_modified}};
  if (state.trouble) {
    known["trouble"] = static_cast<int>(*state.trouble);
    known["trouble_since_s"] = seconds_of(state.trouble_since);
    known["detail"] = state.detail;
  }
  if (feed.held && state.held_meetings) known["held_meetings"] = *state.held_meetings;
  const std::string text = known.dump(1, ' ', false, json::error_handler_t::replace);
  if (const Outcome written = disk::write_whole_file(path(url, ".json"), text); !written) return written;
  if (!feed.held) (void)std::remove(path(url, ".held").c_str());
  return disk::sync_folder(folder_);
}

std::string feed_folder(const std::string& state_folder) {
  return state_folder + "/feeds";
}

site::FeedStates kept_feeds(const std::string& state_folder) {
  site::FeedStates states;
  for (auto& [url, kept] : FeedStore(feed_folder(state_folder)).all()) states[url] = std::move(kept.state);
  return states;
}

}  // namespace porchlight::delivery
