/* SPDX-License-Identifier: MIT */
/* stands-for: include/linux/vfio_pci_core.h */
/* A PCI function in the hands of user space; memory_lock says whether its BARs may be touched. */
#ifndef VFIO_PCI_CORE_H
#define VFIO_PCI_CORE_H

#include <linux/cleanup.h>
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

/* A BAR is mapped for the kernel's own accesses, which are left out. */
static inline int vfio_pci_core_setup_barmap(struct vfio_pci_core_device *vdev, int bar)
{
	return 0;
}

int vfio_pci_core_init_dev(struct vfio_device *core_vdev);
long vfio_pci_core_ioctl(struct vfio_device *core_vdev, unsigned int cmd, unsigned long arg);
int vfio_pci_core_ioctl_feature(struct vfio_device *device, u32 flags, void __user *arg, size_t argsz);
int vfio_pci_core_mmap(struct vfio_device *core_vdev, struct vm_area_struct *vma);
void vfio_pci_core_close_device(struct vfio_device *core_vdev);
vm_fault_t vfio_pci_vmf_insert_pfn(struct vfio_pci_core_device *vdev, struct vm_fault *vmf, unsigned long pfn,
				   unsigned int order);

#endif
