/* expect: pass */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c iommu mm */
/* The order of the revoke contract: revoked, wait for all fences, then reuse. */
#include "memory-in-use.h"

void setup(void)
{
	publish_access(DMA_RESV_USAGE_BOOKKEEP);
}

__actor void exporter_revoke(void)
{
	dma_resv_lock(&resv, NULL);
	revoked = true;
	dma_resv_wait_timeout(&resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	dma_resv_unlock(&resv);
	/* The memory is somebody else's from now on. */
	__kapi_renew(memory);
}
