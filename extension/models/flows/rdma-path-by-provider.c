/**
 * flow: rdma-path-by-provider
 * title: A network card with two functions takes the one that is near the memory
 * claims: <20250108145843.GR5556@nvidia.com>
 *         <20250110205454.GM5556@nvidia.com>
 * rows: M05 M25
 * expect: pass
 *
 * One function sits below the graphics card's switch, the other at the processor. With the provider known the driver takes bus addresses
 * on the first one for graphics memory, and the second one for ordinary memory; rdma-path-unknown is the same card with an
 * address and a length only.
 */
#include <kapi/device.h>
#include <kapi/phyr.h>

#ifndef KNOWS_PROVIDER
#define KNOWS_PROVIDER 1
#endif

static int port;
static struct pci_dev gpu = { .dev = { .init_name = "gpu", .is_pci = true }, .upstream_switch = &port };
static struct pci_dev near_gpu = { .dev = { .init_name = "nic.0", .is_pci = true }, .upstream_switch = &port };
static struct pci_dev near_cpu = { .dev = { .init_name = "nic.1", .is_pci = true } };
static struct iommu_domain domains[2];
static struct p2pdma_provider vram = { .owner = &gpu.dev };
static struct phyr_entry in_vram, in_memory;

void setup(void)
{
	device_use_iommu(&near_gpu.dev, &domains[0], "iova:nic.0");
	device_use_iommu(&near_cpu.dev, &domains[1], "iova:nic.1");
	in_vram.address = __kapi_range("phys", 4096);
	in_vram.provider = &vram;
	in_memory.address = __kapi_range("phys", 4096);
	in_vram.length = in_memory.length = 4096;
}

static void transfer(const struct phyr_entry *entry)
{
	/* Without the provider: every imported buffer is taken for peer memory, <20250108145843.GR5556@nvidia.com> point 2. */
	bool is_peer = KNOWS_PROVIDER ? entry->provider != NULL : true;
	struct pci_dev *function = is_peer ? &near_gpu : &near_cpu;
	bool by_bus_address = KNOWS_PROVIDER && is_peer &&
			      pci_p2pdma_map_type(entry->provider, &function->dev) == PCI_P2PDMA_MAP_BUS_ADDR;
	dma_addr_t address;

	if (by_bus_address) {
		device_dma(&function->dev, pci_p2pdma_bus_addr_map(entry->provider, entry->address), 4, true);
		__kapi_count("transfers below the switch", 1);
		return;
	}
	address = dma_map_phys(&function->dev, entry->address, entry->length, DMA_BIDIRECTIONAL, 0);
	if (dma_mapping_error(&function->dev, address))
		return;
	device_dma(&function->dev, address, 4, true);
	dma_unmap_phys(&function->dev, address, entry->length, DMA_BIDIRECTIONAL, 0);
	__kapi_count(is_peer ? "transfers by the far way" : "transfers to memory from the near function", 1);
}

__actor void driver(void)
{
	transfer(&in_vram);
	transfer(&in_memory);
}
