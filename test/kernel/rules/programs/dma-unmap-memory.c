/* expect: violation dma-unmap-memory */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* Two coherent allocations are freed crosswise. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };

__actor void driver(void)
{
	dma_addr_t rx, tx;
	void *in = dma_alloc_coherent(&nic, 64, &rx, GFP_KERNEL);
	void *out = dma_alloc_coherent(&nic, 64, &tx, GFP_KERNEL);

	if (!in || !out)
		return;
	dma_free_coherent(&nic, 64, in, tx);
	dma_free_coherent(&nic, 64, out, rx);
}
