#include "delivery/feeds.h"

#include <algorithm>
#include <array>
#include <set>

#include "site/load.h"

namespace porchlight::delivery {
namespace {

using site::FeedTrouble;

// Many kiosks start at once after a power cut; not all of them ask in the same second.
constexpr seconds first_within{20};
// Looked at once more so often when nothing is to be fetched at all.
constexpr std::chrono::hours nothing_to_do{24};

FeedTrouble trouble_of(HttpTrouble trouble) {
  switch (trouble) {
    case HttpTrouble::no_network:
      return FeedTrouble::no_network;
    case HttpTrouble::timeout:
      return FeedTrouble::timeout;
    case HttpTrouble::not_secure:
      return FeedTrouble::not_secure;
    case HttpTrouble::not_https:
      return FeedTrouble::not_https;
    case HttpTrouble::redirected_elsewhere:
      return FeedTrouble::redirected_elsewhere;
    case HttpTrouble::too_large:
      return FeedTrouble::too_large;
  }
  return FeedTrouble::no_network;
}

// A captive portal says 200 and sends its log-in.
bool is_web_page(std::string_view bytes) {
  const auto start = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (start == std::string_view::npos) return false;
  std::string head(bytes.substr(start, 15));
  std::transform(head.begin(), head.end(), head.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return head.starts_with("<!doctype html") || head.starts_with("<html");
}

std::string header(const HttpAnswer& answer, const char* name) {
  const auto found = answer.headers.find(name);
  return found == answer.headers.end() ? std::string() : found->second;
}

}  // namespace

Feeds::Feeds(FeedStore store, Http& http, const Clock& clock, Random& random)
    : store_(std::move(store)), http_(http), clock_(clock), random_(random) {
  for (auto& [url, kept] : store_.all()) states_[url] = kept.state;
}

void Feeds::follow(const std::vector<site::Feed>& feeds) {
  std::set<std::string> wanted;
  for (const site::Feed& feed : feeds) {
    if (feed.url.empty()) continue;
    wanted.insert(feed.url);
    const auto [followed, is_new] = followed_.try_emplace(feed.url);
    followed->second.feed = feed;
    if (is_new) {
      followed->second.kept = store_.load(feed.url);
      followed->second.due = clock_.monotonic() + until_first(followed->second);
    }
    const std::optional<int> held = followed->second.kept.state.held_meetings;
    if (held && *held >= feed.least_meetings && feed.least_meetings > 0) take_held(followed->second);
  }
  std::erase_if(followed_, [&](const auto& each) { return !wanted.contains(each.first); });
  std::erase_if(states_, [&](const auto& each) {
    if (wanted.contains(each.first)) return false;
    store_.forget(each.first);
    return true;
  });
}

seconds Feeds::until_first(const Followed& followed) {
  const std::chrono::hours every(followed.feed.every_hours);
  const auto age = clock_.now() - followed.kept.state.fetched;
  if (!followed.kept.state.bytes || !clock_.trusted() || age < seconds(0) || age >= every)
    return random_part(first_within);
  return every - age;
}

seconds Feeds::random_part(seconds of) {
  std::array<std::byte, 4> bytes{};
  random_.fill(bytes);
  std::uint32_t number = 0;
  for (const std::byte byte : bytes) number = number << 8 | std::to_integer<std::uint32_t>(byte);
  return seconds(number % (static_cast<std::uint32_t>(of.count()) + 1));
}

void Feeds::tick() {
  for (auto& [url, followed] : followed_) {
    if (followed.asked || clock_.monotonic() < followed.due) continue;
    followed.asked = true;
    HttpRequest request;
    request.url = url;
    request.plain_http = followed.feed.plain_http;
    request.most_bytes = largest_feed_bytes;
    request.at_most = feed_within;
    if (!followed.kept.etag.empty()) request.headers["If-None-Match"] = followed.kept.etag;
    if (!followed.kept.last_modified.empty())
      request.headers["If-Modified-Since"] = followed.kept.last_modified;
    http_.ask(std::move(request), [this, asked = url](const HttpAnswer* answer, const Http::Failed* failed) {
      answered(asked, answer, failed);
    });
  }
}

Monotonic Feeds::next() const {
  Monotonic next = clock_.monotonic() + nothing_to_do;
  for (const auto& [url, followed] : followed_)
    if (!followed.asked) next = std::min(next, followed.due);
  return next;
}

void Feeds::answered(const std::string& url, const HttpAnswer* answer, const Http::Failed* failed) {
  const auto found = followed_.find(url);
  if (found == followed_.end()) return;  // staff took it out meanwhile
  Followed& followed = found->second;
  followed.asked = false;
  if (failed != nullptr) return fail(followed, trouble_of(failed->trouble), failed->where);
  judge(followed, *answer);
}

void Feeds::judge(Followed& followed, const HttpAnswer& answer) {
  constexpr long ok = 200, not_modified = 304;
  site::FeedState& state = followed.kept.state;
  if (answer.status == not_modified && state.bytes) {
    state.fetched = clock_.now();
    return keep(followed);
  }
  if (answer.status != ok) return fail(followed, FeedTrouble::refused, std::to_string(answer.status));
  if (is_web_page(answer.body)) return fail(followed, FeedTrouble::web_page);
  const site::RowCount count = site::count_feed(answer.body, followed.feed);
  const int meetings = count.taken + count.repaired;
  if (meetings == 0) return fail(followed, FeedTrouble::no_meetings);

  auto bytes = std::make_shared<const std::string>(answer.body);
  const bool expected = followed.feed.least_meetings > 0 && meetings >= followed.feed.least_meetings;
  if (state.bytes && !expected && meetings * 100 < state.meetings * site::least_part_percent) {
    state.held_meetings = meetings;
    followed.kept.held = std::move(bytes);
    return keep(followed);
  }
  state.bytes = std::move(bytes);
  state.meetings = meetings;
  state.fetched = clock_.now();
  state.held_meetings.reset();
  followed.kept.held.reset();
  followed.kept.etag = header(answer, "etag");
  followed.kept.last_modified = header(answer, "last-modified");
  keep(followed);
}

void Feeds::fail(Followed& followed, FeedTrouble trouble, std::string detail) {
  site::FeedState& state = followed.kept.state;
  if (!state.trouble) state.trouble_since = clock_.now();
  state.trouble = trouble;
  state.detail = std::move(detail);
  const seconds longest =
      std::min<seconds>(last_retry_within, first_retry_within * (1 << std::min(followed.failures, 6)));
  ++followed.failures;
  followed.due = clock_.monotonic() + seconds(1) + random_part(longest);
  // What cannot be kept is no reason to forget why it failed.
  (void)store_.keep(followed.feed.url, followed.kept);
  states_[followed.feed.url] = state;
  changed_ = true;
}

void Feeds::keep(Followed& followed) {
  site::FeedState& state = followed.kept.state;
  state.trouble.reset();
  state.detail.clear();
  if (const Outcome kept = store_.keep(followed.feed.url, followed.kept); !kept)
    return fail(followed, FeedTrouble::cannot_keep);
  followed.failures = 0;
  const std::chrono::minutes every = std::chrono::hours(followed.feed.every_hours);
  followed.due = clock_.monotonic() + every * 9 / 10 + random_part(every / 5);
  states_[followed.feed.url] = state;
  changed_ = true;
}

// Staff say that the shorter list is right.
void Feeds::take_held(Followed& followed) {
  KeptFeed& kept = followed.kept;
  kept.state.bytes = std::move(kept.held);
  kept.state.meetings = kept.state.held_meetings.value_or(0);
  kept.state.fetched = clock_.now();
  kept.state.held_meetings.reset();
  kept.held.reset();
  // Whatever they were, they were of another list: the next time it is fetched whole.
  kept.etag = kept.last_modified = "";
  keep(followed);
}

}  // namespace porchlight::delivery
