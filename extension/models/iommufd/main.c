/* SPDX-License-Identifier: MIT */
/* stands-for: drivers/iommu/iommufd/main.c */
/* The device node that user space opens; nothing of it is needed but that there is a device. */
#include <linux/device.h>
#include "iommufd_private.h"

struct miscdevice {
	const char *name;
	struct device *this_device;
};

static struct device iommu_device = { .init_name = "iommu" };
static struct miscdevice iommu_misc_dev = { .name = "iommu", .this_device = &iommu_device };
