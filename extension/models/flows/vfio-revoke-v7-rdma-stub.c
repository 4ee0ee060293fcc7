/**
 * flow: vfio-revoke-v7-rdma-stub
 * title: The exporter waits for ever for an importer that only warns
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 *         <20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>
 * claims: <20260112153503.GF745888@ziepe.ca>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M29 M31
 * expect: violation deadlock
 * case: F-14f
 * mended: vfio-revoke-v7-rdma-refused
 *
 * The importer has a callback, so the exporter takes it for one that can follow. It doesn't: it warns, and keeps its region. The
 * wait for the last unmap has no end, and holds the lock of the device.
 */
#include "rdma-and-reset.h"
