/* SPDX-License-Identifier: MIT */
/*
 * IOMMU groups of the functions of a card (drivers/iommu/iommu.c, pci_device_group(); drivers/pci/pci.c, pci_acs_enabled()).
 * Kept: without ACS both functions share one domain, with it each has its own. Left out: aliases, bridges, quirks, changes
 * of a group's domain.
 */
#include <kapi/device.h>
#include <kapi/topology.h>

static void join(struct pci_dev *pdev, struct iommu_group *group)
{
	pdev->dev.is_pci = true;
	device_use_iommu(&pdev->dev, &group->domain, group->space);
}

void pci_group_functions(struct pci_dev *first, struct pci_dev *second, struct iommu_group groups[2], bool acs)
{
	join(first, &groups[0]);
	join(second, &groups[acs ? 1 : 0]);
}
