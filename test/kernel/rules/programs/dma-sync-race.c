/* expect: violation dma-sync */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* An interrupt syncs what the remove path has unmapped. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static char buffer[256];
static dma_addr_t address;

void setup(void)
{
	address = dma_map_single(&nic, buffer, 128, DMA_FROM_DEVICE);
	BUG_ON(dma_mapping_error(&nic, address));
}

__irq_actor void received(void)
{
	dma_sync_single_for_cpu(&nic, address, 128, DMA_FROM_DEVICE);
}

__actor void remove(void)
{
	dma_unmap_single(&nic, address, 128, DMA_FROM_DEVICE);
}
