// kiosk.toml: facility, place, time zone, languages, screen, session times, call-backs, feeds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "site/site.h"

namespace porchlight::site {

// A list of meetings beside meetings.csv.
struct Feed {
  std::string name;        // for the screen and for staff: "AA Intergroup"
  std::string file;        // in kiosk-config/
  std::string fellowship;  // a code, of meetings that do not say theirs
  int line = 0;            // in kiosk.toml
};

struct KioskFile {
  Facility facility;
  std::optional<schedule::Zone> zone;  // nothing: fatal
  std::vector<Language> languages{"en"};
  std::optional<Checked> checked;
  CallBacks call_backs;
  SessionTimes session;
  ScreenSettings screen;
  std::vector<Feed> feeds;
  std::vector<Problem> problems;
};

// `text`: the whole file, UTF-8. `now`: as of load.h.
KioskFile read_kiosk_file(std::string_view text, std::optional<Instant> now = std::nullopt);

}  // namespace porchlight::site
