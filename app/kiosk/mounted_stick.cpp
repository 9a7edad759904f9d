#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "disk/descriptor.h"
#include "disk/state_folder.h"
#include "kiosk/stick.h"

namespace porchlight::kiosk {
namespace {

namespace fs = std::filesystem;

std::optional<dev_t> device_of(const fs::path& folder) {
  struct stat status {};
  if (::stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return std::nullopt;
  return status.st_dev;
}

class MountedStick final : public Stick {
 public:
  explicit MountedStick(std::string folder) : folder_(std::move(folder)) {}

  bool is_there() override { return place().has_value(); }

  Outcome put(const std::string& name, std::string_view bytes) override {
    const auto stick = place();
    if (!stick) return Error{"There is no stick."};
    const fs::path final = *stick / name, next = *stick / (name + ".new");
    if (auto written = write_stick(next.string(), std::as_bytes(std::span(bytes))); !written) return written;
    if (::rename(next.c_str(), final.c_str()) != 0)
      return disk::disk_error("Cannot write", final.string(), errno);
    if (auto synced = disk::sync_folder(stick->string()); !synced) return synced;
    // FAT keeps where its files lie apart from them: only this writes all of it.
    const disk::Descriptor opened(::open(stick->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened || ::syncfs(opened.number()) != 0)
      return disk::disk_error("Cannot write", stick->string(), errno);
    return Done{};
  }

 private:
  // A folder in which nothing is mounted lies on the disk itself: what is written there would never leave.
  std::optional<fs::path> place() const {
    const auto own = device_of(folder_);
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator(folder_, gone))
      if (const auto device = device_of(entry.path()); own && device && *device != *own) return entry.path();
    return std::nullopt;
  }

  const std::string folder_;
};

}  // namespace

Outcome write_stick(const std::string& path, std::span<const std::byte> bytes) {
  constexpr mode_t for_everybody = 0644;
  const disk::Descriptor file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, for_everybody));
  if (!file) return disk::disk_error("Cannot write", path, errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return disk::disk_error("Cannot write", path, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number()) != 0) return disk::disk_error("Cannot write", path, errno);
  return Done{};
}

std::unique_ptr<Stick> mounted_stick(std::string folder) {
  return std::make_unique<MountedStick>(std::move(folder));
}

}  // namespace porchlight::kiosk
