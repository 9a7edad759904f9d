// Real lists of meetings, kept beside the repository and read where they are there.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/project_folder.h"

namespace porchlight::site {

inline const std::filesystem::path real_data = support::project_folder() + "/../shared/data";

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The lists of meetings among them, by name; empty: they are not there.
inline std::vector<std::filesystem::path> real_lists() {
  std::vector<std::filesystem::path> lists;
  if (!std::filesystem::exists(real_data)) return lists;
  for (const auto& entry : std::filesystem::directory_iterator(real_data))
    if (const auto ending = entry.path().extension(); ending == ".json" || ending == ".csv")
      lists.push_back(entry.path());
  std::sort(lists.begin(), lists.end());
  return lists;
}

// What the New York server's format keys mean; a file of its own.
inline constexpr const char* bmlt_formats_file = "bmlt-newyork-formats-52.json";

}  // namespace porchlight::site
