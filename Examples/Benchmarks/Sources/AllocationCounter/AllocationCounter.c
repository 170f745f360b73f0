// The program's own malloc family: it counts, when it is told to, and hands on to the C library.
#include "AllocationCounter.h"

#include <stdatomic.h>
#include <stddef.h>

static atomic_int counting;
static atomic_long count;
static atomic_long held;

void allocation_counting_start(void) {
  atomic_store(&count, 0);
  atomic_store(&held, 0);
  atomic_store(&counting, 1);
}

void allocation_counting_stop(void) { atomic_store(&counting, 0); }
long allocation_count(void) { return atomic_load(&count); }
long allocation_held_bytes(void) { return atomic_load(&held); }

#if defined(__linux__)
#include <features.h>
#endif

#if defined(__GLIBC__)
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>

// What glibc calls its own functions, so that these can bear the usual names.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t number, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

int allocation_counting_works(void) { return 1; }

static int is_counting(void) { return atomic_load_explicit(&counting, memory_order_relaxed); }

static void *taken(void *block) {
  if (block != NULL && is_counting()) {
    atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&held, (long)malloc_usable_size(block), memory_order_relaxed);
  }
  return block;
}

static void given_back(void *block) {
  if (block != NULL && is_counting()) {
    atomic_fetch_sub_explicit(&held, (long)malloc_usable_size(block), memory_order_relaxed);
  }
}

void *malloc(size_t size) { return taken(__libc_malloc(size)); }
void *calloc(size_t number, size_t size) { return taken(__libc_calloc(number, size)); }
void *memalign(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }
void *aligned_alloc(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
  void *made = taken(__libc_memalign(alignment, size));
  if (made == NULL) return ENOMEM;
  *block = made;
  return 0;
}

void *realloc(void *block, size_t size) {
  long before = block != NULL && is_counting() ? (long)malloc_usable_size(block) : 0;
  void *made = __libc_realloc(block, size);
  // Where it fails, the old block stays; where the size is 0, it is gone.
  if (made != NULL || size == 0) atomic_fetch_sub_explicit(&held, before, memory_order_relaxed);
  return taken(made);
}

void free(void *block) {
  given_back(block);
  __libc_free(block);
}
#else
int allocation_counting_works(void) { return 0; }
#endif
