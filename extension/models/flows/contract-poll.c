/**
 * flow: contract-poll
 * title: Two processes poll a buffer whose two jobs end meanwhile
 * rows: M32
 * expect: pass
 *
 * The contract of dma-buf/dma-buf.c for poll() (drivers/dma-buf/dma-buf.c, dma_buf_poll(), dma_buf_poll_cb(); Documentation/driver-api/dma-buf.rst,
 * "Implicit Fence Poll Support"): who polls holds the buffer and the fence that it waits for, and lets go of both, whether the fence ends
 * before, while or after it is asked; a buffer waits once however many ask.
 */
#include <kapi/job.h>
#include <kapi/kernel.h>
#include <linux/dma-buf.h>
#include <linux/poll.h>

static struct dma_buf *buf;
static struct job jobs[2];

static struct sg_table *bell_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	return ERR_PTR(-EOPNOTSUPP);
}

static void bell_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
}

static void bell_release(struct dma_buf *dmabuf)
{
}

static const struct dma_buf_ops bell_ops = { .map_dma_buf = bell_map, .unmap_dma_buf = bell_unmap, .release = bell_release };

void setup(void)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);
	int i;

	exp_info.ops = &bell_ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &jobs;
	buf = dma_buf_export(&exp_info);
	BUG_ON(IS_ERR(buf));
	dma_resv_lock(buf->resv, NULL);
	for (i = 0; i < 2; i++) {
		job_init(&jobs[i], i + 1, 1);
		job_publish(&jobs[i], buf->resv, DMA_RESV_USAGE_WRITE);
	}
	dma_resv_unlock(buf->resv);
}

static void look(__poll_t events)
{
	poll_table table = { ._key = events };
	__poll_t ready = buf->file->f_op->poll(buf->file, &table);

	__kapi_rule(!ready || dma_fence_is_signaled(&jobs[0].fence), "stale-data", "a buffer is readable that a device still writes");
}

__actor void first(void)
{
	look(EPOLLIN);
}

__actor void second(void)
{
	look(EPOLLIN);
	look(0);
}

__actor void device(void)
{
	dma_fence_signal(&jobs[0].fence);
	dma_fence_signal(&jobs[1].fence);
}

void finally(void)
{
	dma_buf_put(buf);
	buf = NULL;
	__kapi_rule(kref_read(&jobs[0].fence.refcount) == 1 && kref_read(&jobs[1].fence.refcount) == 1, "refcount-leak",
		    "the jobs are over and the buffer is gone, and somebody holds a fence");
	__kapi_check_leaks();
}
