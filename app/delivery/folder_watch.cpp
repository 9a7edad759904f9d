#include "delivery/folder_watch.h"

#include <linux/magic.h>
#include <sys/inotify.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace porchlight::delivery {
namespace {

namespace fs = std::filesystem;

// Where changes are told, this only finds what was missed: a stick that was mounted over the folder, a queue
// of the kernel that overflowed.
constexpr milliseconds look_rarely{5'000};
// An edit should be on the screen within a second, settling and building included; some fifty files are
// looked at in a tenth of a millisecond.
constexpr milliseconds look_often{500};

constexpr std::uint32_t names = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;
constexpr std::uint32_t all = names | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;

// linux/magic.h lacks these two.
constexpr unsigned long cifs_magic = 0xFF534D42, fuse_magic = 0x65735546;

// Another computer can change what is there, or a program behind it.
bool is_remote(const std::string& folder) {
  struct statfs status {};
  if (::statfs(folder.c_str(), &status) != 0) return false;
  constexpr std::array<unsigned long, 6> remote{NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, SMB2_SUPER_MAGIC,
                                                V9FS_MAGIC,      cifs_magic,      fuse_magic};
  const auto type = static_cast<unsigned long>(status.f_type) & 0xFFFFFFFFul;
  return std::find(remote.begin(), remote.end(), type) != remote.end();
}

}  // namespace

FolderWatch::FolderWatch(std::string folder)
    : folder_(std::move(folder)),
      inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      look_every_(inotify_ && !is_remote(folder_) ? look_rarely : look_often) {
  watch_all();
}

bool FolderWatch::changed() {
  if (!inotify_) return false;
  alignas(inotify_event) std::array<char, 16'384> events;
  bool any = false;
  while (::read(inotify_.number(), events.data(), events.size()) > 0) any = true;
  // Folders may be new, or may have been put in the place of old ones.
  if (any) watch_all();
  return any;
}

void FolderWatch::watch_all() {
  if (!inotify_) return;
  // The folder above: an editor, or somebody with a new copy, may put another folder in the place of this.
  fs::path path(folder_);
  if (!path.has_filename()) path = path.parent_path();
  const fs::path above = path.parent_path();
  watch(above.empty() ? "." : above.string(), names);
  watch(folder_, all);
  std::error_code error;
  fs::recursive_directory_iterator entries(
      folder_,
      fs::directory_options::follow_directory_symlink | fs::directory_options::skip_permission_denied, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    std::error_code ignored;
    if (entries->is_directory(ignored)) watch(entries->path().string(), all);
    if (entries.depth() >= 3) entries.disable_recursion_pending();
  }
  look_every_ = is_remote(folder_) ? look_often : look_every_;
}

void FolderWatch::watch(const std::string& path, std::uint32_t events) {
  // Once more on the same folder changes nothing; one that is gone or may not be read tells nothing.
  (void)::inotify_add_watch(inotify_.number(), path.c_str(), events);
}

}  // namespace porchlight::delivery
