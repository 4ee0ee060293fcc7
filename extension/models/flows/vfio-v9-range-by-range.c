/**
 * flow: vfio-v9-range-by-range
 * title: Without IO addresses in a block every range is mapped for itself
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20250109092823.GI87447@unreal>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * fail: dma_iova_try_alloc 1
 * rows: M05 M11
 * expect: pass
 *
 * The IOMMU driver has no block of IO addresses to give. The exporter falls back to mapping each range.
 */
#define BAR_PAGES 4
#define RANGES 2
#include "vfio-device.h"

static void nic_move_notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = nic_move_notify };

void setup(void)
{
	vfio_share();
}

__actor void importer(void)
{
	struct dma_buf_attachment *attach = dma_buf_dynamic_attach(buf, &nic.dev, &nic_ops, NULL);
	struct sg_table *table;

	BUG_ON(IS_ERR(attach));
	table = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);
	BUG_ON(IS_ERR(table));
	/* No page stands behind an entry, and both ranges can be reached. */
	BUG_ON(table->orig_nents != 0 || sg_page(table->sgl));
	BUG_ON(table->nents != 2 || nic_domain.iovas != 2);
	device_dma(&nic.dev, sg_dma_address(table->sgl), 4, true);
	device_dma(&nic.dev, sg_dma_address(sg_next(table->sgl)), 4, true);
	dma_buf_unmap_attachment_unlocked(attach, table, DMA_BIDIRECTIONAL);
	dma_buf_detach(buf, attach);
}

void finally(void)
{
	device_check_idle(&nic.dev);
}
