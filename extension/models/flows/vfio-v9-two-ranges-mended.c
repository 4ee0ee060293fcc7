/**
 * flow: vfio-v9-two-ranges-mended
 * title: The second range is linked behind the first one
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         vfio-two-ranges.patch
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11
 * expect: pass
 *
 * The mended form of vfio-v9-two-ranges. Nobody posted it: a patch of ours hands on how much is linked already.
 */
#include "vfio-v9-two-ranges.c"
