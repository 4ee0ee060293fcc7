/* SPDX-License-Identifier: MIT */
/* User space asks for a buffer that begins inside the BAR and ends behind it: the neighbour's registers are there. */
#define BAR_PAGES 2
#include "vfio-device.h"

static void nic_move_notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = nic_move_notify };

static int fd;

void setup(void)
{
	vfio_open();
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	request.range[0].offset = PAGE_SIZE;
	request.range[0].length = 4 * PAGE_SIZE;
	fd = vfio_export();
}

__actor void importer(void)
{
	struct dma_buf_attachment *attach;
	struct sg_table *table;

	if (fd < 0)
		return;
	buf = dma_buf_get(fd);
	attach = dma_buf_dynamic_attach(buf, &nic.dev, &nic_ops, NULL);
	BUG_ON(IS_ERR(attach));
	table = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);
	BUG_ON(IS_ERR(table));
	device_dma(&nic.dev, sg_dma_address(table->sgl) + 2 * PAGE_SIZE, 4, true);
}
