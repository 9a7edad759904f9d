// What tests of what is kept stand on: a folder that goes with the test, and sealed requests.
#pragma once

#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/clock.h"
#include "intake/making.h"

namespace porchlight {

// For what asks only whether the logic is right, a thousand times: a file system in memory, where a sync
// costs nothing.
inline std::filesystem::path in_memory() {
  const std::filesystem::path memory = "/dev/shm";
  return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

struct TemporaryFolder {
  std::filesystem::path path;
  explicit TemporaryFolder(const std::filesystem::path& where = std::filesystem::temp_directory_path()) {
    std::string name = (where / "porchlight-test-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path); }

  std::string state() const { return (path / "state").string(); }
};

inline std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Whether any file below `folder` holds `text`.
inline bool any_file_holds(const std::string& folder, std::string_view text) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && content_of(entry.path()).find(text) != std::string::npos) return true;
  return false;
}

inline std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline mode_t rights_of(const std::filesystem::path& path) {
  struct stat status {};
  ::stat(path.c_str(), &status);
  return status.st_mode & 07777;
}

inline intake::Sealed sealed_request(std::uint64_t seed, std::string_view name = "Ana",
                                     std::string_view number = "4155550137") {
  static const intake::Facility facility;
  intake::SeededRandom random(seed);
  return intake::seal(intake::draft(name, number), facility.context(), random, intake::test_now).value();
}

inline intake::WithdrawHash hash_of(const intake::Sealed& sealed) {
  return intake::read_header(sealed.bytes).value().withdraw;
}

}  // namespace porchlight
