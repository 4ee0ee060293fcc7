/**
 * flow: iommufd-release-vs-revoke
 * title: The pages are taken apart while they can still be revoked
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M27 M32
 * expect: violation init-held-lock
 *
 * The last reference destroys the mutex of the pages first, and ends the attachment afterwards. Until then the exporter may
 * revoke, and the importer's callback takes that mutex.
 */
#define UNMAPS_AT_ONCE
#include "iommufd-import.h"
