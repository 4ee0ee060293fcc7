/* expect: violation dma-illegal-memory */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A buffer on the stack is mapped. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };

__actor void driver(void)
{
	char buffer[64];
	dma_addr_t address = dma_map_single(&nic, buffer, 64, DMA_TO_DEVICE);

	if (!dma_mapping_error(&nic, address))
		dma_unmap_single(&nic, address, 64, DMA_TO_DEVICE);
}
