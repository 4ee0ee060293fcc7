/* expect: violation warning */
/* with: dma-buf fs heap iommu kernel mm pci */
/* B2: what is not attached is unmapped. */
#include <kapi/device.h>
#include <kapi/dma-buf.h>
#include <kapi/heap.h>

static struct device camera = { .init_name = "camera" };
static struct iommu_domain camera_domain;
static struct dma_buf *buffer;
static struct dma_buf_attachment *attachment;

void setup(void)
{
	buffer = system_heap_allocate(1);
	BUG_ON(!buffer);
	device_use_iommu(&camera, &camera_domain, "iova:camera");
	attachment = dma_buf_attach(buffer, &camera);
	BUG_ON(IS_ERR(attachment));
}

__actor void import(void)
{
	struct sg_table *table;

	dma_resv_lock(buffer->resv, NULL);
	table = dma_buf_map_attachment(attachment, DMA_FROM_DEVICE);
	dma_buf_unmap_attachment(NULL, table, DMA_FROM_DEVICE);
	dma_buf_unmap_attachment(attachment, table, DMA_FROM_DEVICE);
	dma_resv_unlock(buffer->resv);
}
