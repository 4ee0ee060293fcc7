/**
 * flow: iommufd-unpin-locked
 * title: The release takes the lock to unpin
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 *         <20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>
 *         <20260526111034.4079-1-Ankit.Soni@amd.com>
 * claims: <20260526111034.4079-1-Ankit.Soni@amd.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M27 M29 M32
 * expect: pass
 *
 * The mended form of iommufd-unpin-unlocked, as posted.
 */
#include "iommufd-import.h"
