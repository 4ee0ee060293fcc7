/* SPDX-License-Identifier: MIT */
/*
 * Which way one device reaches another's memory (drivers/pci/p2pdma.c). Two functions below one switch use bus addresses;
 * others go through the host bridge, which a device without pcie support ("pci_p2pdma_map_type" may fail) does not let pass.
 * Left out: the list of host bridges known to be good, ACS redirection, struct pages.
 */
#include <linux/pci-p2pdma.h>

static struct p2pdma_provider providers[4];

int pcim_p2pdma_init(struct pci_dev *pdev)
{
	return 0;
}

struct p2pdma_provider *pcim_p2pdma_provider(struct pci_dev *pdev, int bar)
{
	struct p2pdma_provider *provider;
	int i;

	if (!pci_resource_len(pdev, bar))
		return NULL;
	for (i = 0; i < ARRAY_SIZE(providers); i++) {
		provider = &providers[i];
		if (!provider->owner)
			provider->owner = &pdev->dev;
		if (provider->owner == &pdev->dev)
			return provider;
	}
	return NULL;
}

enum pci_p2pdma_map_type pci_p2pdma_map_type(struct p2pdma_provider *provider, struct device *dev)
{
	struct pci_dev *owner = to_pci_dev(provider->owner);

	if (!dev_is_pci(dev) || __kapi_fault("pci_p2pdma_map_type"))
		return PCI_P2PDMA_MAP_NOT_SUPPORTED;
	if (owner->upstream_switch && owner->upstream_switch == to_pci_dev(dev)->upstream_switch)
		return PCI_P2PDMA_MAP_BUS_ADDR;
	return PCI_P2PDMA_MAP_THRU_HOST_BRIDGE;
}
