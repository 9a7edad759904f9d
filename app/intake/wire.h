// Writes and reads the fixed layouts of envelopes and receipts: numbers big-endian, texts padded with zeros.
// The caller has checked the size of what comes from outside; going past the end is a bug and stops the
// program.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string_view>

namespace porchlight::intake::wire {

class Writer {
 public:
  explicit Writer(std::span<std::byte> room) : room_(room) {}

  void bytes(std::span<const std::byte> from) { std::ranges::copy(from, take(from.size()).begin()); }

  template <class Unsigned>
  void number(Unsigned value) {
    const auto to = take(sizeof value);
    for (std::size_t i = 0; i < to.size(); ++i)
      to[i] = static_cast<std::byte>(value >> (8 * (to.size() - 1 - i)));
  }

  void padded(std::string_view text, std::size_t size) {
    if (text.size() > size) throw std::logic_error("a text is longer than its field");
    bytes(std::as_bytes(std::span(text)));
    zeros(size - text.size());
  }

  void zeros(std::size_t size) { std::ranges::fill(take(size), std::byte{0}); }

  std::size_t left() const { return room_.size(); }

 private:
  std::span<std::byte> take(std::size_t size) {
    if (size > room_.size()) throw std::logic_error("written past the end of a layout");
    const auto taken = room_.first(size);
    room_ = room_.subspan(size);
    return taken;
  }

  std::span<std::byte> room_;
};

class Reader {
 public:
  explicit Reader(std::span<const std::byte> from) : from_(from) {}

  std::span<const std::byte> bytes(std::size_t size) {
    if (size > from_.size()) throw std::logic_error("read past the end of a layout");
    const auto taken = from_.first(size);
    from_ = from_.subspan(size);
    return taken;
  }

  template <class Unsigned>
  Unsigned number() {
    Unsigned value = 0;
    for (const std::byte byte : bytes(sizeof value))
      value = static_cast<Unsigned>(std::uint64_t{value} << 8 | std::to_integer<std::uint64_t>(byte));
    return value;
  }

  // Up to the padding; what follows the first zero must be zeros, else `clean()` is false.
  std::string_view padded(std::size_t size) {
    const auto field = bytes(size);
    const auto end = std::ranges::find(field, std::byte{0});
    check_zeros(std::span(end, field.end()));
    return {reinterpret_cast<const char*>(field.data()), static_cast<std::size_t>(end - field.begin())};
  }

  void zeros(std::size_t size) { check_zeros(bytes(size)); }

  // All that had to be zero was.
  bool clean() const { return clean_; }

 private:
  void check_zeros(std::span<const std::byte> field) {
    clean_ = clean_ && std::ranges::all_of(field, [](std::byte byte) { return byte == std::byte{0}; });
  }

  std::span<const std::byte> from_;
  bool clean_ = true;
};

}  // namespace porchlight::intake::wire
