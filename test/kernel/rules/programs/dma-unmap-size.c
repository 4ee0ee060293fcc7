/* expect: violation dma-unmap-size */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* Less is unmapped than was mapped. */
#define DIRECTION DMA_TO_DEVICE
#include "mapped-buffer.h"

__actor void driver(void)
{
	dma_unmap_single(&nic, address, 64, DMA_TO_DEVICE);
}
