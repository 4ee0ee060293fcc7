/**
 * flow: vfio-v9-pin-fails
 * title: An exporter that can revoke refuses to be pinned
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 * claims: <20260121134712.GZ961572@ziepe.ca>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M29 M31
 * expect: pass
 *
 * The mended form of vfio-v9-pin-succeeds as a fix for the release: with a pin operation that says no, an importer that can't
 * do without the memory gets none.
 */
#include "rdma-and-reset.h"
