/**
 * flow: contract-misuse-unmap-nothing
 * title: A mapping is given back that was never made
 * rows: M03
 * expect: violation warning in dma_buf_unmap_attachment
 *
 * What is unmapped is the table that mapping gave. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	struct dma_buf_attachment *attachment;

	BUG_ON(bell_export());
	attachment = dma_buf_attach(bell.dmabuf, &nic);
	dma_resv_lock(bell.dmabuf->resv, NULL);
	dma_buf_unmap_attachment(attachment, NULL, DMA_TO_DEVICE);
	dma_resv_unlock(bell.dmabuf->resv);
}
