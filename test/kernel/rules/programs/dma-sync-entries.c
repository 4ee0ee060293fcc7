/* expect: violation dma-sync-entries */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* A list of two entries is synced with one. */
#include <kapi/cache.h>
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static struct cache_line lines[2];
static struct page pages[2];
static struct scatterlist list[2];

void setup(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		pages[i].phys = __kapi_range("phys", PAGE_SIZE);
		pages[i].cache = &lines[i];
		sg_set_page(&list[i], &pages[i], PAGE_SIZE, 0);
	}
	sg_mark_end(&list[1]);
}

__actor void driver(void)
{
	if (!dma_map_sg(&nic, list, 2, DMA_FROM_DEVICE))
		return;
	dma_sync_sg_for_cpu(&nic, list, 1, DMA_FROM_DEVICE);
	dma_unmap_sg(&nic, list, 2, DMA_FROM_DEVICE);
}
