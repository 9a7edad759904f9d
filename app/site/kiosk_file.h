// kiosk.toml: facility, place, time zone, languages, screen, printer, session times, call-backs, feeds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "site/feed.h"
#include "site/site.h"

namespace porchlight::site {

struct KioskFile {
  Facility facility;
  std::optional<schedule::Zone> zone;  // nothing: fatal
  std::vector<Language> languages{"en"};
  bool counts = true;
  int languages_line = 0;  // where they stand; 0: nowhere
  std::optional<Checked> checked;
  CallBacks call_backs;
  SessionTimes session;
  ScreenSettings screen;
  PrinterSettings printer;
  std::vector<Feed> feeds;
  std::vector<Problem> problems;
};

// `text`: the whole file, UTF-8. `now`: as of load.h. `base`: another such file, whose keys count where
// `text` has none; one that cannot be read is reported and left out.
KioskFile read_kiosk_file(std::string_view text, std::optional<Instant> now = std::nullopt,
                          std::string_view base = {});

}  // namespace porchlight::site
