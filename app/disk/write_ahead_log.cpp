#include "disk/write_ahead_log.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>

namespace porchlight::disk {
namespace {

using Content = std::span<const unsigned char>;

constexpr std::size_t header_bytes = 32, frame_header_bytes = 24;
constexpr std::size_t checked_bytes = 24;       // of the header, before its checksum
constexpr std::size_t checked_frame_bytes = 8;  // of a frame's header; its page follows
constexpr std::uint32_t magic = 0x377f0682;  // checksums of little-endian words; 1 more: of big-endian ones
constexpr std::uint32_t largest_page = 65'536, smallest_page = 512;

std::uint32_t big_endian_at(Content bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
         std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

std::uint32_t little_endian_at(Content bytes, std::size_t at) {
  return std::uint32_t{bytes[at + 3]} << 24 | std::uint32_t{bytes[at + 2]} << 16 |
         std::uint32_t{bytes[at + 1]} << 8 | bytes[at];
}

// Goes on from frame to frame.
struct Checksum {
  bool big_endian = false;
  std::uint32_t first = 0, second = 0;

  void add(Content bytes) {
    const auto word = big_endian ? big_endian_at : little_endian_at;
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      first += word(bytes, at) + second;
      second += word(bytes, at + 4) + first;
    }
  }
  bool is_at(Content bytes, std::size_t at) const {
    return big_endian_at(bytes, at) == first && big_endian_at(bytes, at + 4) == second;
  }
};

struct Log {
  Content header, frames;
  std::size_t frame_bytes = 0;
  Checksum checksum;

  std::size_t count() const { return frames.size() / frame_bytes; }
  Content frame(std::size_t n) const { return frames.subspan(n * frame_bytes, frame_bytes); }
  // Those behind the end are left from an earlier turn of the log.
  bool is_of_this_turn(std::size_t n) const {
    return big_endian_at(frame(n), 8) == big_endian_at(header, 16) &&
           big_endian_at(frame(n), 12) == big_endian_at(header, 20);
  }
  bool ends_a_commit(std::size_t n) const { return big_endian_at(frame(n), 4) != 0; }
};

// Nothing: its header is damaged.
std::optional<Log> read_log(Content bytes) {
  Log log{.header = bytes.first(header_bytes), .frames = bytes.subspan(header_bytes)};
  log.checksum.big_endian = big_endian_at(bytes, 0) == magic + 1;
  if (!log.checksum.big_endian && big_endian_at(bytes, 0) != magic) return std::nullopt;
  const std::uint32_t page_bytes = big_endian_at(bytes, 8);
  if (page_bytes < smallest_page || page_bytes > largest_page) return std::nullopt;
  log.frame_bytes = frame_header_bytes + page_bytes;
  log.checksum.add(bytes.first(checked_bytes));
  return log.checksum.is_at(bytes, checked_bytes) ? std::optional(log) : std::nullopt;
}

// The first frame that does not fit.
std::size_t end_of(Log& log) {
  for (std::size_t n = 0; n < log.count(); ++n) {
    log.checksum.add(log.frame(n).first(checked_frame_bytes));
    log.checksum.add(log.frame(n).subspan(frame_header_bytes));
    if (!log.is_of_this_turn(n) || !log.checksum.is_at(log.frame(n), 16)) return n;
  }
  return log.count();
}

}  // namespace

int commits_lost_in_log(const std::string& database_path) {
  std::ifstream file(database_path + "-wal", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Content bytes(reinterpret_cast<const unsigned char*>(text.data()), text.size());
  if (bytes.size() < header_bytes + frame_header_bytes + smallest_page) return 0;
  auto log = read_log(bytes);
  if (!log) return 1;  // SQLite syncs the header before the first commit: there was one

  // Each commit is synced before the next one begins; so what lies before the last one was there.
  int commits = 0, lost = 0;
  for (std::size_t n = end_of(*log); n < log->count(); ++n) {
    if (!log->is_of_this_turn(n)) continue;
    lost = commits;
    if (log->ends_a_commit(n)) ++commits;
  }
  return lost;
}

}  // namespace porchlight::disk
