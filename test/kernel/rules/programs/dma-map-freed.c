/* expect: violation dma-illegal-memory */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* Memory is mapped while another actor may free it. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static char *request;

void setup(void)
{
	request = kzalloc(64, GFP_KERNEL);
}

__actor void driver(void)
{
	dma_addr_t address = dma_map_single(&nic, request, 64, DMA_TO_DEVICE);

	if (!dma_mapping_error(&nic, address))
		dma_unmap_single(&nic, address, 64, DMA_TO_DEVICE);
}

__actor void cancel(void)
{
	kfree(request);
}
