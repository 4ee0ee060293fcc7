/**
 * flow: vfio-v5-map-twice
 * title: The second mapping uses IO addresses that the first one gave back
 * series: dma-buf-maps-late.patch <cover.1760368250.git.leon@kernel.org>
 * claims: <20251016235332.GA265079@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11 M30
 * expect: violation dma-api
 * case: F-12
 * mended: vfio-v9-map-twice
 *
 * The IO addresses are allocated when the importer attaches, and destroyed when it unmaps. An importer that maps again, as it
 * does after every move, links into addresses that somebody else may have by now.
 */
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
	int round;

	BUG_ON(IS_ERR(attach));
	for (round = 0; round < 2; round++) {
		table = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);
		BUG_ON(IS_ERR(table));
		device_dma(&nic.dev, sg_dma_address(table->sgl), 4, true);
		dma_buf_unmap_attachment_unlocked(attach, table, DMA_BIDIRECTIONAL);
	}
	dma_buf_detach(buf, attach);
}

void finally(void)
{
	device_check_idle(&nic.dev);
}
