/**
 * flow: vfio-v9-map-twice
 * title: Every mapping has IO addresses of its own
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20251016235332.GA265079@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11 M30
 * expect: pass
 *
 * The mended form of vfio-v5-map-twice: the state belongs to the mapping, not to the attachment.
 */
#include "vfio-v5-map-twice.c"
