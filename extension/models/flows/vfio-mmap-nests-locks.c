/**
 * flow: vfio-mmap-nests-locks
 * title: The device is locked inside of the reservation lock
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 *         <20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>
 *         vfio-before-mmap.patch
 *         <20260701171245.90111-1-matt@ozlabs.org>
 *         vfio-mmap-nests-locks.patch
 * claims: <22eaf986-3fa5-4904-a7ad-dc7316aa1165@amd.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c drivers/vfio/pci/vfio_pci_dmabuf.c drivers/vfio/pci/vfio_pci_core.c drivers/vfio/pci/vfio_pci_config.c
 *        drivers/pci/p2pdma.c
 * rows: M12 M14
 * expect: violation deadlock
 * case: F-17c
 * mended: vfio-mmap-v4-registration
 *
 * The simplest protocol would hold the reservation lock throughout. Revocation takes the two locks the other way round; a
 * patch of ours shows what becomes of that.
 */
#include "vfio-mmap.h"
