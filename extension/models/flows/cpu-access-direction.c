/**
 * flow: cpu-access-direction
 * title: A process says that it will write, and reads
 * rows: M15
 * expect: violation stale-data
 *
 * For DMA_TO_DEVICE nothing has to be dropped from the cache, so what the device wrote is not seen.
 */
#define BEGIN_DIRECTION DMA_TO_DEVICE
#include "cpu-access.c"
