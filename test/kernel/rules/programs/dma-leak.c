/* expect: violation dma-leak */
/* with: iommu/dma-mapping.c iommu/dma-iommu.c iommu/iommu.c mm/cache.c */
/* The driver goes while a mapping is left. */
#include <kapi/device.h>
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static char buffer[256];

__actor void driver(void)
{
	dma_addr_t address = dma_map_single(&nic, buffer, 128, DMA_TO_DEVICE);

	if (dma_mapping_error(&nic, address))
		return;
}

void finally(void)
{
	device_check_idle(&nic);
}
