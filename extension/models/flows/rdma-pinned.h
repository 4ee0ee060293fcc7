/* SPDX-License-Identifier: MIT */
/*
 * An RDMA driver without page faults: it pins, and registers its region for good. Its callback can only warn: a region
 * that hardware may use at any time can't be invalidated. WITHOUT_CALLBACK takes that callback away.
 */
#include "vfio-device.h"

#ifndef WITHOUT_CALLBACK
static void rdma_move_notify(struct dma_buf_attachment *attachment)
{
	pr_warn_ratelimited("a pinned region was asked to move\n");
}
#endif

static const struct dma_buf_attach_ops rdma_ops = {
	.allow_peer2peer = true,
#ifndef WITHOUT_CALLBACK
	.move_notify = rdma_move_notify,
#endif
};

/* The region's table; an ERR_PTR where the exporter doesn't have such an importer. */
static struct sg_table *rdma_register(struct dma_buf_attachment **attachment)
{
	struct dma_buf_attachment *attach = dma_buf_dynamic_attach(buf, &nic.dev, &rdma_ops, NULL);
	struct sg_table *table;
	int ret;

	if (IS_ERR(attach))
		return ERR_CAST(attach);
	dma_resv_lock(buf->resv, NULL);
	ret = dma_buf_pin(attach);
	table = ret ? ERR_PTR(ret) : dma_buf_map_attachment(attach, DMA_BIDIRECTIONAL);
	if (IS_ERR(table) && !ret)
		dma_buf_unpin(attach);
	dma_resv_unlock(buf->resv);
	if (IS_ERR(table))
		dma_buf_detach(buf, attach);
	else
		*attachment = attach;
	return table;
}
