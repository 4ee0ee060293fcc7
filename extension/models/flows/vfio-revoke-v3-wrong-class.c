/**
 * flow: vfio-revoke-v3-wrong-class
 * title: The exporter waits for a class of fences that the job is not in
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         <20260120-dmabuf-revoke-v3-0-b7e0b07b8214@nvidia.com>
 * claims: <107464758df9444a465a3a9e387f5a42827aff51.camel@linux.intel.com>
 *         <aW/pQmOO8komCgOK@lstrano-desk.jf.intel.com>
 *         <015b25e6-cfe1-4110-963f-5f8dc4720d1b@amd.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M30 M31 M33
 * expect: violation stale-access
 * case: F-14b
 * mended: vfio-revoke-v7-waits
 *
 * The wait that was asked for, but for KERNEL fences, which are those of memory management. The job of the importer has a
 * BOOKKEEP fence, so nothing is waited for.
 */
#include "vfio-job.h"
