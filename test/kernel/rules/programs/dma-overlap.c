/* expect: violation dma-overlap */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* Two fields of one cache line are mapped for a device that writes both. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static struct {
	int status;
	int length;
} descriptor;

__actor void driver(void)
{
	dma_addr_t status = dma_map_single(&nic, &descriptor.status, 4, DMA_FROM_DEVICE);
	dma_addr_t length = dma_map_single(&nic, &descriptor.length, 4, DMA_FROM_DEVICE);

	if (dma_mapping_error(&nic, status) || dma_mapping_error(&nic, length))
		return;
	dma_unmap_single(&nic, length, 4, DMA_FROM_DEVICE);
	dma_unmap_single(&nic, status, 4, DMA_FROM_DEVICE);
}
