/* expect: violation fence-slot */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* B4: a fence is added and no slot was reserved for it. */
#include "resv-with-job.h"

__actor void submit(void)
{
	dma_resv_lock(&resv, NULL);
	dma_resv_add_fence(&resv, &job.fence, DMA_RESV_USAGE_WRITE);
	dma_resv_unlock(&resv);
}
