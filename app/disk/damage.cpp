#include "disk/damage.h"

#include <fmt/chrono.h>
#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "disk/state_folder.h"

namespace porchlight::disk {
namespace {

namespace fs = std::filesystem;

std::string folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path().string() : ".";
}

std::string name_of_damaged(const fs::path& path) {
  return path.stem().string() + "-corrupt-";
}

// Free; or the place of a file whose log is there already, since the power was cut between the two.
std::string place_for(const fs::path& path, Instant now) {
  const std::string first =
      fmt::format("{}/{}{:%Y-%m-%d}", folder_of(path), name_of_damaged(path), fmt::gmtime(now));
  const auto taken = [&](const std::string& to) {
    return fs::exists(to) || (fs::exists(to + "-wal") && fs::exists(path.string() + "-wal"));
  };
  std::string to = first + path.extension().string();
  for (int n = 2; taken(to); ++n) to = fmt::format("{}-{}{}", first, n, path.extension().string());
  return to;
}

}  // namespace

Step check_pages(Database& database) {
  Statement statement = database.prepare("PRAGMA quick_check(1)");
  const auto row = statement.next();
  if (!row) return row.error();
  if (!*row || statement.text_at(0) != "ok") return Failure{SQLITE_CORRUPT};
  return Done{};
}

Result<std::string> set_aside(const std::string& path, Instant now) {
  const std::string to = place_for(path, now);
  // Its log may hold the last requests: it goes along. The database last: if the power is cut between, the
  // next start finds it damaged still and goes on.
  for (const char* suffix : {"-wal", "-shm", ""})
    if (std::rename((path + suffix).c_str(), (to + suffix).c_str()) != 0 && errno != ENOENT)
      return disk_error("Cannot set aside the damaged file", path, errno);
  if (auto synced = sync_folder(folder_of(path)); !synced) return synced.error();
  return to;
}

std::vector<std::string> set_aside_before(const std::string& path) {
  const fs::path file(path);
  std::vector<std::string> all;
  std::error_code error;
  for (fs::directory_iterator each(folder_of(file), error), end; !error && each != end; each.increment(error))
    if (each->path().filename().string().starts_with(name_of_damaged(file)) &&
        each->path().extension() == file.extension())
      all.push_back(each->path().string());
  std::ranges::sort(all);
  return all;
}

}  // namespace porchlight::disk
