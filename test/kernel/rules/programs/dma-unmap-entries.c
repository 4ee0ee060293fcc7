/* expect: violation dma-unmap-entries */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A list of two entries is unmapped with one. */
#include "two-entries.h"

__actor void driver(void)
{
	if (!dma_map_sg(&nic, list, 2, DMA_TO_DEVICE))
		return;
	dma_unmap_sg(&nic, list, 1, DMA_TO_DEVICE);
}
