/* SPDX-License-Identifier: MIT */
/* stands-for: drivers/vfio/pci/vfio_pci_priv.h */
#ifndef VFIO_PCI_PRIV_H
#define VFIO_PCI_PRIV_H

#include <linux/uaccess.h>
#include <linux/vfio_pci_core.h>

#define VFIO_PCI_OFFSET_SHIFT 40
#define VFIO_PCI_OFFSET_MASK (((u64)1 << VFIO_PCI_OFFSET_SHIFT) - 1)
#define VFIO_PCI_INDEX_TO_OFFSET(index) ((u64)(index) << VFIO_PCI_OFFSET_SHIFT)

/* Waits for accesses under way and takes the lock under which the BARs go away. */
void vfio_pci_zap_and_down_write_memory_lock(struct vfio_pci_core_device *vdev);
bool __vfio_pci_memory_enabled(struct vfio_pci_core_device *vdev);
int vfio_pci_set_power_state(struct vfio_pci_core_device *vdev, pci_power_t state);

/* For flows, what the guest or user space does: writes to configuration space, and the ioctls of the descriptor. */
int vfio_basic_config_write(struct vfio_pci_core_device *vdev, u16 new_cmd);
int vfio_pm_config_write(struct vfio_pci_core_device *vdev, pci_power_t state);
int vfio_exp_config_write(struct vfio_pci_core_device *vdev);

#endif
