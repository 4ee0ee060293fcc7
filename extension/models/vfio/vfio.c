/* SPDX-License-Identifier: MIT */
/*
 * Registration and BAR access of VFIO devices (drivers/vfio/vfio_main.c, drivers/vfio/pci/vfio_pci_core.c and
 * vfio_pci_config.c). Kept: unbinding waits for every registration reference; memory_lock is held for writing while the
 * BARs go away; memory is enabled only in D0 with PCI_COMMAND_MEMORY set. Left out: groups, containers, interrupts,
 * emulated configuration space.
 */
#include "vfio_pci_priv.h"

void vfio_register(struct vfio_device *device, struct device *dev)
{
	device->dev = dev;
	refcount_set(&device->refcount, 1);
	init_completion(&device->comp);
}

bool vfio_device_try_get_registration(struct vfio_device *device)
{
	return refcount_inc_not_zero(&device->refcount);
}

void vfio_device_put_registration(struct vfio_device *device)
{
	if (refcount_dec_and_test(&device->refcount))
		complete(&device->comp);
}

void vfio_unregister(struct vfio_device *device)
{
	vfio_device_put_registration(device);
	wait_for_completion(&device->comp);
}

void vfio_pci_zap_and_down_write_memory_lock(struct vfio_pci_core_device *vdev)
{
	down_write(&vdev->memory_lock);
	if (vdev->vdev.inode)
		unmap_mapping_range(vdev->vdev.inode->i_mapping, 0, 1LL << VFIO_PCI_OFFSET_SHIFT, true);
}

bool __vfio_pci_memory_enabled(struct vfio_pci_core_device *vdev)
{
	return vdev->pdev->current_state < PCI_D3hot && (vdev->pdev->command & PCI_COMMAND_MEMORY);
}

void vfio_pci_set_power_state(struct vfio_pci_core_device *vdev, pci_power_t state)
{
	vdev->pdev->current_state = state;
}
