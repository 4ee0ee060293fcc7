/**
 * flow: phyr-mapped-twice
 * title: The helper maps what an old exporter has mapped already
 * claims: <20250122132811.GE5556@nvidia.com>
 * rows: M07
 * expect: violation wrong-space
 *
 * A DMA address is taken for a physical one and mapped once more; the device then reaches an IO address as if it were memory.
 */
#define FORGETS_MAPPED 1
#include "phyr-both-ways.c"
