/**
 * flow: contract-pages-shown
 * title: Without the debug option an importer finds the pages in its table
 * rows: M04
 * expect: pass
 *
 * The contract of dma-buf/dma-buf.c without CONFIG_DMABUF_DEBUG (drivers/dma-buf/dma-buf.c, mangle_sg_table()): a table is handed on as the
 * exporter made it. page-link-used is the same with the option.
 */
#include <kapi/heap.h>
#include <kapi/kernel.h>

static struct device camera = { .init_name = "camera" };

__actor void importer(void)
{
	struct dma_buf *buf = system_heap_allocate(1);
	struct dma_buf_attachment *attachment = dma_buf_attach(buf, &camera);
	struct sg_table *table = dma_buf_map_attachment_unlocked(attachment, DMA_TO_DEVICE);

	BUG_ON(sg_page(table->sgl) != heap_page(buf, 0));
	dma_buf_unmap_attachment_unlocked(attachment, table, DMA_TO_DEVICE);
	dma_buf_detach(buf, attachment);
	dma_buf_put(buf);
}
