/* SPDX-License-Identifier: MIT */
/* Which devices the IOMMU can tell apart, and which way a transaction takes. */
#ifndef KAPI_TOPOLOGY_H
#define KAPI_TOPOLOGY_H

#include <linux/iommu.h>
#include <linux/pci.h>

/* Devices that the IOMMU can't tell apart share a domain. */
struct iommu_group {
	struct iommu_domain domain;
	const char *space;
};

/*
 * Puts both functions of one card into groups (drivers/iommu/iommu.c, pci_device_group()): into one where they can talk to
 * each other behind the IOMMU's back, into one each where Access Control Services make them go up to it.
 */
void pci_group_functions(struct pci_dev *first, struct pci_dev *second, struct iommu_group groups[2], bool acs);

#endif
