/* SPDX-License-Identifier: MIT */
/* stands-for: drivers/pci/p2pdma.c */
/*
 * Which way one device reaches another's memory (Documentation/driver-api/pci/p2pdma.rst). Two functions below one switch
 * use bus addresses; others go through the host bridge, unless the flow says that it doesn't let them pass ("may-fail:
 * pci_p2pdma_map_type"). Left out: the list of host bridges known to be good, ACS redirection, struct pages and their pool.
 */
#include <linux/pci-p2pdma.h>
#include <linux/rcupdate.h>
#include <linux/xarray.h>

struct gen_pool;

struct pci_p2pdma {
	struct gen_pool *pool;
	bool p2pmem_published;
	struct xarray map_types;
};

static void pci_p2pdma_release(void *data)
{
	struct pci_dev *pdev = data;

	rcu_assign_pointer(pdev->p2pdma, NULL);
}

/**
 * pci_p2pdma_map_type - how a device comes to the memory of a provider
 * @provider: who has the memory
 * @dev: who wants to access it
 *
 * Return: by bus address, through the host bridge, or not at all.
 */
enum pci_p2pdma_map_type pci_p2pdma_map_type(struct p2pdma_provider *provider, struct device *dev)
{
	struct pci_dev *owner = to_pci_dev(provider->owner);

	if (!dev_is_pci(dev) || __kapi_fault("pci_p2pdma_map_type"))
		return PCI_P2PDMA_MAP_NOT_SUPPORTED;
	if (owner->upstream_switch && owner->upstream_switch == to_pci_dev(dev)->upstream_switch)
		return PCI_P2PDMA_MAP_BUS_ADDR;
	return PCI_P2PDMA_MAP_THRU_HOST_BRIDGE;
}

int pci_p2pdma_distance(struct pci_dev *provider, struct device *client, bool verbose)
{
	struct p2pdma_provider memory = { .owner = &provider->dev };

	switch (pci_p2pdma_map_type(&memory, client)) {
	case PCI_P2PDMA_MAP_BUS_ADDR:
		return 2;
	case PCI_P2PDMA_MAP_THRU_HOST_BRIDGE:
		return 4;
	default:
		return -1;
	}
}
