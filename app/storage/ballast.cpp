#include "storage/ballast.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "disk/descriptor.h"

namespace porchlight::storage {
namespace {

// The last free space belongs to visitors' requests, not to the ballast.
constexpr std::size_t leave_free_bytes = 3 * Ballast::size_bytes;

}  // namespace

void Ballast::take() const {
  const disk::Descriptor file(open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  struct stat status {};
  struct statvfs disk {};
  if (!file || fchmod(file.number(), 0600) != 0 || fstat(file.number(), &status) != 0) return;
  if (static_cast<std::size_t>(status.st_size) >= size_bytes || fstatvfs(file.number(), &disk) != 0) return;
  if (disk.f_bavail * disk.f_frsize < size_bytes + leave_free_bytes) return;
  if (posix_fallocate(file.number(), 0, size_bytes) != 0 && ftruncate(file.number(), 0) != 0) return;
  fsync(file.number());
}

bool Ballast::release() const {
  const disk::Descriptor file(open(path_.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
  struct stat status {};
  if (!file || fstat(file.number(), &status) != 0 || status.st_size == 0) return false;
  return ftruncate(file.number(), 0) == 0 && fsync(file.number()) == 0;
}

}  // namespace porchlight::storage
