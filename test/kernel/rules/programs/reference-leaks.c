/* expect: violation memory-leak */
/* with: dma-buf fs heap iommu kernel mm pci */
/* R2: an error path keeps a reference of a buffer that nobody knows any more. */
#include <kapi/dma-buf.h>
#include <kapi/heap.h>

__actor void import(void)
{
	struct dma_buf *buffer = system_heap_allocate(1);

	if (!buffer)
		return;
	get_dma_buf(buffer);
	dma_buf_put(buffer);
}

void finally(void)
{
	__kapi_check_leaks();
}
