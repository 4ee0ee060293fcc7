/**
 * flow: vfio-mmap-tests-once
 * title: The state is tested before the lock only
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         vfio-pin-fails.patch
 *         <20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>
 *         vfio-before-mmap.patch
 *         <20260701171245.90111-1-matt@ozlabs.org>
 *         vfio-mmap-tests-once.patch
 * claims: <20260528171527.46d0c21a@shazbot.org>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c drivers/vfio/pci/vfio_pci_dmabuf.c drivers/vfio/pci/vfio_pci_core.c drivers/vfio/pci/vfio_pci_config.c
 *        drivers/pci/p2pdma.c
 * rows: M12 M14
 * expect: violation stale-access
 * case: F-17b
 * mended: vfio-mmap-v4-registration
 *
 * A fault that looks at the buffer's state once, before it has the lock of the device, puts its entry in after the revocation
 * has zapped. The second look in vfio-mmap-v4-registration is what prevents it; a patch of ours takes it out.
 */
#include "vfio-mmap.h"
