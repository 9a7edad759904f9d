// Secrets: what a visitor types, and the keys that open or sign. They live in memory that is locked against
// swapping, is left out of core dumps, is guarded on both sides and is zeroed when it is destroyed
// (libsodium's guarded heap). They cannot be copied, printed or logged. Thread: one at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace porchlight::intake {

// A block of such memory, zeros at first. A default-made or moved-from one holds nothing.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size);
  SecretBytes(SecretBytes&&) noexcept = default;
  SecretBytes& operator=(SecretBytes&&) noexcept = default;

  std::span<std::byte> bytes() { return memory_ ? std::span(memory_.get(), size_) : std::span<std::byte>(); }
  std::span<const std::byte> bytes() const {
    return memory_ ? std::span<const std::byte>(memory_.get(), size_) : std::span<const std::byte>();
  }

  // 0: locked against swapping; else the errno of mlock(2). A kiosk that may not lock works all the same; it
  // tells staff.
  int lock_error() const { return lock_error_; }

 private:
  struct Free {
    void operator()(std::byte* memory) const noexcept;
  };
  std::unique_ptr<std::byte, Free> memory_;
  std::size_t size_ = 0;
  int lock_error_ = 0;
};

class SecretText {
 public:
  // Room for a long first name in any script; a phone number needs less.
  static constexpr std::size_t capacity_bytes = 96;

  SecretText();
  SecretText(SecretText&&) noexcept = default;
  SecretText& operator=(SecretText&&) noexcept = default;

  std::string_view view() const;
  bool empty() const { return view().empty(); }

  // Appends UTF-8; false and unchanged when it would not fit.
  bool append(std::string_view utf8);
  // Removes the last character (code point).
  void erase_last();
  void clear();

  int lock_error() const { return memory_.lock_error(); }

 private:
  SecretBytes memory_;  // the length in one byte, then the text
};

// Zeroes a string that held a secret on its way through a library, and empties it.
void wipe(std::string& text) noexcept;

// Zeroes what the calls made since left behind on the stack below it, when it goes out of scope.
struct StackWipe {
  StackWipe() = default;
  StackWipe(const StackWipe&) = delete;
  StackWipe& operator=(const StackWipe&) = delete;
  ~StackWipe();
};

}  // namespace porchlight::intake
