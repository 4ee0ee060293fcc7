/**
 * flow: contract-iommu
 * title: Two drivers of one IOMMU domain map and unmap while their device works
 * rows: M05 M16
 * expect: pass
 * may-fail: dma_iova_try_alloc
 * may-fail: iommu_map
 *
 * The contract of iommu/ (drivers/iommu/iommu.c, iommu_map() and iommu_unmap(); drivers/iommu/dma-iommu.c; Documentation/core-api/dma-api.rst): a
 * domain's table is changed and walked under its lock, so that an address translates to what was mapped there, or not at all once
 * unmapping has returned; what fails is undone; every IO address is given back. Data races are looked for.
 */
#include <kapi/device.h>
#include <kapi/kernel.h>

static struct device nic = { .init_name = "nic" };
static struct iommu_domain domain;
static u64 first, second, fixed;

void setup(void)
{
	__kapi_check_data_races();
	device_use_iommu(&nic, &domain, "iova:nic");
	first = __kapi_range("phys", PAGE_SIZE);
	second = __kapi_range("phys", PAGE_SIZE);
	fixed = __kapi_range("iova:nic", 2 * PAGE_SIZE);
}

/* dma_map_phys() falls back to the physical address where there is no IO address: the device doesn't go through the domain then. */
static void stream(u64 phys)
{
	dma_addr_t address = dma_map_phys(&nic, phys, PAGE_SIZE, DMA_TO_DEVICE, 0);

	if (dma_mapping_error(&nic, address))
		return;
	if (address == phys) {
		dma_unmap_phys(&nic, address, PAGE_SIZE, DMA_TO_DEVICE, 0);
		return;
	}
	device_dma(&nic, address, 4, false);
	device_speculate(&nic, address, 4);
	dma_unmap_phys(&nic, address, PAGE_SIZE, DMA_TO_DEVICE, 0);
	BUG_ON(iommu_iova_to_phys(&domain, address));
	/* Reading ahead of an address that is gone is no fault. */
	device_speculate(&nic, address, 4);
}

__actor void streaming(void)
{
	stream(first);
}

__actor void fixed_addresses(void)
{
	if (iommu_map(&domain, fixed, second, PAGE_SIZE, IOMMU_READ | IOMMU_WRITE, GFP_KERNEL))
		return;
	BUG_ON(iommu_iova_to_phys(&domain, fixed + 8) != second + 8 || iommu_iova_to_phys(&domain, fixed + PAGE_SIZE));
	BUG_ON(iommu_unmap(&domain, fixed, 2 * PAGE_SIZE) != PAGE_SIZE);
}

void finally(void)
{
	dma_addr_t address = dma_map_resource(&nic, first, PAGE_SIZE, DMA_BIDIRECTIONAL, 0);

	BUG_ON(iommu_unmap(&domain, fixed, 2 * PAGE_SIZE));
	if (!dma_mapping_error(&nic, address))
		dma_unmap_resource(&nic, address, PAGE_SIZE, DMA_BIDIRECTIONAL, 0);
	device_check_idle(&nic);
}
