/* SPDX-License-Identifier: MIT */
/* stands-for: include/linux/vfio_pci_core.h */
/* A PCI function in the hands of user space; memory_lock says whether its BARs may be touched. */
#ifndef VFIO_PCI_CORE_H
#define VFIO_PCI_CORE_H

#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/rwsem.h>
#include <linux/types.h>
#include <linux/vfio.h>

struct vfio_pci_region {
	u32 type;
	size_t size;
};

struct vfio_pci_core_device {
	struct vfio_device vdev;
	struct pci_dev *pdev;
	int num_regions;
	struct vfio_pci_region *region;
	struct mutex igate;
	struct rw_semaphore memory_lock;
};

#endif
