/* SPDX-License-Identifier: MIT */
/* stands-for: include/linux/pci-p2pdma.h */
/*
 * DMA between PCI functions (Documentation/driver-api/pci/p2pdma.rst): who provides the memory, and how another device
 * comes to it, past the host bridge, below one switch, or not at all.
 */
#ifndef _LINUX_PCI_P2P_H
#define _LINUX_PCI_P2P_H

#include <linux/pci.h>

struct p2pdma_provider {
	struct device *owner;
	u64 bus_offset;
};

enum pci_p2pdma_map_type {
	PCI_P2PDMA_MAP_UNKNOWN = 0,
	PCI_P2PDMA_MAP_NONE,
	PCI_P2PDMA_MAP_NOT_SUPPORTED,
	PCI_P2PDMA_MAP_BUS_ADDR,
	PCI_P2PDMA_MAP_THRU_HOST_BRIDGE,
};

enum pci_p2pdma_map_type pci_p2pdma_map_type(struct p2pdma_provider *provider, struct device *dev);

/* Negative where the client can't reach the provider's memory at all; smaller is nearer. */
int pci_p2pdma_distance(struct pci_dev *provider, struct device *client, bool verbose);

static inline dma_addr_t pci_p2pdma_bus_addr_map(struct p2pdma_provider *provider, phys_addr_t paddr)
{
	return paddr + provider->bus_offset;
}

#endif
