/* expect: violation deadlock */
/* with: dma-buf/dma-fence.c */
/* F2: the path on which the device fails forgets the fence. */
#include <kapi/job.h>

static struct job job;

void setup(void)
{
	job_init(&job, 1, 1);
}

__actor void interrupt(void)
{
	if (__kapi_choose(2, "the device is lost"))
		return;
	dma_fence_signal(&job.fence);
}

__actor void wait(void)
{
	dma_fence_wait(&job.fence, false);
}
