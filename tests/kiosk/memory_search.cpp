#include "kiosk/memory_search.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>

namespace porchlight::kiosk::test {
namespace {

constexpr std::size_t characters = 8;
constexpr std::size_t longest_piece = characters * 4;
constexpr std::size_t chunk_bytes = 1u << 20;

// Where memory and files are read into: a mapping of its own, so that the search can leave it out.
class Buffer {
 public:
  Buffer()
      : start_(static_cast<unsigned char*>(
            ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))) {
    if (start_ == MAP_FAILED) throw std::runtime_error("no memory to search with");
  }
  ~Buffer() {
    ::explicit_bzero(start_, size);
    ::munmap(start_, size);
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  static constexpr std::size_t size = chunk_bytes + longest_piece;
  unsigned char* data() { return start_; }
  bool overlaps(std::uintptr_t from, std::uintptr_t to) const {
    const auto own = reinterpret_cast<std::uintptr_t>(start_);
    return from < own + size && own < to;
  }

 private:
  unsigned char* start_;
};

// Pieces by their first byte, which tells nearly all places apart.
class Search {
 public:
  explicit Search(const std::vector<Piece>& pieces) : pieces_(pieces), found_(pieces.size()) {
    for (std::size_t i = 0; i < pieces.size(); ++i) by_first_[pieces[i].masked.front()].push_back(i);
  }

  // `address`: of the first byte.
  void in(std::span<const unsigned char> bytes, std::uintptr_t address, const std::string& where) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      const auto& candidates = by_first_[bytes[at] ^ MaskedText::mask];
      for (const std::size_t piece : candidates)
        if (!found_[piece] && holds(bytes.subspan(at), pieces_[piece].masked)) {
          found_[piece] = true;
          finds_.push_back({piece, address + at, where});
        }
    }
  }

  // Reads `file` from `from` to `to`, and looks at all of it.
  void in_range(int file, std::uintptr_t from, std::uintptr_t to, Buffer& buffer, const std::string& where) {
    for (std::uintptr_t at = from; at < to; at += chunk_bytes) {
      const std::size_t wanted = std::min<std::size_t>(Buffer::size, to - at);
      const ssize_t read = ::pread(file, buffer.data(), wanted, static_cast<off_t>(at));
      if (read <= 0) return;
      in({buffer.data(), static_cast<std::size_t>(read)}, at, where);
    }
  }

  std::vector<Find> take() { return std::move(finds_); }

 private:
  static bool holds(std::span<const unsigned char> bytes, const std::vector<unsigned char>& masked) {
    if (bytes.size() < masked.size()) return false;
    for (std::size_t i = 0; i < masked.size(); ++i)
      if ((bytes[i] ^ MaskedText::mask) != masked[i]) return false;
    return true;
  }

  const std::vector<Piece>& pieces_;
  std::vector<bool> found_;
  std::array<std::vector<std::size_t>, 256> by_first_;
  std::vector<Find> finds_;
};

struct Mapping {
  std::uintptr_t from = 0, to = 0;
  std::string line;
};

// "7f1c2000-7f1c3000 rw-p ...": what a private writable mapping reads like.
std::vector<Mapping> private_writable_memory() {
  std::vector<Mapping> mappings;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    const auto dash = line.find('-'), blank = line.find(' ');
    if (line.compare(blank + 1, 4, "rw-p") != 0 && line.compare(blank + 1, 4, "rwxp") != 0) continue;
    Mapping mapping;
    std::from_chars(line.data(), line.data() + dash, mapping.from, 16);
    std::from_chars(line.data() + dash + 1, line.data() + blank, mapping.to, 16);
    mapping.line = line;
    mappings.push_back(std::move(mapping));
  }
  return mappings;
}

}  // namespace

bool MaskedText::is(std::string_view text) const {
  if (text.size() != size_) return false;
  for (std::size_t i = 0; i < size_; ++i)
    if (text[i] != (*this)[i]) return false;
  return true;
}

std::vector<Piece> pieces_of(std::string_view about, const MaskedText& text) {
  std::vector<Piece> pieces;
  for (std::size_t first = 0; first + characters <= text.size(); ++first)
    for (const std::size_t width : {1, 2, 4}) {
      Piece piece{fmt::format("{}, from character {}, UTF-{}", about, first + 1, 8 * width), {}};
      for (std::size_t i = first; i < first + characters; ++i) {
        piece.masked.push_back(text.masked(i));
        piece.masked.insert(piece.masked.end(), width - 1, MaskedText::mask);
      }
      pieces.push_back(std::move(piece));
    }
  return pieces;
}

std::vector<Find> search_memory(const std::vector<Piece>& pieces) {
  Buffer buffer;
  Search search(pieces);
  const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  if (memory < 0) throw std::runtime_error("cannot read /proc/self/mem");
  for (const Mapping& mapping : private_writable_memory()) {
    if (!buffer.overlaps(mapping.from, mapping.to)) {
      search.in_range(memory, mapping.from, mapping.to, buffer, mapping.line);
      continue;
    }
    // The kernel joins neighbours: what lies before and after the buffer is searched.
    const auto own = reinterpret_cast<std::uintptr_t>(buffer.data());
    search.in_range(memory, mapping.from, std::max(mapping.from, own), buffer, mapping.line);
    search.in_range(memory, std::min(mapping.to, own + Buffer::size), mapping.to, buffer, mapping.line);
  }
  ::close(memory);
  return search.take();
}

std::vector<Find> search_files(const std::string& folder, const std::vector<Piece>& pieces) {
  Buffer buffer;
  Search search(pieces);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const int file = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw std::runtime_error("cannot read " + entry.path().string());
    search.in_range(file, 0, entry.file_size(), buffer, entry.path().string());
    ::close(file);
  }
  return search.take();
}

std::string to_text(const std::vector<Find>& finds, const std::vector<Piece>& pieces) {
  std::string text;
  for (const Find& find : finds)
    text += fmt::format("{} at {:#x} in {}\n", pieces[find.piece].about, find.address, find.where);
  return text;
}

}  // namespace porchlight::kiosk::test
