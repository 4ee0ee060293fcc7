/* expect: violation dma-unmap-direction */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* What was mapped to the device is unmapped as if it came from it. */
#define DIRECTION DMA_TO_DEVICE
#include "mapped-buffer.h"

__actor void driver(void)
{
	dma_unmap_single(&nic, address, 128, DMA_FROM_DEVICE);
}
