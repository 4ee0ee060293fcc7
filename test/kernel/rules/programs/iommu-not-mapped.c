/* expect: violation iommu-fault */
/* with: iommu mm */
/* V3: the device uses an IO address that nothing is mapped at. */
#include "nic-with-page.h"

__actor void hardware(void)
{
	device_dma(&nic, 0x1000, 4, false);
}

__actor void unmap(void)
{
	iommu_unmap(&domain, 0x1000, PAGE_SIZE);
}
