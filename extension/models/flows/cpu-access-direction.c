/**
 * flow: cpu-access-direction
 * title: A process says that it will write, and reads
 * rows: M15
 * expect: violation dma-sync-direction
 *
 * For DMA_TO_DEVICE nothing would be dropped from the cache, and what the device wrote would not be seen. The checker of the DMA API
 * objects before: the camera's list was mapped DMA_FROM_DEVICE, and the heap syncs it with what the process said.
 */
#define BEGIN_DIRECTION DMA_TO_DEVICE
#include "cpu-access.c"
