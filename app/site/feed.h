// Feed: a list of meetings beside meetings.csv, as kiosk.toml names it: a file in kiosk-config/, or an
// address on the network that delivery fetches from time to time and keeps for when there is none.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "site/problem.h"

namespace porchlight::site {

// The facility's own list; also the Meeting::source of what is in it.
inline constexpr std::string_view own_table_name = "meetings.csv";

struct Feed {
  std::string name;         // for the screen and for staff: "AA Intergroup"
  std::string file;         // in kiosk-config/; empty: it has a url
  std::string url;          // https://…
  bool plain_http = false;  // staff said so: http:// is good enough
  int every_hours = 6;      // how often it is fetched
  int least_meetings = 0;   // staff say that a list with so many is right, however many the last one had
  std::string fellowship;   // a code, of meetings that do not say theirs
  std::string format;       // of formats.h; empty: the kiosk recognises it
  std::string formats;      // in kiosk-config/: what the format keys of a BMLT server mean; may be empty
  int line = 0;             // in kiosk.toml
};

// Why a feed was not fetched the last time.
enum class FeedTrouble {
  no_network,
  timeout,
  not_secure,
  not_https,
  redirected_elsewhere,
  too_large,
  refused,      // the server's status says no
  web_page,     // a page for people in the place of a list: a login, a captive portal
  no_meetings,  // nothing in it can be read
  cannot_keep,  // this computer's disk
};

// What is known of a feed that has a url.
struct FeedState {
  // What is shown of it, and when it was fetched; nothing: it never was.
  std::shared_ptr<const std::string> bytes;
  Instant fetched{};
  int meetings = 0;

  // Since when it can't be fetched, and why.
  std::optional<FeedTrouble> trouble;
  Instant trouble_since{};
  std::string detail;  // refused: the status; redirected_elsewhere: the host

  // A newer one that has less than half of the meetings: not shown until staff say so.
  std::optional<int> held_meetings;
};
using FeedStates = std::map<std::string, FeedState>;  // by url

// What staff should know of it; nothing: all is well.
std::optional<Problem> feed_problem(const Feed& feed, const FeedState& state);

// A list with fewer meetings than this part of the last one is more likely broken than true.
inline constexpr int least_part_percent = 50;

}  // namespace porchlight::site
