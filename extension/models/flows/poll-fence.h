/* SPDX-License-Identifier: MIT */
/* A process polls a buffer that a job still writes to; then the job ends, and everybody lets go of its fence. */
#include <kapi/job.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/poll.h>

static struct dma_buf *buf;
static struct job job;

static struct sg_table *heap_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	return ERR_PTR(-EOPNOTSUPP);
}

static void heap_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
}

static void heap_release(struct dma_buf *dmabuf)
{
}

static const struct dma_buf_ops heap_ops = {
	.map_dma_buf = heap_map,
	.unmap_dma_buf = heap_unmap,
	.release = heap_release,
};

void setup(void)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	exp_info.ops = &heap_ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &job;
	buf = dma_buf_export(&exp_info);
	BUG_ON(IS_ERR(buf));
	job_init(&job, 1, 1);
	dma_resv_lock(buf->resv, NULL);
	job_publish(&job, buf->resv, DMA_RESV_USAGE_WRITE);
	dma_resv_unlock(buf->resv);
	/* The reservation object's reference is the only one left. */
	dma_fence_put(&job.fence);
}

__actor void process(void)
{
	poll_table table = { ._key = EPOLLIN };

	buf->file->f_op->poll(buf->file, &table);
	dma_buf_put(buf);
}

__actor void hardware(void)
{
	dma_fence_signal(&job.fence);
}
