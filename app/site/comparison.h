// Comparison: what another schedule would change, in words, so that staff see it before visitors do: "3
// added, 1 changed". Thread: any.
#pragma once

#include <string>
#include <vector>

#include "site/site.h"

namespace porchlight::site {

struct Comparison {
  struct Change {
    std::string meeting;            // as it is called afterwards
    std::vector<std::string> what;  // "When: every Tuesday, 7:00 PM → every Tuesday, 7:30 PM"
  };
  std::vector<std::string> added, removed;  // "Serenity, every Tuesday, 7:00 PM"
  std::vector<Change> changed;

  bool nothing() const { return added.empty() && removed.empty() && changed.empty(); }
};

// Meetings are the same when their id is, else when name and weekdays are. In the order of `after`, then of
// `before`.
Comparison compare(const Site& before, const Site& after);

// "3 added, 1 changed, 2 problems"; notices are no problems. "Nothing changes, no problems."
std::string summary(const Comparison& comparison, const std::vector<Problem>& problems);

// A page for whoever brought the files, to be opened in any browser: the summary, each problem in words, and
// what would change. UTF-8, complete in itself.
std::string problems_page(const std::string& facility, const Comparison& comparison,
                          const std::vector<Problem>& problems);

}  // namespace porchlight::site
