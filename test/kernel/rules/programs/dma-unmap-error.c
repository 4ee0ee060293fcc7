/* expect: violation dma-unmap */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* What the mapping returned where it failed is unmapped. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static char buffer[256];

__actor void driver(void)
{
	dma_unmap_single(&nic, DMA_MAPPING_ERROR, 128, DMA_TO_DEVICE);
}
