#include "disk/state_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "disk/descriptor.h"

namespace porchlight::disk {
namespace {

std::string advice(const std::string& path, int error_number) {
  switch (error_number) {
    case EACCES:
    case EPERM:
      return fmt::format("Make it belong to the user that runs Porchlight: chown -R USER {}", path);
    case EROFS:
      return "The disk can only be read. Mount it for writing, or choose another folder with --state.";
    case ENOSPC:
    case EDQUOT:
      return "The disk is full. Free some space; what is kept there stays.";
    case ENOTDIR:
    case EEXIST:
      return "A file is in the way. Move it, or choose another folder with --state.";
    default:
      return "Look at the disk, or choose another folder with --state.";
  }
}

// Like create_directories, but nobody else may look in, not even for a moment.
int make_folders(const std::filesystem::path& path) {
  if (path.empty() || std::filesystem::is_directory(path)) return 0;
  const auto parent = path.parent_path();
  if (parent != path)
    if (const int error = make_folders(parent)) return error;
  if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return errno;
  (void)sync_folder(parent.empty() ? "." : parent.string());
  return std::filesystem::is_directory(path) ? 0 : ENOTDIR;
}

}  // namespace

Error disk_error(const std::string& what, const std::string& path, int error_number) {
  return {fmt::format("{} {}: {}. {}", what, path, std::strerror(error_number), advice(path, error_number))};
}

Outcome prepare_state_folder(const std::string& folder) {
  std::filesystem::path path(folder);
  if (!path.has_filename()) path = path.parent_path();  // "state/"
  if (const int error = make_folders(path)) return disk_error("Cannot make the folder", folder, error);

  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat status {};
  if (!opened || fstat(opened.number(), &status) != 0)
    return disk_error("Cannot open the folder", folder, errno);
  if ((status.st_mode & 07777) != 0700 && fchmod(opened.number(), 0700) != 0)
    return disk_error("Cannot close to others the folder", folder, errno);
  if (faccessat(opened.number(), ".", W_OK | X_OK, AT_EACCESS) != 0)
    return disk_error("Cannot write in", folder, errno);
  return Done{};
}

Outcome make_private_file(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file || fchmod(file.number(), 0600) != 0) return disk_error("Cannot write", path, errno);
  return Done{};
}

Outcome write_whole_file(const std::string& path, std::string_view bytes, unsigned mode) {
  const std::filesystem::path final(path);
  const std::string next = (final.parent_path() / ("." + final.filename().string() + ".new")).string();
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) mode = status.st_mode & 0777;
  const Descriptor file(open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file || fchmod(file.number(), mode) != 0) return disk_error("Cannot write", next, errno);
  while (!bytes.empty()) {
    const ssize_t written = write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return disk_error("Cannot write", next, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (fsync(file.number()) != 0) return disk_error("Cannot write", next, errno);
  if (rename(next.c_str(), path.c_str()) != 0) return disk_error("Cannot write", path, errno);
  return Done{};
}

Outcome sync_folder(const std::string& folder) {
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened || fsync(opened.number()) != 0) return disk_error("Cannot write", folder, errno);
  return Done{};
}

}  // namespace porchlight::disk
