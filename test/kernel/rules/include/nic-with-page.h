/* A device, and a page that it may read at IO address 0x1000. */
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
