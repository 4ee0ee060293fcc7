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

struct p2pdma_provider;
struct dma_buf_phys_vec;
struct phys_vec;

struct vfio_pci_region {
	u32 type;
	size_t size;
};

struct vfio_pci_core_device;

struct vfio_pci_device_ops {
	int (*get_dmabuf_phys)(struct vfio_pci_core_device *vdev, struct p2pdma_provider **provider,
			       unsigned int region_index, struct dma_buf_phys_vec *phys_vec,
			       struct vfio_region_dma_range *dma_ranges, size_t nr_ranges);
};

struct vfio_pci_core_device {
	struct vfio_device vdev;
	struct pci_dev *pdev;
	const struct vfio_pci_device_ops *pci_ops;
	int num_regions;
	struct vfio_pci_region *region;
	struct mutex igate;
	struct rw_semaphore memory_lock;
};

#endif
