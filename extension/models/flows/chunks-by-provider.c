/**
 * flow: chunks-by-provider
 * title: One decision a chunk for a buffer that is partly in a device
 * claims: <20250110203838.GL5556@nvidia.com>
 * says: <20250110203838.GL5556@nvidia.com> replacement array arrays
 * rows: M05 M09
 * expect: pass
 *
 * The exporter groups ranges by who provides them; the importer asks once a chunk how to reach it, not once a range. Peer memory below
 * the same switch is used by bus address, ordinary memory through the DMA API.
 */
#include <kapi/device.h>
#include <kapi/phyr.h>
#include <linux/dma-resv.h>

static const u64 lengths[] = { 4096, 4096, 4096, 4096, 4096 };
static struct range_buffer buffer;
static int port;
static struct pci_dev gpu = { .dev = { .init_name = "gpu", .is_pci = true }, .upstream_switch = &port };
static struct pci_dev nic = { .dev = { .init_name = "nic", .is_pci = true }, .upstream_switch = &port };
static struct p2pdma_provider vram = { .owner = &gpu.dev };
static struct iommu_domain nic_domain;
static struct dma_buf_attachment *attach;

void setup(void)
{
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	range_buffer_create(&buffer, lengths, ARRAY_SIZE(lengths));
	buffer.range[1].provider = &vram;
	buffer.range[2].provider = &vram;
	attach = dma_buf_attach(buffer.dmabuf, &nic.dev);
	BUG_ON(IS_ERR(attach));
}

static void use(const struct memory_chunk *chunk)
{
	bool by_bus_address = false;
	unsigned int i;

	if (chunk->provider) {
		__kapi_count("decisions", 1);
		by_bus_address = pci_p2pdma_map_type(chunk->provider, &nic.dev) == PCI_P2PDMA_MAP_BUS_ADDR;
	}
	for (i = 0; i < chunk->count; i++) {
		u64 length = chunk->entries[i].length;
		dma_addr_t address;

		__kapi_count("ranges", 1);
		if (by_bus_address) {
			device_dma(&nic.dev, pci_p2pdma_bus_addr_map(chunk->provider, chunk->entries[i].address), 4, true);
			continue;
		}
		address = dma_map_phys(&nic.dev, chunk->entries[i].address, length, DMA_BIDIRECTIONAL, 0);
		BUG_ON(dma_mapping_error(&nic.dev, address));
		device_dma(&nic.dev, address, 4, true);
		dma_unmap_phys(&nic.dev, address, length, DMA_BIDIRECTIONAL, 0);
	}
}

__actor void importer(void)
{
	struct memory_chunks chunks;
	unsigned int i;

	dma_resv_lock(buffer.dmabuf->resv, NULL);
	BUG_ON(range_buffer_get_chunks(attach, &chunks));
	__kapi_rule(chunks.count == 3, "wrong-chunks", "ranges of one provider are in several chunks, or those of several in one");
	for (i = 0; i < chunks.count; i++)
		use(&chunks.chunk[i]);
	dma_resv_unlock(buffer.dmabuf->resv);
}

void finally(void)
{
	device_check_idle(&nic.dev);
}
