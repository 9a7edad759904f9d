// RecordingDisk: a disk below SQLite that writes down everything that is done to it, so that a power cut at
// any moment can be played again: what was synced is there; what was written since may be there, not be
// there, or be torn at a sector. It stands in for the system's files while it lives; one at a time. Thread:
// one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace porchlight::faults {

// SQLite assumes that a sector is written whole or not at all; with less it would need a disk that lies.
inline constexpr std::size_t sector_bytes = 512;

struct DiskEvent {
  enum class Kind { write, truncate, sync, remove };
  Kind kind = Kind::write;
  std::string file;         // its name, without the folder
  std::int64_t offset = 0;  // write: where; truncate: the new size
  std::string bytes;        // write
};

// A disk that refuses: the how-manieth write, truncation or sync, and whether all after it too.
struct DiskFault {
  enum class How {
    full,        // nothing of it is written
    half,        // half of it is written, then the disk is full
    unreadable,  // an input/output error
  };
  std::size_t operation = 0;  // from 0
  How how = How::full;
  bool lasting = false;
};

class RecordingDisk {
 public:
  // `lazy`: commits do not wait for the disk (PRAGMA synchronous=NORMAL), whatever the program asks for.
  explicit RecordingDisk(bool lazy = false);
  ~RecordingDisk();
  RecordingDisk(const RecordingDisk&) = delete;
  RecordingDisk& operator=(const RecordingDisk&) = delete;

  // Grows while the disk is used; an index into it is a moment.
  const std::vector<DiskEvent>& events() const;

  // Counted from now on.
  void fail(const DiskFault& fault);
  void heal();
};

// Makes the files in `folder` as a power cut before events[moment] may leave them.
void replay(const std::vector<DiskEvent>& events, std::size_t moment, std::mt19937_64& random,
            const std::filesystem::path& folder);

// What a bad disk makes of a file: in one round of three it is cut off, else some of its bytes are others.
std::string damaged(std::string bytes, std::mt19937_64& random, int round);

}  // namespace porchlight::faults
