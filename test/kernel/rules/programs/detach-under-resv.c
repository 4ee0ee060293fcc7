/* expect: violation lock-recursion */
/* with: dma-buf fs heap iommu kernel mm pci */
/* B1: a buffer is detached under its reservation lock. */
#include "camera-attached.h"

__actor void import(void)
{
	dma_resv_lock(buffer->resv, NULL);
	dma_buf_detach(buffer, attachment);
	dma_resv_unlock(buffer->resv);
}
