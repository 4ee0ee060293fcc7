/**
 * flow: iommufd-unpin-unlocked
 * title: The last reference unpins without the lock
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 *         <20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>
 * claims: <20260526111034.4079-1-Ankit.Soni@amd.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M27 M29 M32
 * expect: violation lock-not-held
 * case: F-16
 * mended: iommufd-unpin-locked
 *
 * The importer pins under the reservation lock and unpins where its pages are released, where nobody holds it.
 */
#define UNMAPS_AT_ONCE
#include "iommufd-import.h"
