/* expect: violation lost-access */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* I9: a client that cannot do without the buffer has one that can be taken away. */
#include <kapi/job.h>

static struct dma_resv resv;
static bool revoked;

void setup(void)
{
	dma_resv_init(&resv);
}

static int map(void)
{
	return revoked ? -ENODEV : 0;
}

__actor void compositor(void)
{
	dma_resv_lock(&resv, NULL);
	__kapi_rule(!map(), "lost-access", "the job fails because the buffer is gone, and its context is banned");
	dma_resv_unlock(&resv);
}

__actor void client(void)
{
	dma_resv_lock(&resv, NULL);
	revoked = true;
	dma_resv_unlock(&resv);
}
