/* SPDX-License-Identifier: MIT */
/*
 * Memory regions over shared buffers (drivers/infiniband/core/umem_dmabuf.c, umem.c). Kept: an on-demand region maps under
 * the reservation lock, waits for KERNEL fences, and stops using a mapping when it is told to; the page size of a region is
 * the largest one at which every inner boundary of its ranges is aligned. Left out: offsets inside a buffer, keys, access
 * flags, regions over user memory.
 */
#include <kapi/rdma.h>
#include <linux/dma-resv.h>

static void rdma_move_notify(struct dma_buf_attachment *attachment)
{
	struct rdma_mr *mr = attachment->importer_priv;

	dma_resv_assert_held(attachment->dmabuf->resv);
	mr->invalid = true;
	mr->address = 0;
}

static const struct dma_buf_attach_ops rdma_attach_ops = {
	.allow_peer2peer = true,
	.move_notify = rdma_move_notify,
};

int rdma_reg_mr_on_demand(struct rdma_mr *mr, struct device *dev, struct dma_buf *dmabuf)
{
	mr->dev = dev;
	mr->attachment = dma_buf_dynamic_attach(dmabuf, dev, &rdma_attach_ops, mr);
	return PTR_ERR_OR_ZERO(mr->attachment);
}

static void give_back(struct rdma_mr *mr)
{
	if (!mr->table)
		return;
	dma_buf_unmap_attachment(mr->attachment, mr->table, DMA_BIDIRECTIONAL);
	mr->table = NULL;
	mr->address = 0;
}

int rdma_fault(struct rdma_mr *mr, bool wait)
{
	struct dma_resv *resv = mr->attachment->dmabuf->resv;
	struct sg_table *table;

	dma_resv_assert_held(resv);
	if (mr->invalid)
		give_back(mr);
	mr->invalid = false;
	if (!mr->table) {
		table = dma_buf_map_attachment(mr->attachment, DMA_BIDIRECTIONAL);
		if (IS_ERR(table))
			return PTR_ERR(table);
		mr->table = table;
	}
	mr->address = sg_dma_address(mr->table->sgl);
	/* The exporter may still be moving the buffer to where this mapping points. */
	if (wait && dma_resv_wait_timeout(resv, DMA_RESV_USAGE_KERNEL, false, MAX_SCHEDULE_TIMEOUT) < 0)
		return -EINTR;
	return 0;
}

void rdma_dereg_mr(struct rdma_mr *mr)
{
	struct dma_buf *dmabuf = mr->attachment->dmabuf;

	dma_resv_lock(dmabuf->resv, NULL);
	give_back(mr);
	dma_resv_unlock(dmabuf->resv);
	dma_buf_detach(dmabuf, mr->attachment);
}

unsigned long rdma_find_best_page_size(const struct rdma_range *ranges, unsigned int n, unsigned long supported)
{
	unsigned long size;
	unsigned int i;
	u64 mask = 0;

	for (i = 0; i < n; i++) {
		/* The first range may begin, and the last one end, inside of a page. */
		if (i > 0)
			mask |= ranges[i].address;
		if (i < n - 1)
			mask |= ranges[i].address + ranges[i].length;
	}
	for (size = 1UL << 63; size; size >>= 1) {
		if ((supported & size) && !(mask & (size - 1)))
			return size;
	}
	return 0;
}
