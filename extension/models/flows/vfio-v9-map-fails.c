/**
 * flow: vfio-v9-map-fails
 * title: No memory for the list: the IO addresses are never given back
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11
 * expect: violation free-active-object in dma_buf_phys_vec_to_sgt
 * case: S-2
 * mended: vfio-v9-map-fails-mended
 * fail: sg_alloc_table 1
 *
 * The IO addresses are allocated before the scatter list. When the list can't be allocated, the way out frees everything
 * else.
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

	BUG_ON(!IS_ERR(table));
}

void finally(void)
{
	device_check_idle(&nic.dev);
}
