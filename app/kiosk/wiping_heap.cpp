#include "kiosk/wiping_heap.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>

#if defined(__has_feature)
#define PORCHLIGHT_HAS_FEATURE(feature) __has_feature(feature)
#else
#define PORCHLIGHT_HAS_FEATURE(feature) 0
#endif

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&   \
    !PORCHLIGHT_HAS_FEATURE(address_sanitizer) && !PORCHLIGHT_HAS_FEATURE(thread_sanitizer) && \
    !PORCHLIGHT_HAS_FEATURE(memory_sanitizer)
#define PORCHLIGHT_WIPES_HEAP 1
#endif

#ifdef PORCHLIGHT_WIPES_HEAP

// Every other function of the family, malloc(), calloc() and the aligned ones, stays glibc's: what they give
// is freed here. Since the dynamic linker finds these two first, so do the shared libraries and glibc itself.
extern "C" {

void* __libc_malloc(size_t size);
void __libc_free(void* memory);

void free(void* memory) noexcept {
  if (memory == nullptr) return;
  explicit_bzero(memory, malloc_usable_size(memory));
  __libc_free(memory);
}

// glibc's own would free the old place unwiped where it moves, and leave the tail where it shrinks.
void* realloc(void* memory, size_t size) noexcept {
  if (memory == nullptr) return __libc_malloc(size);
  if (size == 0) {
    free(memory);
    return nullptr;
  }
  const size_t has = malloc_usable_size(memory);
  if (size <= has && size >= has / 2) {
    explicit_bzero(static_cast<char*>(memory) + size, has - size);
    return memory;
  }
  void* moved = __libc_malloc(size);
  if (moved == nullptr) return nullptr;  // the old memory stays as it is
  memcpy(moved, memory, std::min(has, size));
  free(memory);
  return moved;
}

}  // extern "C"

#endif

namespace porchlight::kiosk {

bool heap_is_wiped() {
#ifdef PORCHLIGHT_WIPES_HEAP
  return true;
#else
  return false;
#endif
}

void give_back_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace porchlight::kiosk
