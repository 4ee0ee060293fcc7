/**
 * flow: vfio-v9-never-mapped
 * title: An importer that never maps has no IO addresses
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20251016235332.GA265079@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11
 * expect: pass
 *
 * The mended form of vfio-v5-never-mapped.
 */
#include "vfio-v5-never-mapped.c"
