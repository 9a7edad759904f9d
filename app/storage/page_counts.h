// PageCounts: how often each page was come to, by day and language. Numbers only: no visit, no order, no time
// of day; the kiosk adds what it gathered in an hour at once. In the outbox's file, of which one Outbox is
// the only user.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/local_text.h"
#include "disk/database.h"
#include "schedule/time.h"

namespace porchlight::storage {

struct PageCount {
  schedule::Date day;  // the facility's
  std::string page;    // a screen ("meetings"), or a page of the guide ("page overdose")
  Language language;
  std::int64_t number = 0;

  bool operator==(const PageCount&) const = default;
};

// Longer than a year, so that a month can be held against the same month of the year before.
inline constexpr std::chrono::days page_counts_kept_for{400};
// Smaller numbers could be one person's: they are shown as fewer than this.
inline constexpr std::int64_t fewest_shown = 5;

// Adds to what is there, and forgets days that are older than that before the latest of these.
disk::Step add_page_counts(disk::Database& database, std::span<const PageCount> counts);

// By day, page and language.
Result<std::vector<PageCount>, disk::Failure> read_page_counts(disk::Database& database);

}  // namespace porchlight::storage
