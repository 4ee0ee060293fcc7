/**
 * flow: xen-frame-from-address
 * title: Xen computes a page frame from a DMA address, and the device is behind an IOMMU
 * claims: <20250110201608.GK5556@nvidia.com>
 * rows: M28
 * expect: violation wrong-space
 *
 * The importer shifts the DMA address and calls the result a frame. With translation on it is an IO address, which means
 * nothing to the other domain.
 */
#include <kapi/device.h>
#include <kapi/heap.h>
#include <kapi/xen.h>

#ifndef BEHIND_IOMMU
#define BEHIND_IOMMU 1
#endif

static struct device gntdev = { .init_name = "gntdev" };
static struct iommu_domain domain;
static struct gntdev_buffer imported;
static int fd;

void setup(void)
{
	if (BEHIND_IOMMU)
		device_use_iommu(&gntdev, &domain, "iova:gntdev");
	fd = dma_buf_fd(system_heap_allocate(1), O_CLOEXEC);
}

__actor void first_domain(void)
{
	if (gntdev_import(&imported, &gntdev, fd))
		return;
	gntdev_foreign_access(&imported);
	gntdev_release(&imported);
}
