/* expect: violation dma-sync */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A sync comes after the unmapping. */
#define DIRECTION DMA_FROM_DEVICE
#include "mapped-buffer.h"

__actor void driver(void)
{
	dma_unmap_single(&nic, address, 128, DMA_FROM_DEVICE);
	dma_sync_single_for_cpu(&nic, address, 128, DMA_FROM_DEVICE);
}
