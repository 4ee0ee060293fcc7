/* SPDX-License-Identifier: MIT */
/* stands-for: drivers/vfio/pci/vfio_pci_core.c */
/*
 * A PCI function in the hands of user space. Kept: the BARs go away with memory_lock held for writing, after mappings of
 * user space are zapped; memory is enabled in D0 with PCI_COMMAND_MEMORY; user space reaches a BAR through an area whose
 * faults are answered under memory_lock; closing the last descriptor takes the device down. Left out: interrupts, regions
 * other than BARs, save and restore of configuration space, locking of several devices for a bus reset.
 */
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/mm.h>
#include "vfio_pci_priv.h"

int vfio_pci_core_init_dev(struct vfio_device *core_vdev)
{
	struct vfio_pci_core_device *vdev = container_of(core_vdev, struct vfio_pci_core_device, vdev);

	vdev->pdev = to_pci_dev(core_vdev->dev);
	init_rwsem(&vdev->memory_lock);
	return 0;
}

bool __vfio_pci_memory_enabled(struct vfio_pci_core_device *vdev)
{
	return vdev->pdev->current_state < PCI_D3hot && (vdev->pdev->command & PCI_COMMAND_MEMORY);
}

int vfio_pci_set_power_state(struct vfio_pci_core_device *vdev, pci_power_t state)
{
	pci_set_power_state(vdev->pdev, state);
	return 0;
}

static void vfio_pci_zap_bars(struct vfio_pci_core_device *vdev)
{
	if (vdev->vdev.inode)
		unmap_mapping_range(vdev->vdev.inode->i_mapping, 0, 1LL << VFIO_PCI_OFFSET_SHIFT, true);
}

void vfio_pci_zap_and_down_write_memory_lock(struct vfio_pci_core_device *vdev)
{
	down_write(&vdev->memory_lock);
	vfio_pci_zap_bars(vdev);
}

/* VFIO_DEVICE_RESET; `arg` is there as in the kernel. */
static int vfio_pci_ioctl_reset(struct vfio_pci_core_device *vdev, void __user *arg)
{
	int ret;

	vfio_pci_zap_and_down_write_memory_lock(vdev);
	vfio_pci_set_power_state(vdev, PCI_D0);
	ret = pci_try_reset_function(vdev->pdev);
	up_write(&vdev->memory_lock);
	return ret;
}

long vfio_pci_core_ioctl(struct vfio_device *core_vdev, unsigned int cmd, unsigned long arg)
{
	struct vfio_pci_core_device *vdev = container_of(core_vdev, struct vfio_pci_core_device, vdev);

	switch (cmd) {
	case VFIO_DEVICE_RESET:
		return vfio_pci_ioctl_reset(vdev, (void __user *)arg);
	default:
		return -ENOTTY;
	}
}

int vfio_pci_core_ioctl_feature(struct vfio_device *device, u32 flags, void __user *arg, size_t argsz)
{
	struct vfio_pci_core_device *vdev = container_of(device, struct vfio_pci_core_device, vdev);

	switch (flags & VFIO_DEVICE_FEATURE_MASK) {
	default:
		return -ENOTTY;
	}
}

static void vfio_pci_core_disable(struct vfio_pci_core_device *vdev)
{
	down_write(&vdev->memory_lock);
	pci_set_power_state(vdev->pdev, PCI_D0);
	up_write(&vdev->memory_lock);
}

/* The last descriptor of the device is closed. */
void vfio_pci_core_close_device(struct vfio_device *core_vdev)
{
	struct vfio_pci_core_device *vdev = container_of(core_vdev, struct vfio_pci_core_device, vdev);

	vfio_pci_core_disable(vdev);
	mutex_lock(&vdev->igate);
	mutex_unlock(&vdev->igate);
}

/* One page table entry of a BAR. */
vm_fault_t vfio_pci_vmf_insert_pfn(struct vfio_pci_core_device *vdev, struct vm_fault *vmf, unsigned long pfn,
				   unsigned int order)
{
	lockdep_assert_held_read(&vdev->memory_lock);
	if (order)
		return VM_FAULT_FALLBACK;
	return vmf_insert_pfn(vmf->vma, vmf->address & PAGE_MASK, pfn);
}

static vm_fault_t vfio_pci_mmap_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct vfio_pci_core_device *vdev = vmf->vma->vm_private_data;
	int index = vmf->vma->vm_pgoff >> (VFIO_PCI_OFFSET_SHIFT - PAGE_SHIFT);
	unsigned long pgoff = vmf->pgoff & ((1UL << (VFIO_PCI_OFFSET_SHIFT - PAGE_SHIFT)) - 1);
	vm_fault_t ret = VM_FAULT_SIGBUS;

	down_read(&vdev->memory_lock);
	if (__vfio_pci_memory_enabled(vdev))
		ret = vfio_pci_vmf_insert_pfn(vdev, vmf, PHYS_PFN(pci_resource_start(vdev->pdev, index)) + pgoff, order);
	up_read(&vdev->memory_lock);
	return ret;
}

static vm_fault_t vfio_pci_mmap_page_fault(struct vm_fault *vmf)
{
	return vfio_pci_mmap_huge_fault(vmf, 0);
}

static const struct vm_operations_struct vfio_pci_mmap_ops = {
	.fault = vfio_pci_mmap_page_fault,
};

/* mmap(2) of the device's descriptor. */
int vfio_pci_core_mmap(struct vfio_device *core_vdev, struct vm_area_struct *vma)
{
	struct vfio_pci_core_device *vdev = container_of(core_vdev, struct vfio_pci_core_device, vdev);
	struct pci_dev *pdev = vdev->pdev;
	unsigned int index = vma->vm_pgoff >> (VFIO_PCI_OFFSET_SHIFT - PAGE_SHIFT);
	u64 req_len = vma->vm_end - vma->vm_start;
	int ret = 0;

	if (index >= VFIO_PCI_ROM_REGION_INDEX || !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if (req_len > pci_resource_len(pdev, index))
		return -EINVAL;
	if (ret)
		return ret;
	vma->vm_private_data = vdev;
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
	vma->vm_ops = &vfio_pci_mmap_ops;
	return 0;
}
