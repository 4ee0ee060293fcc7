/* SPDX-License-Identifier: MIT */
/* stands-for: drivers/vfio/pci/vfio_pci_config.c */
/*
 * Writes to the configuration space that take the BARs away or give them back. Kept: the BARs go away, and come back, with
 * memory_lock held for writing; a function-level reset and a low-power state are such writes too. Left out: the emulated
 * registers and their permissions, so that every function here is handed what the guest wrote instead of its place.
 */
#include "vfio_pci_priv.h"

/* The command register: memory decoding goes off, or on. */
int vfio_basic_config_write(struct vfio_pci_core_device *vdev, u16 new_cmd)
{
	bool new_mem = new_cmd & PCI_COMMAND_MEMORY;

	if (!new_mem)
		vfio_pci_zap_and_down_write_memory_lock(vdev);
	else
		down_write(&vdev->memory_lock);
	pci_set_memory_decode(vdev->pdev, new_mem);
	up_write(&vdev->memory_lock);
	return 0;
}

/* The power management capability. */
static void vfio_lock_and_set_power_state(struct vfio_pci_core_device *vdev, pci_power_t state)
{
	if (state >= PCI_D3hot)
		vfio_pci_zap_and_down_write_memory_lock(vdev);
	else
		down_write(&vdev->memory_lock);
	vfio_pci_set_power_state(vdev, state);
	up_write(&vdev->memory_lock);
}

int vfio_pm_config_write(struct vfio_pci_core_device *vdev, pci_power_t state)
{
	vfio_lock_and_set_power_state(vdev, state);
	return 0;
}

/* The PCI Express capability: a function-level reset. */
int vfio_exp_config_write(struct vfio_pci_core_device *vdev)
{
	vfio_pci_zap_and_down_write_memory_lock(vdev);
	pci_try_reset_function(vdev->pdev);
	up_write(&vdev->memory_lock);
	return 0;
}
