/**
 * flow: vfio-v9-bad-ranges
 * title: What no BAR has is refused, even where the sum of offset and length wraps
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20251017130249.GA309181@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M31 M37
 * expect: pass
 *
 * Every range is compared in 64 bits, with the overflow of its end looked at, before anything is made of it.
 */
#include "vfio-bad-ranges.h"
