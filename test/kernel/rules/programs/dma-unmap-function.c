/* expect: violation dma-unmap-function */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* Coherent memory is given back as if it were a streaming mapping. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };

__actor void driver(void)
{
	dma_addr_t address;
	void *ring = dma_alloc_coherent(&nic, 64, &address, GFP_KERNEL);

	if (!ring)
		return;
	dma_unmap_single(&nic, address, 64, DMA_BIDIRECTIONAL);
	kfree(ring);
}
