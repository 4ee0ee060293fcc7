/**
 * flow: vfio-mmap-v4-registration
 * title: A fault holds a registration while it needs the device
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 *         <20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>
 *         vfio-before-mmap.patch
 *         <20260701171245.90111-1-matt@ozlabs.org>
 * claims: <20260528171527.46d0c21a@shazbot.org>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c drivers/vfio/pci/vfio_pci_dmabuf.c drivers/vfio/pci/vfio_pci_core.c drivers/vfio/pci/vfio_pci_config.c
 *        drivers/pci/p2pdma.c
 * rows: M12 M14
 * expect: pass
 *
 * The mended form of vfio-mmap-rfc-no-registration. Under the reservation lock the buffer is either revoked, or its device is
 * still bound; then a registration keeps it so until the fault is over.
 */
#include "vfio-mmap.h"
