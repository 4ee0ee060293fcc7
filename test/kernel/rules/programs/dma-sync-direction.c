/* expect: violation dma-sync-direction */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* What the device only reads is synced for the CPU as if it had been written. */
#define DIRECTION DMA_TO_DEVICE
#include "mapped-buffer.h"

__actor void driver(void)
{
	dma_sync_single_for_cpu(&nic, address, 128, DMA_FROM_DEVICE);
	dma_unmap_single(&nic, address, 128, DMA_TO_DEVICE);
}
