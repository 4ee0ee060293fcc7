/**
 * flow: vfio-revoke-v7-rdma-refused
 * title: An importer without a callback is refused when it attaches
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 *         <20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>
 * claims: <20260112153503.GF745888@ziepe.ca>
 *         <20260121134712.GZ961572@ziepe.ca>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M29 M31
 * expect: pass
 *
 * The mended form of vfio-revoke-v7-rdma-stub and of vfio-v9-pin-succeeds: the driver's callback that only warned is gone, so the
 * exporter can tell that this importer won't follow.
 */
#define WITHOUT_CALLBACK
#include "rdma-and-reset.h"
