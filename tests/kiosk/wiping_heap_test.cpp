#include "kiosk/wiping_heap.h"

#include <fcntl.h>
#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/process_figures.h"
#include "kiosk/stage.h"

namespace porchlight::kiosk {
namespace {

constexpr unsigned char mark = 0xC5;

// What counts as a piece of what was there. The heap writes its own pointers and a random key into freed
// memory, and a byte of those may be the mark by chance; eight in a row may not.
constexpr long piece = 8;

// The longest run of the mark at a place in memory, which is read by the kernel since it may no longer be
// ours; 0 when no memory is there any more.
long longest_run(std::uintptr_t address, std::size_t size) {
  std::vector<unsigned char> bytes(size);
  const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  const ssize_t read = ::pread(memory, bytes.data(), size, static_cast<off_t>(address));
  ::close(memory);
  long longest = 0;
  long run = 0;
  for (ssize_t i = 0; i < read; ++i) {
    run = bytes[static_cast<std::size_t>(i)] == mark ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

// Keeps the compiler from leaving out what nobody reads.
std::uintptr_t marked(void* memory, std::size_t size) {
  ::memset(memory, mark, size);
  asm volatile("" : : "r"(memory) : "memory");
  return reinterpret_cast<std::uintptr_t>(memory);
}

constexpr std::size_t sizes[] = {24, 200, 3000, 100'000, 2'000'000};

TEST_CASE("what is freed is overwritten, however it was allocated") {
  if (!heap_is_wiped()) SKIP("under a sanitizer the heap is not wiped");
  for (const std::size_t size : sizes) {
    CAPTURE(size);
    void* plain = std::malloc(size);
    // Whatever lies beside it is kept, so that the place is not given back to the system.
    const std::unique_ptr<char[]> neighbour(new char[size]);
    std::uintptr_t at = marked(plain, size);
    CHECK(longest_run(at, size) == static_cast<long>(size));
    std::free(plain);
    CHECK(longest_run(at, size) < piece);

    void* zeroed = std::calloc(size, 1);
    at = marked(zeroed, size);
    std::free(zeroed);
    CHECK(longest_run(at, size) < piece);

    void* aligned = std::aligned_alloc(256, (size + 255) / 256 * 256);
    at = marked(aligned, size);
    std::free(aligned);
    CHECK(longest_run(at, size) < piece);

    char* by_new = new char[size];
    at = marked(by_new, size);
    delete[] by_new;
    CHECK(longest_run(at, size) < piece);

    struct alignas(128) Wide {
      char bytes[128];
    };
    auto* wide = new Wide[size / 128 + 1];
    at = marked(wide, size);
    delete[] wide;
    CHECK(longest_run(at, size) < piece);
  }
}

TEST_CASE("memory that grows keeps what it held, and leaves nothing at the old place") {
  if (!heap_is_wiped()) SKIP("under a sanitizer the heap is not wiped");
  for (const std::size_t size : sizes) {
    CAPTURE(size);
    void* old = std::malloc(size);
    const std::unique_ptr<char[]> neighbour(new char[size]);
    const std::uintptr_t at = marked(old, size);
    void* grown = std::realloc(old, size * 3);
    const auto now = reinterpret_cast<std::uintptr_t>(grown);
    REQUIRE(grown != nullptr);
    CHECK(longest_run(now, size) == static_cast<long>(size));
    if (now != at) CHECK(longest_run(at, size) < piece);
    std::free(grown);
    CHECK(longest_run(now, size) < piece);
  }
}

TEST_CASE("memory that shrinks leaves nothing behind its new end") {
  if (!heap_is_wiped()) SKIP("under a sanitizer the heap is not wiped");
  for (const std::size_t size : sizes)
    for (const std::size_t left : {size - 1, size * 3 / 4, size / 4}) {
      CAPTURE(size, left);
      void* old = std::malloc(size);
      const std::uintptr_t at = marked(old, size);
      void* shrunk = std::realloc(old, left);
      const auto now = reinterpret_cast<std::uintptr_t>(shrunk);
      REQUIRE(shrunk != nullptr);
      CHECK(longest_run(now, left) == static_cast<long>(left));
      CHECK(longest_run(at + left, size - left) < std::min(piece, static_cast<long>(size - left)));
      if (now != at) CHECK(longest_run(at, size) < piece);
      std::free(shrunk);
    }
}

TEST_CASE("realloc gives and takes memory as the standard says") {
  void* made = std::realloc(nullptr, 100);
  REQUIRE(made != nullptr);
  const std::uintptr_t at = marked(made, 100);
  // As large as no memory is: the old block stays.
  volatile std::size_t too_much = static_cast<std::size_t>(-1) / 4;
  CHECK(std::realloc(made, too_much) == nullptr);
  CHECK(longest_run(at, 100) == 100);
  std::free(made);
  std::free(nullptr);
}

TEST_CASE("when a visit is over, what the heap kept for it goes back to the system") {
  if (!heap_is_wiped()) SKIP("a sanitizer has a heap of its own");
  constexpr std::size_t block_bytes = 4000, blocks = 8000;
  constexpr double held_mb = block_bytes * blocks / 1e6;
  test::Stage stage;
  stage.tap("Find a meeting");
  std::vector<std::unique_ptr<char[]>> held;
  for (std::size_t i = 0; i < blocks; ++i) {
    held.emplace_back(new char[block_bytes]);
    marked(held.back().get(), block_bytes);
  }
  // The last one stays: glibc by itself gives back no more than what lies above everything in use.
  held.erase(held.begin(), held.end() - 1);
  // Half of it: the home screen that comes up takes some again.
  const double before = test::process_figures().resident_mb;
  stage.tap("Start over");
  CHECK(test::process_figures().resident_mb < before - held_mb / 2);
}

}  // namespace
}  // namespace porchlight::kiosk
