/* expect: violation dma-unmap-direction */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* What was mapped to the device is unmapped as if it came from it. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static char buffer[256];

__actor void driver(void)
{
	dma_addr_t address = dma_map_single(&nic, buffer, 128, DMA_TO_DEVICE);

	if (dma_mapping_error(&nic, address))
		return;
	dma_unmap_single(&nic, address, 128, DMA_FROM_DEVICE);
}
