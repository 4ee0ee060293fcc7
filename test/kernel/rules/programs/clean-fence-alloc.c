/* expect: pass */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* An allocation in the section that signals which does not reclaim, and one before it. */
#include <kapi/job.h>

static struct job job;
static struct dma_resv resv;

void setup(void)
{
	dma_resv_init(&resv);
	job_init(&job, 1, 1);
	dma_resv_lock(&resv, NULL);
	job_publish(&job, &resv, DMA_RESV_USAGE_WRITE);
	dma_resv_unlock(&resv);
}

__actor void complete_job(void)
{
	void *before = kzalloc(16, GFP_KERNEL);
	bool nested = dma_fence_begin_signalling();
	void *inside = kzalloc(16, GFP_ATOMIC);

	dma_fence_signal(&job.fence);
	dma_fence_end_signalling(nested);
	kfree(inside);
	kfree(before);
}

__actor void wait(void)
{
	void *under_lock;

	dma_resv_lock(&resv, NULL);
	under_lock = kzalloc(16, GFP_KERNEL);
	dma_resv_wait_timeout(&resv, DMA_RESV_USAGE_READ, false, MAX_SCHEDULE_TIMEOUT);
	dma_resv_unlock(&resv);
	kfree(under_lock);
}
