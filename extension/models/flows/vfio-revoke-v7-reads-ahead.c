/**
 * flow: vfio-revoke-v7-reads-ahead
 * title: The exporter waits for the last unmap too
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com> vfio-pin-fails.patch
 *         <20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>
 * claims: <b129f0c1-b61e-4efb-9e25-d8cdadaca1b3@amd.com>
 *         <b88b500c-bacc-483d-9d1a-725d4158302a@amd.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M30 M31 M33
 * expect: pass
 *
 * The mended form of vfio-revoke-v4-reads-ahead: a count of live mappings has to reach zero before the BAR goes away.
 */
#define READS_AHEAD
#include "vfio-job.h"
