/* expect: violation stale-access */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c iommu mm */
/* I6: a move waits for KERNEL fences, and a reader is still there. */
#include "memory-in-use.h"

void setup(void)
{
	publish_access(DMA_RESV_USAGE_READ);
}

__actor void exporter_revoke(void)
{
	dma_resv_lock(&resv, NULL);
	revoked = true;
	dma_resv_wait_timeout(&resv, DMA_RESV_USAGE_KERNEL, false, MAX_SCHEDULE_TIMEOUT);
	dma_resv_unlock(&resv);
	/* The memory is somebody else's from now on. */
	__kapi_renew(memory);
}
