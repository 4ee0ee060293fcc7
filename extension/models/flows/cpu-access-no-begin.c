/**
 * flow: cpu-access-no-begin
 * title: A process waits for the frame, but not for its cache
 * rows: M15
 * expect: violation stale-data
 *
 * Waiting for the device alone is not enough where DMA does not snoop: the cache still has what was there before.
 */
#define WITH_BRACKET 0
#include "cpu-access.c"
