#include "collector/sqlite_mending.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "collector/sqlite_file.h"
#include "collector/sqlite_remains.h"
#include "disk/damage.h"
#include "disk/state_folder.h"
#include "disk/write_ahead_log.h"

namespace porchlight::collector {
namespace {

using disk::Database;
using disk::Step;
namespace fs = std::filesystem;

std::string folder_of(const std::string& path) {
  const auto folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// A file beside it: one that SQLite uses must not be opened and closed by others in the process, see
// sqlite_file.cpp. Error: what is in the way; nothing: somebody else has it.
Result<std::optional<disk::Descriptor>> lock(const std::string& path, int how) {
  const auto in_the_way = [&] {
    return Error{fmt::format(
        "Cannot use {}: {}. Its folder must be there, and belong to the user that runs the collector.", path,
        std::strerror(errno))};
  };
  disk::Descriptor file(::open((path + "-lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file) return in_the_way();
  while (::flock(file.number(), how) != 0) {
    if (errno == EWOULDBLOCK) return std::optional<disk::Descriptor>();
    if (errno != EINTR) return in_the_way();
  }
  return std::optional(std::move(file));
}

// Only that; what else is wrong with the file is said when it is opened.
bool is_damaged(const std::string& path) {
  std::error_code error;
  if (fs::file_size(path, error) == 0 && !error) return false;  // opening it says what there is to do
  auto database = Database::open(path, Database::Access::read_only);
  if (!database) return database.error().corrupt();
  if (const Step ours = refuse_others(*database); !ours) return ours.error().corrupt();
  if (const Step pages = disk::check_pages(*database); !pages) return pages.error().corrupt();
  return !requests_are_whole(*database);
}

void remove_file(const std::string& path) {
  for (const char* suffix : {"-wal", "-shm", ""}) std::remove((path + suffix).c_str());
}

Outcome put_in_place(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return disk::disk_error("Cannot rename", from, errno);
  return disk::sync_folder(folder_of(to));
}

// Where the damaged one is now; it may have got there before a power cut.
Result<std::string> set_aside(const std::string& path, Instant now) {
  const auto before = disk::set_aside_before(path);
  if (!fs::exists(path) && !before.empty()) return before.back();
  return disk::set_aside(path, now);
}

Outcome make_copy(const std::string& path, const std::string& copy) {
  remove_file(copy);
  auto into = open_sqlite_file(copy);
  if (!into) return into.error();
  const auto copied = copy_remains(path, *into);
  if (!copied) return Error{in_words(copied.error(), copy).what};
  if (copied->requests + copied->kiosks == 0) return Error{in_words(nothing_readable(), path).what};
  return Done{};
}

}  // namespace

Result<disk::Descriptor> hold(const std::string& path) {
  auto held = lock(path, LOCK_SH);
  if (!held) return held.error();
  return std::move(**held);
}

Result<std::optional<Mended>> mend_sqlite_file(const std::string& path, Instant now) {
  // The first is being filled; the second is whole, and its name says that it takes the place of the other.
  const std::string copy = path + "-mending", whole = path + "-mended";
  if (!fs::exists(path) && !fs::exists(whole)) return std::optional<Mended>();
  const auto alone = lock(path, LOCK_EX | LOCK_NB);
  if (!alone) return alone.error();
  // In use, its log is not at rest.
  const int lost_commits = *alone ? disk::commits_lost_in_log(path) : 0;
  if (!fs::exists(whole)) {
    if (lost_commits == 0 && !is_damaged(path)) return std::optional<Mended>();
    if (!*alone)
      return Error{fmt::format(
          "{} is damaged, and another program uses it. Stop that one, and start the collector again: it sets "
          "the file aside, keeps it, and goes on with what can be read.",
          path)};
    if (const Outcome made = make_copy(path, copy); !made) {
      remove_file(copy);
      return made.error();
    }
    if (const Outcome done = put_in_place(copy, whole); !done) return done.error();
  }
  const auto aside = set_aside(path, now);
  if (!aside) return aside.error();
  if (const Outcome done = put_in_place(whole, path); !done) return done.error();

  auto mended = open_sqlite_file(path);
  if (!mended) return mended.error();
  const auto counted = count_remains(*aside, *mended);
  if (!counted) return Error{in_words(counted.error(), path).what};
  return std::optional(Mended{path, *aside, counted->requests, counted->kiosks, counted->lost, lost_commits});
}

}  // namespace porchlight::collector
