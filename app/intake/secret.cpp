#include "intake/secret.h"

#include <sodium.h>

#include <cassert>
#include <cerrno>
#include <cstring>
#include <new>

#include "intake/sodium.h"

namespace porchlight::intake {

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
  sodium_ready();
  memory_.reset(static_cast<std::byte*>(sodium_malloc(size)));
  if (!memory_) throw std::bad_alloc();
  std::memset(memory_.get(), 0, size);
  // sodium_malloc locks too, but does not say whether it could. Locks do not nest: the free undoes both.
  if (sodium_mlock(memory_.get(), size) != 0) lock_error_ = errno;
}

void SecretBytes::Free::operator()(std::byte* memory) const noexcept {
  sodium_free(memory);
}

SecretText::SecretText() : memory_(1 + capacity_bytes) {}

std::string_view SecretText::view() const {
  const auto bytes = memory_.bytes();
  if (bytes.empty()) return {};
  return {reinterpret_cast<const char*>(bytes.data() + 1), std::to_integer<std::size_t>(bytes[0])};
}

bool SecretText::append(std::string_view utf8) {
  if (memory_.bytes().empty()) memory_ = SecretBytes(1 + capacity_bytes);
  const std::size_t size = view().size();
  if (utf8.size() > capacity_bytes - size) return false;
  const auto bytes = memory_.bytes();
  if (!utf8.empty()) std::memcpy(bytes.data() + 1 + size, utf8.data(), utf8.size());
  bytes[0] = static_cast<std::byte>(size + utf8.size());
  return true;
}

void SecretText::erase_last() {
  const auto is_continuation = [](std::byte byte) { return (byte & std::byte{0xC0}) == std::byte{0x80}; };
  const auto bytes = memory_.bytes();
  std::size_t size = view().size();
  for (bool removed = false; size > 0 && !removed; --size) {
    removed = !is_continuation(bytes[size]);
    bytes[size] = std::byte{0};
  }
  if (!bytes.empty()) bytes[0] = static_cast<std::byte>(size);
}

void SecretText::clear() {
  const auto bytes = memory_.bytes();
  if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

void wipe(std::string& text) noexcept {
  // A short string lives inside the object, a shrunk one has a tail: all of the capacity goes.
  text.resize(text.capacity());
  sodium_memzero(text.data(), text.size());
  text.clear();
}

StackWipe::~StackWipe() {
  // libphonenumber, RE2 and ICU together stay well below it.
  constexpr std::size_t depth_bytes = 64 * 1024;
  sodium_stackzero(depth_bytes);
}

}  // namespace porchlight::intake
