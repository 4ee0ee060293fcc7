/* expect: violation deadlock */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* F2: a fence that user space signals, after it got the memory whose move waits for it. */
#include <kapi/job.h>

static struct job job;
static struct dma_resv resv;

static DEFINE_MUTEX(mmap_lock);

void setup(void)
{
	dma_resv_init(&resv);
	job_init(&job, 1, 1);
	dma_resv_lock(&resv, NULL);
	job_publish(&job, &resv, DMA_RESV_USAGE_BOOKKEEP);
	dma_resv_unlock(&resv);
}

__actor void eviction(void)
{
	mutex_lock(&mmap_lock);
	dma_resv_wait_timeout(&resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	mutex_unlock(&mmap_lock);
}

__actor void user_space(void)
{
	/* A page fault. */
	mutex_lock(&mmap_lock);
	mutex_unlock(&mmap_lock);
	dma_fence_signal(&job.fence);
}
