/* expect: violation lock-order */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* F1: the reservation lock in the section that signals, under which somebody else waits for a fence. */
#include <kapi/job.h>

static struct job job, earlier;
static struct dma_resv resv;

void setup(void)
{
	dma_resv_init(&resv);
	job_init(&job, 1, 1);
	job_init(&earlier, 2, 1);
	dma_fence_signal(&earlier.fence);
}

__actor void complete_job(void)
{
	bool nested = dma_fence_begin_signalling();

	dma_resv_lock(&resv, NULL);
	dma_resv_unlock(&resv);
	dma_fence_signal(&job.fence);
	dma_fence_end_signalling(nested);
}

__actor void wait(void)
{
	dma_resv_lock(&resv, NULL);
	/* Done already this time. */
	dma_fence_wait(&earlier.fence, false);
	dma_resv_unlock(&resv);
}
