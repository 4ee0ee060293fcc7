/* expect: violation stale-access */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c iommu mm */
/* V1: memory is reused before the fences of those who use it. */
#include "memory-in-use.h"

void setup(void)
{
	publish_access(DMA_RESV_USAGE_BOOKKEEP);
}

__actor void exporter_revoke(void)
{
	dma_resv_lock(&resv, NULL);
	revoked = true;
	dma_resv_unlock(&resv);
	/* The memory is somebody else's from now on. */
	__kapi_renew(memory);
}
