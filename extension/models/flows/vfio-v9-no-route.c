/**
 * flow: vfio-v9-no-route
 * title: Where the bridge lets nothing through, the mapping is refused
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20250108145843.GR5556@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * fail: pci_p2pdma_map_type 1
 * rows: M05
 * expect: pass
 *
 * The host bridge is not known to forward between its ports. The importer hears of it when it maps, and nothing is left behind.
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
	BUG_ON(!IS_ERR(table) || PTR_ERR(table) != -EINVAL);
	dma_buf_detach(buf, attach);
}

void finally(void)
{
	device_check_idle(&nic.dev);
}
