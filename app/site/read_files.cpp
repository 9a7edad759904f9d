#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "site/load.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

namespace fs = std::filesystem;

// A list of 150,000 meetings has about 100 MB as JSON and is no local file; 16 MiB holds 20,000.
constexpr std::uintmax_t largest_bytes = std::uintmax_t{16} << 20;
constexpr int deepest = 4;  // pages/es/more/…: a link back to a folder above must end somewhere

bool may_hold(const fs::path& path) {
  constexpr std::array<std::string_view, 8> endings{".toml", ".json", ".ics", ".md",
                                                    ".csv",  ".xlsx", ".ods", ".xls"};
  const std::string ending = lower(path.extension().string());
  for (const std::string_view each : endings)
    if (ending == each) return true;
  return false;
}

// Also "~$meetings.xlsx": Excel's note to itself that the file is open.
bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name.starts_with("~$");
}

// Calls `each` with every file of `directory` that a kiosk-config may hold.
template <class Each>
Outcome for_each_file(const std::string& directory, Each each) {
  const auto unreadable = [&](const std::error_code& error) {
    return Error{"The folder “" + directory + "” cannot be read: " + error.message() + "."};
  };
  std::error_code error;
  fs::recursive_directory_iterator entries(
      directory,
      fs::directory_options::follow_directory_symlink | fs::directory_options::skip_permission_denied, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const fs::path& path = entries->path();
    std::error_code ignored;
    if (entries->is_directory(ignored)) {
      if (is_hidden(path) || entries.depth() + 1 >= deepest) entries.disable_recursion_pending();
      continue;
    }
    if (is_hidden(path) || !may_hold(path) || !entries->is_regular_file(ignored)) continue;
    if (const auto size = entries->file_size(ignored); ignored || size > largest_bytes) continue;
    each(path);
  }
  if (error) return unreadable(error);
  return Done{};
}

}  // namespace

Result<Files> read_files(const std::string& directory) {
  Files files;
  const Outcome read = for_each_file(directory, [&](const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (file) files[path.lexically_relative(directory).generic_string()] = std::move(bytes);
  });
  if (!read) return read.error();
  return files;
}

Result<FileStamps> stamp_files(const std::string& directory) {
  FileStamps stamps;
  const Outcome read = for_each_file(directory, [&](const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return;
    stamps[path.lexically_relative(directory).generic_string()] = {
        status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
  });
  if (!read) return read.error();
  return stamps;
}

}  // namespace porchlight::site
