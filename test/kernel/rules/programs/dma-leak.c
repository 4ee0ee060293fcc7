/* expect: violation dma-leak */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* The driver goes while a mapping is left. */
#include <kapi/device.h>
#define DIRECTION DMA_TO_DEVICE
#include "mapped-buffer.h"

__actor void driver(void)
{
	dma_sync_single_for_device(&nic, address, 128, DMA_TO_DEVICE);
}

void finally(void)
{
	device_check_idle(&nic);
}
