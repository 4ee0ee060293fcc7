/**
 * flow: cpu-access
 * title: A process reads a frame between the two calls that keep caches in step
 * rows: M15
 * expect: pass
 *
 * The device writes the frame past the CPU's cache, in which an older version stands. The process takes its access between
 * begin and end; begin waits for the fence of the capture and lets the exporter drop what the cache has.
 */
#include <kapi/cache.h>
#include <kapi/dma-buf.h>
#include <kapi/heap.h>
#include <kapi/device.h>
#include <kapi/job.h>
#include <kapi/video.h>

#ifndef BEGIN_DIRECTION
#define BEGIN_DIRECTION DMA_FROM_DEVICE
#endif
#ifndef WITH_BRACKET
#define WITH_BRACKET 1
#endif

static struct device camera = { .init_name = "camera" };
static struct iommu_domain camera_domain;
static struct video_buffer frame;
static struct dma_buf *buf;
static struct page *page;
static struct job capture;

void setup(void)
{
	int fd;

	buf = system_heap_allocate(1);
	BUG_ON(!buf);
	page = heap_page(buf, 0);
	device_use_iommu(&camera, &camera_domain, "iova:camera");
	fd = dma_buf_fd(buf, O_CLOEXEC);
	BUG_ON(video_attach(&frame, &camera, fd, DMA_FROM_DEVICE));
	BUG_ON(video_map(&frame));
	/* The driver of the camera queues the capture: whoever reads has to wait for it. */
	job_init(&capture, 1, 1);
	dma_resv_lock(buf->resv, NULL);
	BUG_ON(dma_resv_reserve_fences(buf->resv, 1));
	dma_resv_add_fence(buf->resv, &capture.fence, DMA_RESV_USAGE_WRITE);
	dma_resv_unlock(buf->resv);
	/* The process has looked at the buffer before: its cache has the empty page. */
	cpu_load(page);
}

__actor void hardware(void)
{
	device_dma(&camera, frame.address, PAGE_SIZE, true);
	device_store_page(page);
	dma_fence_signal(&capture.fence);
}

__actor void process(void)
{
	if (WITH_BRACKET) {
		/* DMA_BUF_IOCTL_SYNC with DMA_BUF_SYNC_START */
		if (dma_buf_begin_cpu_access(buf, BEGIN_DIRECTION))
			return;
	} else {
		dma_fence_wait(&capture.fence, false);
	}
	cpu_load(page);
	if (WITH_BRACKET)
		dma_buf_end_cpu_access(buf, BEGIN_DIRECTION);
}
