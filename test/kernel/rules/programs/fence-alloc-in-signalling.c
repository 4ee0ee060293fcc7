/* expect: violation lock-order */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* F1: an allocation that may reclaim, in the section that signals: reclaim may wait for a fence. */
#include <kapi/job.h>

static struct job job;

void setup(void)
{
	job_init(&job, 1, 1);
}

__actor void complete_job(void)
{
	bool nested = dma_fence_begin_signalling();
	void *record = kzalloc(16, GFP_KERNEL);

	dma_fence_signal(&job.fence);
	dma_fence_end_signalling(nested);
	kfree(record);
}
