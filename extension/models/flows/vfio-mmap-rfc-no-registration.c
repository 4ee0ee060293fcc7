/**
 * flow: vfio-mmap-rfc-no-registration
 * title: A fault takes the lock of a device that is gone
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 *         <20260226202211.929005-1-mattev@meta.com>
 * claims: <20260528171527.46d0c21a@shazbot.org>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c drivers/vfio/pci/vfio_pci_dmabuf.c drivers/vfio/pci/vfio_pci_core.c drivers/vfio/pci/vfio_pci_config.c
 *        drivers/pci/p2pdma.c
 * rows: M12 M14
 * expect: violation use-after-free in vfio_pci_dma_buf_mmap_huge_fault
 * case: F-17a
 * mended: vfio-mmap-v4-registration
 *
 * The fault handler finds the device through the buffer and takes its lock. Nothing keeps the device bound meanwhile: the
 * buffer gave its registration back when the device was closed.
 */
#include "vfio-mmap.h"
