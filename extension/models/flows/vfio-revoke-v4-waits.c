/**
 * flow: vfio-revoke-v4-waits
 * title: The exporter waits for every fence
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         <20260121-dmabuf-revoke-v4-0-d311cbc8633d@nvidia.com>
 * claims: <015b25e6-cfe1-4110-963f-5f8dc4720d1b@amd.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M30 M31 M33
 * expect: pass
 *
 * The mended form of vfio-revoke-v3-wrong-class: the wait is for BOOKKEEP, which includes all other classes.
 */
#include "vfio-job.h"
