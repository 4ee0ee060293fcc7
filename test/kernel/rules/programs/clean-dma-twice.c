/* expect: pass */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* Memory that devices only read may be mapped twice, and one address may stand for several mappings. */
#include <kapi/device.h>
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static struct page page;

void setup(void)
{
	page.phys = __kapi_range("phys", PAGE_SIZE);
}

__actor void driver(void)
{
	dma_addr_t one = dma_map_page(&nic, &page, 0, 64, DMA_TO_DEVICE);
	dma_addr_t other = dma_map_page(&nic, &page, 0, 128, DMA_TO_DEVICE);

	if (dma_mapping_error(&nic, one) || dma_mapping_error(&nic, other))
		return;
	BUG_ON(one != other);
	dma_unmap_page(&nic, one, 64, DMA_TO_DEVICE);
	dma_unmap_page(&nic, other, 128, DMA_TO_DEVICE);
}

void finally(void)
{
	device_check_idle(&nic);
}
