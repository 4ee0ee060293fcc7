/**
 * flow: iommufd-revoke
 * title: A revoked buffer is in no IO page table, whenever that happens
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 * claims: <20250114173103.GE5556@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M17 M27
 * expect: pass
 *
 * The importer maps when user space asks and can't fault. Revocation may come before there is anything to unmap, between
 * two domains, or after both: in the end nothing is left, and nothing is unmapped twice.
 */
#include "iommufd-import.h"
