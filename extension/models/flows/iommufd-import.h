/* SPDX-License-Identifier: MIT */
/*
 * User space maps the buffer of a device into two IO address spaces with a card behind each; the guest turns the device's memory
 * off meanwhile. It unmaps when all is over, or at once (UNMAPS_AT_ONCE). A card reads where its page table lets it, and throws away what it read.
 */
#include "vfio-device.h"
#include <drivers/iommu/iommufd/iommufd_private.h>

static struct pci_dev other = { .dev = { .init_name = "0000:03:00.0", .is_pci = true } };
static struct iommu_domain first, second;
static struct iommufd_ctx ictx;
static unsigned long iova = 0x100000;
static int fd;

void setup(void)
{
	vfio_open();
	iommu_attach_device(&first, &nic.dev);
	iommu_attach_device(&second, &other.dev);
	BUG_ON(iopt_table_add_domain(&ictx.iopt, &first));
	BUG_ON(iopt_table_add_domain(&ictx.iopt, &second));
	fd = vfio_export();
	BUG_ON(fd < 0);
}

__actor void user(void)
{
	if (iopt_map_file_pages(&ictx, &ictx.iopt, &iova, fd, 0, PAGE_SIZE, IOMMU_READ | IOMMU_WRITE, 0))
		return;
	device_speculate(&nic.dev, iova, 4);
#ifdef UNMAPS_AT_ONCE
	iopt_unmap_all(&ictx.iopt);
#endif
}

/* The guest turns memory decoding off. */
__actor void guest(void)
{
	vfio_basic_config_write(vdev, 0);
	device_speculate(&other.dev, iova, 4);
}

void finally(void)
{
	if (ictx.iopt.area)
		iopt_unmap_all(&ictx.iopt);
	BUG_ON(iommu_iova_to_phys(&first, iova) || iommu_iova_to_phys(&second, iova));
	close_fd(fd);
}
