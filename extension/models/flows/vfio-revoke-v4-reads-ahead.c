/**
 * flow: vfio-revoke-v4-reads-ahead
 * title: The card reads ahead through a mapping that is still there
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         <20260121-dmabuf-revoke-v4-0-d311cbc8633d@nvidia.com>
 * claims: <b129f0c1-b61e-4efb-9e25-d8cdadaca1b3@amd.com>
 *         <b88b500c-bacc-483d-9d1a-725d4158302a@amd.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M30 M31 M33
 * expect: violation stale-access
 * case: F-14c
 * mended: vfio-revoke-v7-reads-ahead
 *
 * After its last job the importer's device may still read what its mapping reaches, and throw the result away. The fences are
 * over; the mapping is not, because the importer unmaps in its own time.
 */
#define READS_AHEAD
#include "vfio-job.h"
