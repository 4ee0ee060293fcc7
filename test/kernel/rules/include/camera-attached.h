/* A buffer of a heap, with a device attached to it. */
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
