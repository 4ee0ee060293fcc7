/* expect: violation warning */
/* with: dma-buf/dma-fence.c */
/* F2: the last reference goes while somebody waits for the fence. */
#include <kapi/job.h>

static struct job job;
static struct dma_fence_cb callback;

static void done(struct dma_fence *fence, struct dma_fence_cb *cb)
{
}

void setup(void)
{
	job_init(&job, 1, 1);
}

__actor void give_up(void)
{
	dma_fence_add_callback(&job.fence, &callback, done);
	dma_fence_put(&job.fence);
}
