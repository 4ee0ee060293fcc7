/* expect: violation warning */
/* with: dma-buf fs heap iommu kernel mm pci */
/* B2: what is not attached is unmapped. */
#include "camera-attached.h"

__actor void import(void)
{
	struct sg_table *table;

	dma_resv_lock(buffer->resv, NULL);
	table = dma_buf_map_attachment(attachment, DMA_FROM_DEVICE);
	dma_buf_unmap_attachment(NULL, table, DMA_FROM_DEVICE);
	dma_buf_unmap_attachment(attachment, table, DMA_FROM_DEVICE);
	dma_resv_unlock(buffer->resv);
}
