/**
 * flow: vfio-v9-two-ranges
 * title: The second range is linked over the first one
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11
 * expect: violation dma-api
 * case: S-1
 * mended: vfio-v9-two-ranges-mended
 *
 * A buffer of two pieces of a BAR, imported across the host bridge. Both pieces are linked at offset 0 of the IO addresses
 * that were allocated for them together.
 */
#define BAR_PAGES 4
#define RANGES 2
#include "vfio-device.h"

static void nic_move_notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = nic_move_notify };

static struct dma_buf_attachment *attach;

void setup(void)
{
	vfio_share();
	attach = dma_buf_dynamic_attach(buf, &nic.dev, &nic_ops, NULL);
	BUG_ON(IS_ERR(attach));
}

__actor void importer(void)
{
	struct sg_table *table = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);

	if (IS_ERR(table))
		return;
	device_dma(&nic.dev, sg_dma_address(table->sgl) + PAGE_SIZE, 4, true);
	dma_buf_unmap_attachment_unlocked(attach, table, DMA_BIDIRECTIONAL);
}

void finally(void)
{
	device_check_idle(&nic.dev);
}
