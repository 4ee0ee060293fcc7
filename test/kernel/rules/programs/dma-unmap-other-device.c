/* expect: violation dma-unmap */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A mapping is unmapped for another device than it was made for. */
#define DIRECTION DMA_TO_DEVICE
#include "mapped-buffer.h"

static struct device disk = { .init_name = "disk" };

__actor void driver(void)
{
	dma_unmap_single(&disk, address, 128, DMA_TO_DEVICE);
}
