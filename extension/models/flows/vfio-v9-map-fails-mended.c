/**
 * flow: vfio-v9-map-fails-mended
 * title: No memory for the list: the IO addresses are given back
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         vfio-map-fails.patch
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * fail: sg_alloc_table 1
 * rows: M11
 * expect: pass
 *
 * The mended form of vfio-v9-map-fails, with a patch of ours on the way out.
 */
#include "vfio-v9-map-fails.c"
