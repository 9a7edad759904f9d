// Files for the tests of site: the example facility as it is in the repository, and small ones of our own.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "site/load.h"
#include "support/project_folder.h"

namespace porchlight::site {

// 2026-11-24, 6:35 in the evening, Los Angeles: the moment of the design's pictures.
inline const Instant tuesday_evening{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) +
                                     std::chrono::hours(2) + minutes(35)};

inline const std::string example_folder = support::project_folder() + "/kiosk-config";

// Precondition: the folder is there.
inline Files example_files() {
  auto files = read_files(example_folder);
  return files ? std::move(*files) : Files();
}

inline std::optional<schedule::Meeting> find_meeting(const Site& site, std::string_view name) {
  for (const schedule::Meeting& meeting : site.schedule->meetings())
    if (meeting.name == name) return meeting;
  return {};
}

inline std::vector<Problem> problems_of(const Loaded& loaded, std::string_view file,
                                        Problem::Severity severity) {
  std::vector<Problem> found;
  std::copy_if(loaded.problems.begin(), loaded.problems.end(), std::back_inserter(found),
               [&](const Problem& problem) { return problem.file == file && problem.severity == severity; });
  return found;
}

inline bool adds_up(const RowCount& count) {
  return count.taken >= 0 && count.repaired >= 0 && count.left_out >= 0 &&
         count.taken + count.repaired + count.left_out == count.rows;
}

}  // namespace porchlight::site
