/**
 * flow: vfio-revoke-v5-one-second
 * title: The last unmap is waited for one second at most
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 *         <20260124-dmabuf-revoke-v5-0-f98fca917e96@nvidia.com>
 * claims: <31872c87-5cba-4081-8196-72cc839c6122@amd.com>
 *         <aXfUZcSEr9N18o6w@google.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M30 M31
 * expect: violation warning in vfio_pci_dma_buf_move
 * case: F-14d
 * mended: vfio-revoke-v7-waits
 *
 * The wait that reads-ahead asks for, with a limit. An importer whose job takes longer than a second still has its mapping when
 * the BAR goes away; the kernel warns, and goes on.
 */
#include "vfio-job.h"
