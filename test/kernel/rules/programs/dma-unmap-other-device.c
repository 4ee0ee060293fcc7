/* expect: violation dma-unmap */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A mapping is unmapped for another device than it was made for. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static struct device disk = { .init_name = "disk" };
static char buffer[256];

__actor void driver(void)
{
	dma_addr_t address = dma_map_single(&nic, buffer, 128, DMA_TO_DEVICE);

	if (dma_mapping_error(&nic, address))
		return;
	dma_unmap_single(&disk, address, 128, DMA_TO_DEVICE);
}
