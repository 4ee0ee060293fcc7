/**
 * flow: io-page-table-shared
 * title: Two importers fill and empty one IO page table
 * rows: M27
 * expect: pass
 *
 * Both map a page of their own into the same domain, use it, and take it out again, while a third asks what an address stands
 * for. Neither loses its entry to the other, and an answer is either none or the right one.
 */
#include <kapi/device.h>
#include <linux/iommu.h>

static struct iommu_domain domain;
static struct device card = { .init_name = "0000:01:00.0" };
static phys_addr_t first, second;

void setup(void)
{
	first = __kapi_range("phys", PAGE_SIZE);
	second = __kapi_range("phys", PAGE_SIZE);
	iommu_attach_device(&domain, &card);
}

static void use(unsigned long iova, phys_addr_t page)
{
	BUG_ON(iommu_map(&domain, iova, page, PAGE_SIZE, IOMMU_READ | IOMMU_WRITE, GFP_KERNEL));
	device_dma(&card, iova, 4, true);
	BUG_ON(iommu_unmap(&domain, iova, PAGE_SIZE) != PAGE_SIZE);
}

__actor void one(void)
{
	use(0x1000, first);
}

__actor void other(void)
{
	use(0x2000, second);
}

__actor void asks(void)
{
	phys_addr_t page = iommu_iova_to_phys(&domain, 0x1000);

	BUG_ON(page && page != first);
}
