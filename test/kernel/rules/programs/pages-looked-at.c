/* expect: violation wild-access */
/* with: dma-buf fs heap iommu kernel mm pci */
/* config: CONFIG_DMABUF_DEBUG */
/* B3: the importer looks at the pages behind the addresses that it was given. */
#include "camera-attached.h"

__actor void import(void)
{
	struct sg_table *table;

	dma_resv_lock(buffer->resv, NULL);
	table = dma_buf_map_attachment(attachment, DMA_FROM_DEVICE);
	if (!IS_ERR(table)) {
		get_page(sg_page(table->sgl));
		dma_buf_unmap_attachment(attachment, table, DMA_FROM_DEVICE);
	}
	dma_resv_unlock(buffer->resv);
}
