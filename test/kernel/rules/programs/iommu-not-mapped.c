/* expect: violation iommu-fault */
/* with: iommu mm */
/* V3: the device uses an IO address that nothing is mapped at. */
#include <kapi/device.h>
#include <linux/mm.h>

static struct device nic = { .init_name = "nic" };
static struct iommu_domain domain;
static u64 memory;

void setup(void)
{
	iommu_attach_device(&domain, &nic);
	memory = __kapi_range("phys", PAGE_SIZE);
	BUG_ON(iommu_map(&domain, 0x1000, memory, PAGE_SIZE, IOMMU_READ, GFP_KERNEL));
}

__actor void hardware(void)
{
	device_dma(&nic, 0x1000, 4, false);
}

__actor void unmap(void)
{
	iommu_unmap(&domain, 0x1000, PAGE_SIZE);
}
