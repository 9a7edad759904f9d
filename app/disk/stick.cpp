#include "disk/stick.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "disk/descriptor.h"
#include "disk/state_folder.h"

namespace porchlight::disk {
namespace {

class Mounted final : public Stick {
 public:
  explicit Mounted(std::string place) : place_(std::move(place)) {}

  std::vector<std::string> folders() override {
    std::vector<std::string> found;
    struct stat above {};
    if (::stat(place_.c_str(), &above) != 0) return found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(place_, error)) {
      struct stat status {};
      if (::stat(entry.path().c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
          status.st_dev != above.st_dev)
        found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  Outcome sync(const std::string& folder) override {
    const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened || ::syncfs(opened.number()) != 0) return disk_error("Cannot finish writing", folder, errno);
    return Done{};
  }

 private:
  const std::string place_;
};

}  // namespace

Outcome write_on_stick(const std::string& path, std::span<const std::byte> bytes) {
  constexpr mode_t for_everybody = 0644;
  const Descriptor file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, for_everybody));
  if (!file) return disk_error("Cannot write", path, errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return disk_error("Cannot write", path, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number()) != 0) return disk_error("Cannot write", path, errno);
  return Done{};
}

Outcome put_on_stick(const std::string& folder, const std::string& name, std::string_view bytes) {
  const std::string final = folder + "/" + name, next = final + ".new";
  if (Outcome written = write_on_stick(next, std::as_bytes(std::span(bytes))); !written) return written;
  if (::rename(next.c_str(), final.c_str()) != 0) return disk_error("Cannot write", final, errno);
  return sync_folder(folder);
}

std::unique_ptr<Stick> mounted_sticks(std::string place) {
  return std::make_unique<Mounted>(std::move(place));
}

}  // namespace porchlight::disk
