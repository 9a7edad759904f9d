// What a test needs to look for words in everything the process holds: words that are never whole in memory
// themselves, and a search through all of its writable memory.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::kiosk::test {

// A text of which the program holds only the masked bytes, so that a search for it does not find the search.
// ASCII only.
class MaskedText {
 public:
  static constexpr unsigned char mask = 0xA7;

  template <std::size_t size>
  consteval MaskedText(const char (&text)[size]) : size_(size - 1) {
    static_assert(size <= capacity + 1);
    for (std::size_t i = 0; i < size_; ++i) bytes_[i] = static_cast<unsigned char>(text[i]) ^ mask;
  }

  std::size_t size() const { return size_; }
  unsigned char masked(std::size_t i) const { return bytes_[i]; }
  char operator[](std::size_t i) const { return static_cast<char>(bytes_[i] ^ mask); }
  bool is(std::string_view text) const;

 private:
  static constexpr std::size_t capacity = 32;
  std::array<unsigned char, capacity> bytes_{};
  std::size_t size_;
};

// Eight characters of a text that follow each other, in one encoding.
struct Piece {
  std::string about;  // "name, from character 3, UTF-16": never the characters
  std::vector<unsigned char> masked;
};
std::vector<Piece> pieces_of(std::string_view about, const MaskedText& text);

struct Find {
  std::size_t piece = 0;
  std::uintptr_t address = 0;  // in a file: the offset
  std::string where;           // the line of /proc/self/maps, or the file
};

// In this process's private writable memory: heap, stacks, data. Each piece is reported once.
std::vector<Find> search_memory(const std::vector<Piece>& pieces);
// In every file below `folder`.
std::vector<Find> search_files(const std::string& folder, const std::vector<Piece>& pieces);

// One line each, for a test that fails.
std::string to_text(const std::vector<Find>& finds, const std::vector<Piece>& pieces);

}  // namespace porchlight::kiosk::test
