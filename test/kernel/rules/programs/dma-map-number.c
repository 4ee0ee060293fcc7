/* expect: violation dma-illegal-memory */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A number that is no address of memory is mapped. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };

__actor void driver(void)
{
	dma_addr_t address = dma_map_single(&nic, (void *)0x12345678, 64, DMA_TO_DEVICE);

	if (!dma_mapping_error(&nic, address))
		dma_unmap_single(&nic, address, 64, DMA_TO_DEVICE);
}
