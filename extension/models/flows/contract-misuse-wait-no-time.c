/**
 * flow: contract-misuse-wait-no-time
 * title: A fence is waited for with a time that is over before it begins
 * rows: M31
 * expect: violation warning in dma_fence_wait_timeout
 *
 * A timeout is no negative number; drivers/dma-buf/dma-fence.c warns and refuses.
 */
#include <kapi/job.h>
#include <kapi/kernel.h>

static struct job job;

__actor void driver(void)
{
	job_init(&job, 1, 1);
	dma_fence_wait_timeout(&job.fence, false, -1);
}
