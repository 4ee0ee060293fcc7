/* SPDX-License-Identifier: MIT */
/* A process polls a buffer that a job still writes to; then the job ends, and everybody lets go of its fence. */
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/poll.h>

static struct dma_buf *buf;
static spinlock_t fence_lock;
static struct dma_fence job;

static const char *job_name(struct dma_fence *fence)
{
	return "job";
}

static void job_release(struct dma_fence *fence)
{
}

static const struct dma_fence_ops job_ops = {
	.get_driver_name = job_name,
	.get_timeline_name = job_name,
	.release = job_release,
};

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
	dma_fence_init(&job, &job_ops, &fence_lock, 1, 1);
	dma_resv_lock(buf->resv, NULL);
	BUG_ON(dma_resv_reserve_fences(buf->resv, 1));
	dma_resv_add_fence(buf->resv, &job, DMA_RESV_USAGE_WRITE);
	dma_resv_unlock(buf->resv);
	/* The reservation object's reference is the only one left. */
	dma_fence_put(&job);
}

__actor void process(void)
{
	poll_table table = { ._key = EPOLLIN };

	buf->file->f_op->poll(buf->file, &table);
	dma_buf_put(buf);
}

__actor void hardware(void)
{
	dma_fence_signal(&job);
}
