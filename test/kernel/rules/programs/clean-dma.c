/* expect: pass */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* Every call of the DMA API as it should be, by two actors behind an IOMMU. */
#include <kapi/cache.h>
#include <kapi/device.h>
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static struct iommu_domain domain;
static struct cache_line lines[2];
static struct page pages[2];
static struct scatterlist list[2];
static char buffer[256];

void setup(void)
{
	int i;

	device_use_iommu(&nic, &domain, "iova:nic");
	for (i = 0; i < 2; i++) {
		pages[i].phys = __kapi_range("phys", PAGE_SIZE);
		pages[i].cache = &lines[i];
		sg_set_page(&list[i], &pages[i], PAGE_SIZE, 0);
	}
	sg_mark_end(&list[1]);
}

__actor void receive(void)
{
	dma_addr_t address = dma_map_single(&nic, buffer + 64, 128, DMA_FROM_DEVICE);

	if (dma_mapping_error(&nic, address))
		return;
	dma_sync_single_for_cpu(&nic, address + 32, 32, DMA_FROM_DEVICE);
	dma_sync_single_for_device(&nic, address, 128, DMA_FROM_DEVICE);
	dma_unmap_single(&nic, address, 128, DMA_FROM_DEVICE);
}

__actor void poll(void)
{
	dma_addr_t ring_address;
	void *ring = dma_alloc_coherent(&nic, 64, &ring_address, GFP_KERNEL);

	if (ring)
		dma_free_coherent(&nic, 64, ring, ring_address);
}

void finally(void)
{
	BUG_ON(dma_map_sg(&nic, list, 2, DMA_TO_DEVICE) != 1);
	dma_sync_sg_for_device(&nic, list, 2, DMA_TO_DEVICE);
	dma_unmap_sg(&nic, list, 2, DMA_TO_DEVICE);
	device_check_idle(&nic);
	__kapi_check_leaks();
}
