/* expect: violation dma-sync-entries */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A list of two entries is synced with one. */
#include "two-entries.h"

__actor void driver(void)
{
	if (!dma_map_sg(&nic, list, 2, DMA_FROM_DEVICE))
		return;
	dma_sync_sg_for_cpu(&nic, list, 1, DMA_FROM_DEVICE);
	dma_unmap_sg(&nic, list, 2, DMA_FROM_DEVICE);
}
