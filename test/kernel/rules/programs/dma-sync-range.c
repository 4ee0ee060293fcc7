/* expect: violation dma-sync-range */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* More is synced than was mapped. */
#define DIRECTION DMA_FROM_DEVICE
#include "mapped-buffer.h"

__actor void driver(void)
{
	dma_sync_single_for_cpu(&nic, address + 64, 128, DMA_FROM_DEVICE);
	dma_unmap_single(&nic, address, 128, DMA_FROM_DEVICE);
}
