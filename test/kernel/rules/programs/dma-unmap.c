/* expect: violation dma-unmap */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A mapping is unmapped twice. */
#define DIRECTION DMA_TO_DEVICE
#include "mapped-buffer.h"

__actor void driver(void)
{
	dma_unmap_single(&nic, address, 128, DMA_TO_DEVICE);
	dma_unmap_single(&nic, address, 128, DMA_TO_DEVICE);
}
