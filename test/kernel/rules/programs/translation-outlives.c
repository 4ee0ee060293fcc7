/* expect: violation stale-access */
/* with: iommu mm */
/* V3: memory is freed and a translation still leads to it. */
#include "nic-with-page.h"

__actor void hardware(void)
{
	device_speculate(&nic, 0x1000, 4);
}

__actor void free_first(void)
{
	__kapi_renew(memory);
	iommu_unmap(&domain, 0x1000, PAGE_SIZE);
}
