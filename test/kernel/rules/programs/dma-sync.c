/* expect: violation dma-sync */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A sync comes after the unmapping. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static char buffer[256];

__actor void driver(void)
{
	dma_addr_t address = dma_map_single(&nic, buffer, 128, DMA_FROM_DEVICE);

	if (dma_mapping_error(&nic, address))
		return;
	dma_unmap_single(&nic, address, 128, DMA_FROM_DEVICE);
	dma_sync_single_for_cpu(&nic, address, 128, DMA_FROM_DEVICE);
}
