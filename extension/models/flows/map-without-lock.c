/**
 * flow: map-without-lock
 * title: An importer maps without the reservation lock
 * claims: <c10ae58f-280c-4131-802f-d7f62595d013@amd.com>
 * rows: M32
 * expect: violation lock-not-held in dma_buf_map_attachment
 *
 * The locked call is made by somebody who forgot the lock. The unlocked variant would have taken it.
 */
#include <kapi/device.h>
#include <kapi/dma-buf.h>
#include <kapi/heap.h>

static struct device camera = { .init_name = "camera" };
static struct dma_buf *buf;
static struct dma_buf_attachment *attach;

void setup(void)
{
	buf = system_heap_allocate(1);
	attach = dma_buf_attach(buf, &camera);
	BUG_ON(IS_ERR(attach));
}

__actor void importer(void)
{
#ifdef DETACH_UNDER_LOCK
	dma_resv_lock(buf->resv, NULL);
	dma_buf_detach(buf, attach);
	dma_resv_unlock(buf->resv);
#else
	dma_buf_map_attachment(attach, DMA_FROM_DEVICE);
#endif
}
