/* expect: violation lock-not-held */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* B4: a fence is added while nobody holds the lock. */
#include "resv-with-job.h"

__actor void submit(void)
{
	dma_resv_lock(&resv, NULL);
	BUG_ON(dma_resv_reserve_fences(&resv, 1));
	dma_resv_unlock(&resv);
	dma_resv_add_fence(&resv, &job.fence, DMA_RESV_USAGE_WRITE);
}
