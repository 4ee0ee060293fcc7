/* SPDX-License-Identifier: MIT */
/*
 * PCI functions. Stands in for include/linux/pci.h. A BAR is a range of "phys"; what was in it is gone when memory decoding
 * goes off or the function is reset, so that any address handed out before is stale (models/pci/pci.c).
 */
#ifndef _LINUX_PCI_H
#define _LINUX_PCI_H

#include <linux/device.h>
#include <linux/mm.h>
#include <linux/types.h>

#define PCI_STD_NUM_BARS 6
#define PCI_ROM_RESOURCE 6
#define PCI_COMMAND_MEMORY 0x2
#define PCI_CLASS_DISPLAY_VGA 0x0300

typedef int pci_power_t;
#define IORESOURCE_MEM 0x00000200
#define PCI_D0 0
#define PCI_D3hot 3

struct resource {
	resource_size_t start;
	resource_size_t end;
	unsigned long flags;
	const char *name;
};

struct pci_p2pdma;

struct pci_dev {
	struct device dev;
	struct pci_p2pdma __rcu *p2pdma;
	struct resource resource[PCI_ROM_RESOURCE + 1];
	unsigned int class;
	u16 command;
	pci_power_t current_state;
	/* What P2PDMA asks of the topology: functions with the same switch reach each other without the host bridge. */
	void *upstream_switch;
};

#define to_pci_dev(d) container_of(d, struct pci_dev, dev)
#define dev_is_pci(d) ((d)->is_pci)

static inline resource_size_t resource_size(const struct resource *resource)
{
	return resource->end - resource->start + 1;
}

#define pci_resource_n(pdev, bar) (&(pdev)->resource[bar])
#define pci_resource_start(pdev, bar) (pci_resource_n(pdev, bar)->start)
#define pci_resource_flags(pdev, bar) (pci_resource_n(pdev, bar)->flags)
/* Address windows of bridges that translate are left out: a bus address is the physical one. */
#define pci_bus_address(pdev, bar) pci_resource_start(pdev, bar)
#define pci_resource_end(pdev, bar) (pci_resource_n(pdev, bar)->end)
#define pci_resource_len(pdev, bar) (pci_resource_end(pdev, bar) ? resource_size(pci_resource_n(pdev, bar)) : 0)

static inline const char *pci_name(const struct pci_dev *pdev)
{
	return dev_name(&pdev->dev);
}

/* For flows: gives the function a BAR of that size, and switches memory decoding. */
void pci_add_bar(struct pci_dev *pdev, int bar, resource_size_t size);
void pci_set_memory_decode(struct pci_dev *pdev, bool on);
/* drivers/pci/pci.c */
int pci_set_power_state(struct pci_dev *pdev, pci_power_t state);
int pci_try_reset_function(struct pci_dev *pdev);

#endif
