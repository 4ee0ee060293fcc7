/* expect: violation stale-data */
/* with: dma-buf fs heap iommu kernel mm pci */
/* B6: the CPU reads what a device wrote, without asking for access first. */
#include <kapi/cache.h>
#include "camera-attached.h"

__actor void hardware(void)
{
	device_store_page(heap_page(buffer, 0));
}

__actor void process(void)
{
	struct page *page = heap_page(buffer, 0);

	cpu_load(page);
	cpu_load(page);
}
