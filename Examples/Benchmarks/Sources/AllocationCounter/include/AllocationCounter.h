#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

/// Begins to count the allocations of all threads, from nothing.
void allocation_counting_start(void);
/// Ends counting; the counts stay.
void allocation_counting_stop(void);
/// How often memory was asked for while counting; a `realloc` counts as one.
long allocation_count(void);
/// What was taken and not given back while counting, in bytes, as the allocator sizes its blocks.
long allocation_held_bytes(void);
/// Whether this platform lets allocations be counted.
int allocation_counting_works(void);

#endif
