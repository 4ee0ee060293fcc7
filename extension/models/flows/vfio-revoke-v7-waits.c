/**
 * flow: vfio-revoke-v7-waits
 * title: The BAR is taken away after the fences and the last unmap
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com> vfio-pin-fails.patch
 *         <20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>
 * claims: <bd37adf0-afd0-49c4-b608-7f9aa5994f7b@amd.com>
 *         <b88b500c-bacc-483d-9d1a-725d4158302a@amd.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M30 M31 M33
 * expect: pass
 *
 * The same importer and the same job as in vfio-v9-no-wait, against the exporter that waits for the fences, and then for the
 * importer to unmap.
 */
#include "vfio-job.h"
