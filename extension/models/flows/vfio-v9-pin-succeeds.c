/**
 * flow: vfio-v9-pin-succeeds
 * title: An exporter that can revoke lets itself be pinned
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20260121134712.GZ961572@ziepe.ca>
 *         <20260112153503.GF745888@ziepe.ca>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M29 M31
 * expect: violation stale-access
 * case: F-15
 * mended: vfio-v9-pin-fails
 *
 * The exporter has no pin operation, so pinning succeeds. The importer, which can't do without the memory for as long as its
 * region is registered, takes that as a promise. The device is reset all the same.
 */
#include "rdma-and-reset.h"
