/**
 * flow: contract-misuse-detach-other
 * title: An importer detaches from another buffer than it attached to
 * rows: M03
 * expect: violation warning in dma_buf_detach
 *
 * An attachment is one to a certain buffer. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	struct dma_buf *first;
	struct dma_buf_attachment *attachment;

	BUG_ON(bell_export());
	first = bell.dmabuf;
	attachment = dma_buf_attach(first, &nic);
	BUG_ON(bell_export());
	dma_buf_detach(bell.dmabuf, attachment);
}
