/* expect: violation stale-data */
/* with: dma-buf fs heap iommu kernel mm pci */
/* B6: the CPU reads what a device wrote, without asking for access first. */
#include <kapi/device.h>
#include <kapi/dma-buf.h>
#include <kapi/heap.h>
#include <kapi/cache.h>

static struct device camera = { .init_name = "camera" };
static struct iommu_domain camera_domain;
static struct dma_buf *buffer;
static struct dma_buf_attachment *attachment;
static struct page *page;

void setup(void)
{
	buffer = system_heap_allocate(1);
	BUG_ON(!buffer);
	device_use_iommu(&camera, &camera_domain, "iova:camera");
	attachment = dma_buf_attach(buffer, &camera);
	BUG_ON(IS_ERR(attachment));
	page = heap_page(buffer, 0);
	cpu_load(page);
}

__actor void hardware(void)
{
	device_store_page(page);
}

__actor void process(void)
{
	cpu_load(page);
}
