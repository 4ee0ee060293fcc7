/* A device that has IO addresses of its own, and memory for it. */
#include <kapi/device.h>
#include <linux/mm.h>

static struct device nic = { .init_name = "nic" };
static struct iommu_domain domain;
static u64 memory;

void setup(void)
{
	device_use_iommu(&nic, &domain, "iova:nic");
	memory = __kapi_range("phys", PAGE_SIZE);
}
