/**
 * flow: vfio-v9-exports
 * title: A BAR becomes a buffer and is given back
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M31
 * expect: pass
 *
 * The mended form of vfio-v5-early-return, and of vfio-rfc-export-leak: nothing is left when the descriptor is closed.
 */
#define SET_UP_AS_POSTED
#include "vfio-rfc-export-leak.c"
