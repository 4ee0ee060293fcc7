/**
 * flow: audio-shares-address
 * title: The audio function uses the address that was mapped for the graphics function
 * claims: <89f46c7f-a585-44e2-963d-bf00bf09b493@amd.com>
 *         <20250123150212.GR5556@nvidia.com>
 *         <20250123160827.GS5556@nvidia.com>
 * rows: M20
 * expect: violation wrong-space
 * case: F-09
 * mended: audio-maps-for-itself
 *
 * The driver maps once, for the graphics function, and programs the result into the HDMI audio function too. Where Access
 * Control Services isolate the two, the number means nothing to the second one, or something else.
 */
#include <kapi/device.h>
#include <kapi/heap.h>
#include <kapi/topology.h>

#ifndef ISOLATED
#define ISOLATED true
#endif
#ifndef MAP_FOR_BOTH
#define MAP_FOR_BOTH 0
#endif

static struct pci_dev graphics = { .dev = { .init_name = "0000:01:00.0" } };
static struct pci_dev audio = { .dev = { .init_name = "0000:01:00.1" } };
static struct iommu_group groups[2] = { { .space = "iova:graphics" }, { .space = "iova:audio" } };
static struct dma_buf *buf;
static struct dma_buf_attachment *attach[2];
static struct sg_table *table[2];

static int import(unsigned int n, struct device *dev)
{
	attach[n] = dma_buf_attach(buf, dev);
	if (IS_ERR(attach[n]))
		return PTR_ERR(attach[n]);
	table[n] = dma_buf_map_attachment_unlocked(attach[n], DMA_TO_DEVICE);
	__kapi_count("mappings", 1);
	return PTR_ERR_OR_ZERO(table[n]);
}

void setup(void)
{
	buf = system_heap_allocate(1);
	pci_group_functions(&graphics, &audio, groups, ISOLATED);
	BUG_ON(import(0, &graphics.dev));
	if (MAP_FOR_BOTH)
		BUG_ON(import(1, &audio.dev));
}

__actor void gpu(void)
{
	device_dma(&graphics.dev, sg_dma_address(table[0]->sgl), 4, false);
}

__actor void sound_card(void)
{
	device_dma(&audio.dev, sg_dma_address(table[MAP_FOR_BOTH]->sgl), 4, false);
}

void finally(void)
{
	int n;

	for (n = MAP_FOR_BOTH; n >= 0; n--) {
		dma_buf_unmap_attachment_unlocked(attach[n], table[n], DMA_TO_DEVICE);
		dma_buf_detach(buf, attach[n]);
	}
	device_check_idle(&graphics.dev);
}
