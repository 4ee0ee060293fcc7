/* SPDX-License-Identifier: MIT */
/*
 * What happens to a BAR. Kept: addresses handed out before a reset, or before memory decoding was off, don't reach what
 * they reached. Left out: configuration space, capabilities, bridges, how a reset is carried out.
 */
#include <linux/pci.h>

void pci_add_bar(struct pci_dev *pdev, int bar, resource_size_t size)
{
	pdev->resource[bar].start = __kapi_range("phys", size);
	pdev->resource[bar].end = pdev->resource[bar].start + size - 1;
	pdev->resource[bar].flags = IORESOURCE_MEM;
	pdev->command |= PCI_COMMAND_MEMORY;
	pdev->dev.is_pci = true;
}

static void renew_bars(struct pci_dev *pdev)
{
	int bar;

	for (bar = 0; bar < PCI_STD_NUM_BARS; bar++) {
		resource_size_t size = pci_resource_len(pdev, bar);

		if (!size)
			continue;
		__kapi_renew(pdev->resource[bar].start);
		pdev->resource[bar].start = __kapi_renewed(pdev->resource[bar].start);
		pdev->resource[bar].end = pdev->resource[bar].start + size - 1;
	}
}

void pci_set_memory_decode(struct pci_dev *pdev, bool on)
{
	if (on) {
		pdev->command |= PCI_COMMAND_MEMORY;
	} else {
		pdev->command &= ~PCI_COMMAND_MEMORY;
		renew_bars(pdev);
	}
}

/* What a BAR showed is gone when the function leaves D0. */
int pci_set_power_state(struct pci_dev *pdev, pci_power_t state)
{
	if (state != PCI_D0 && pdev->current_state == PCI_D0)
		renew_bars(pdev);
	pdev->current_state = state;
	return 0;
}

int pci_try_reset_function(struct pci_dev *pdev)
{
	might_sleep();
	renew_bars(pdev);
	return 0;
}
