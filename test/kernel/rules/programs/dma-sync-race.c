/* expect: violation dma-sync */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* An interrupt syncs what the remove path has unmapped. */
#define DIRECTION DMA_FROM_DEVICE
#include "mapped-buffer.h"

__irq_actor void received(void)
{
	dma_sync_single_for_cpu(&nic, address, 128, DMA_FROM_DEVICE);
}

__actor void remove(void)
{
	dma_unmap_single(&nic, address, 128, DMA_FROM_DEVICE);
}
