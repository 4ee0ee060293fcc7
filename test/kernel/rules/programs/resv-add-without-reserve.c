/* expect: violation fence-slot */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* B4: a fence is added and no slot was reserved for it. */
#include <kapi/job.h>

static struct job job;
static struct dma_resv resv;

void setup(void)
{
	dma_resv_init(&resv);
	job_init(&job, 1, 1);
}

__actor void submit(void)
{
	dma_resv_lock(&resv, NULL);
	dma_resv_add_fence(&resv, &job.fence, DMA_RESV_USAGE_WRITE);
	dma_resv_unlock(&resv);
}
