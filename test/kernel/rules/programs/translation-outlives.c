/* expect: violation stale-access */
/* with: iommu mm */
/* V3: memory is freed and a translation still leads to it. */
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
	device_speculate(&nic, 0x1000, 4);
}

__actor void free_first(void)
{
	__kapi_renew(memory);
	iommu_unmap(&domain, 0x1000, PAGE_SIZE);
}
